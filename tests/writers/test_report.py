"""The report lists every document, shows boxes where evidence stands, and escapes what documents say."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import EncryptedPdf, ToolTimeout
from pipeline.records.article import Flag, Severity
from pipeline.settings import Settings
from pipeline.writers.record_json import failed_record, record_json
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


def test_report_lists_machine_text_by_sentence(tmp_path: Path) -> None:
    sentences = [
        {
            "path": "abstract.en",
            "source": "探讨疗效。",
            "text": "To study the <effect>.",
            "confidence": 0.4,
            "flags": [],
        },
        {
            "path": "abstract.en",
            "source": "预后不良。",
            "text": "A good prognosis.",
            "figures": "prognosis",
            "confidence": 0,
            "flags": ["translation.opposite"],
        },
    ]
    (tmp_path / "a.json").write_text(record_json(record(sentences=sentences)), encoding="utf-8")
    html = write_report(tmp_path).read_text(encoding="utf-8")
    assert "1 of 2 passed all checks" in html
    assert "To study the &lt;effect&gt;. <small>abstract.en, confidence 0.40" in html
    assert (
        "not shown: prognosis <s>A good prognosis.</s> <small>abstract.en, confidence 0.00 <code>translation.opposite</code>"
        in html
    )


def test_report_escapes_what_documents_say_and_leaves_no_part_file(tmp_path: Path) -> None:
    html = write_report(_folder(tmp_path)).read_text(encoding="utf-8")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert not list(tmp_path.glob(".report*"))


def test_failures_stand_by_cause_and_the_gravest_doubts_first(tmp_path: Path) -> None:
    locked = EncryptedPdf("is encrypted.", where="a.pdf", cure="Decrypt it.")
    late = ToolTimeout("took too long.", where="c.pdf, page 3", cure="Allow more.")
    for name, error in (
        ("a", locked),
        ("b", EncryptedPdf(locked.what, where="b.pdf", cure=locked.cure)),
        ("c", late),
    ):
        failed = failed_record(Path(f"{name}.pdf"), error, Settings())
        (tmp_path / f"{name}.json").write_text(record_json(failed), encoding="utf-8")
    for name, score, severity in (("x", 0.2, Severity.WARNING), ("y", 0.8, Severity.ERROR)):
        flag = Flag(code=f"flag.{name}", path="", severity=severity, message="look.")
        made = record(title={"en": f"title {name}"}, status="needs_review")
        quality = made.quality.model_copy(update={"score": score, "flags": (flag,)})
        (tmp_path / f"{name}.json").write_text(
            record_json(made.model_copy(update={"quality": quality})), encoding="utf-8"
        )
    html = write_report(tmp_path).read_text(encoding="utf-8")
    assert html.count("is encrypted. Decrypt it.") == 1
    assert html.index(">b.pdf</a>") < html.index("took too long. Allow more.") < html.index("title y")
    assert html.index("title y") < html.index("title x")
    assert 'href="#d1">title y' in html
    assert html.count("<details open>") == html.count('class="document"') - 1 == 1
