"""The longest documents first, and when a run will end."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline.batch.effort import Forecast, effort
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
    order = [each.name for each in Forecast(map(item, paths), 1).longest_first]
    assert order[-3:] == ["e", "d", "gone"]
    assert order.index("a") < order.index("b")
    assert effort(tmp_path) == 0.0


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
