"""The report lists every document, shows boxes where evidence stands, and escapes what documents say."""

from __future__ import annotations

from pathlib import Path

from pipeline.writers.record_json import record_json
from pipeline.writers.report import write_report
from tests.records.made import record


def _folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "scan.json").write_text(record_json(record()), encoding="utf-8")
    hostile = record(title={"en": "<script>alert(1)</script>"}, status="ok")
    (tmp_path / "other.json").write_text(record_json(hostile), encoding="utf-8")
    (tmp_path / "stray.json").write_text("{}", encoding="utf-8")
    pictures = tmp_path / ".scanglot" / "pages" / "sub" / "scan"
    pictures.mkdir(parents=True)
    (pictures / "p1.jpg").write_bytes(b"jpeg")
    return tmp_path


def test_report_shows_documents_boxes_and_machine_text(tmp_path: Path) -> None:
    html = write_report(_folder(tmp_path)).read_text(encoding="utf-8")
    assert "2 documents" in html
    assert 'src=".scanglot/pages/sub/scan/p1.jpg"' in html
    assert "left:10.00%;top:3.57%;width:40.00%" in html
    assert 'class="machine">Objective To study the effect.' in html
    assert "translation.draft_model" in html


def test_report_escapes_what_documents_say_and_leaves_no_part_file(tmp_path: Path) -> None:
    html = write_report(_folder(tmp_path)).read_text(encoding="utf-8")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert not list(tmp_path.glob(".report*"))
