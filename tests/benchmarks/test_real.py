"""Laid-out pages are read once; what is silently wrong is listed, what is flagged is not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import real
from benchmarks.laid_out import laid_out
from pipeline.engines.toolbox import open_engines
from pipeline.errors import UnreadableFile
from pipeline.settings import Settings

SAMPLE = Path(__file__).parents[2] / "samples" / "fr-born-digital.pdf"


def test_pages_are_read_once_and_again_when_the_file_is_another(tmp_path: Path) -> None:
    pdf, keep = tmp_path / "a.pdf", tmp_path / "keep"
    shutil.copy(SAMPLE, pdf)
    engines = open_engines(real.SETTINGS)
    first = laid_out(pdf, keep, real.SETTINGS, engines, refresh=False)
    (kept,) = keep.iterdir()
    marked = first.model_copy(update={"code": "older"})
    kept.write_text(marked.model_dump_json(), encoding="utf-8")
    assert laid_out(pdf, keep, real.SETTINGS, engines, refresh=False) == marked
    assert laid_out(pdf, keep, real.SETTINGS, engines, refresh=True) == first
    pdf.write_bytes(SAMPLE.read_bytes() + b"\n")
    laid_out(pdf, keep, real.SETTINGS, engines, refresh=False)
    assert len(list(keep.iterdir())) == 2


def test_an_unreadable_document_is_told_and_kept_nowhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(b"no PDF")
    assert laid_out(pdf, tmp_path / "keep", real.SETTINGS, open_engines(real.SETTINGS), refresh=False) is None
    assert "a.pdf" in capsys.readouterr().err
    assert not (tmp_path / "keep").exists()


def test_records_come_from_kept_pages_and_silent_errors_are_listed(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "a.pdf")
    real.make_records([tmp_path / "a.pdf"], tmp_path / "out", tmp_path / "keep", refresh=False)
    record = json.loads((tmp_path / "out" / "a.json").read_text(encoding="utf-8"))
    assert record["language"] == "fr"
    truth = tmp_path / "truth"
    truth.mkdir()
    (truth / "a.json").write_text("{}", encoding="utf-8")
    (truth / "b.json").write_text("{}", encoding="utf-8")
    judge = SimpleNamespace(
        judge=lambda _truth, given: [
            ("year", "right", False, "1", "1"),
            ("doi", "wrong", True, "10.1/a", "10.1/b"),
            ("title.src", "wrong", False, "Autre", given["title"]["fr"]),
        ]
    )
    told = "\n".join(real.lies(judge, truth, tmp_path / "out"))
    for part in ("title.src", "Autre", record["title"]["fr"][:20], "b: no record"):
        assert part in told
    assert not any(field in told for field in ("doi", "year"))
    judge.rows, judge.CORE = (lambda *_: []), ()
    assert len(list(real.alarms(judge, truth, tmp_path / "out"))) > 0
    assert any(" 1 records" in line for line in real.calibration(judge, truth, tmp_path / "out"))


def test_without_pages_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("PDF", "TRUTH", "JUDGE"):
        monkeypatch.delenv(f"SCANGLOT_REAL_{name}", raising=False)
    monkeypatch.setattr("sys.argv", ["real"])
    assert real.main() == 0
    assert "skipped, there is no --pdf and no --truth and no --judge" in capsys.readouterr().out


def test_each_document_is_read_with_weights_that_have_not_seen_its_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(SAMPLE, tmp_path / "a.pdf")
    used: list[Path | None] = []

    def remember(*given: object) -> None:
        used.append(next(one.segment.weights for one in given if isinstance(one, Settings)))
        raise UnreadableFile("enough")

    monkeypatch.setattr(real.flow, "understand", remember)
    (tmp_path / "folds.tsv").write_text("a\t0.tsv\nb\t1.tsv\n", encoding="utf-8")
    for folds in (tmp_path, None):
        real.make_records(
            [tmp_path / "a.pdf"], tmp_path / "out", tmp_path / "keep", refresh=False, folds=folds
        )
    assert used == [tmp_path / "0.tsv", None]
