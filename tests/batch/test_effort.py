"""The longest documents first, and when a run will end."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline.batch.effort import TAKEN, Forecast, effort
from pipeline.batch.plan import Item


def scan(path: Path, pages: int) -> Path:
    noisy = Image.effect_noise((1240, 1754), 60)
    noisy.save(path, save_all=True, append_images=[noisy] * (pages - 1), resolution=150)
    return path


def born(path: Path) -> Path:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(path)
    return path


def item(path: Path) -> Item:
    return Item(path, path.stem, path.name)


def test_scans_come_first_by_their_pages_and_text_last(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("title")
    picture = io.BytesIO()
    Image.new("L", (1000, 1400), 255).save(picture, "PNG")
    (tmp_path / "c.png").write_bytes(picture.getvalue())
    paths = [
        tmp_path / "d.txt",
        born(tmp_path / "e.pdf"),
        scan(tmp_path / "b.pdf", 1),
        scan(tmp_path / "a.pdf", 3),
        tmp_path / "c.png",
        tmp_path / "gone.pdf",
    ]
    order = [each.name for each in Forecast(map(item, paths), 1).in_order]
    assert order[-3:] == ["e", "d", "gone"]
    assert order.index("a") < order.index("b")
    assert effort(tmp_path) == 0.0


def test_a_long_run_begins_with_documents_of_all_lengths_and_ends_with_short_ones(tmp_path: Path) -> None:
    scans = [item(scan(tmp_path / f"s{n:02}.pdf", 1 + n % 4)) for n in range(20)]
    texts = [item(born(tmp_path / f"t{n:02}.pdf")) for n in range(20)]
    forecast = Forecast([*texts, *scans], 1)
    guesses = [effort(each.path) for each in forecast.in_order]
    assert len(set(forecast.in_order)) == 40
    assert guesses[:10] == sorted(guesses[:10], reverse=True)
    assert (guesses[0], guesses[9]) == (max(guesses), min(guesses))
    assert guesses[10:] == sorted(guesses[10:], reverse=True)
    told = []
    for each, guess in zip(forecast.in_order, guesses, strict=True):
        forecast.done(each.name, 4.0 * guess**0.5 + (each.name[0] == "s"))
        told.append(forecast.left)
    real = sum(4.0 * guess**0.5 + (guess > TAKEN) for guess in guesses[10:])
    assert told[9] == pytest.approx(real, rel=0.2)


def test_the_end_is_foretold_by_what_each_kind_took(tmp_path: Path) -> None:
    scans = [item(scan(tmp_path / f"s{n}.pdf", 1)) for n in range(4)]
    texts = [item(born(tmp_path / f"t{n}.pdf")) for n in range(10)]
    forecast = Forecast([*scans, *texts], 2)
    for each in scans[:2]:
        forecast.done(each.name, 12.0)
    forecast.done(texts[0].name, 1.0)
    assert forecast.left == pytest.approx((2 * 12.0 + 9 * 1.0) / 2)
    for each in (*scans[2:], *texts[1:]):
        forecast.done(each.name, 1.0)
    assert forecast.left == 0.0
    forecast.done("never heard of", 1.0)
