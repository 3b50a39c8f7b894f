"""The report lists every document, shows boxes where evidence stands, and escapes what documents say."""

from __future__ import annotations

import json
import re
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


def _parts(out: Path) -> dict[str, str]:
    """What the parts say of each document."""
    write_report(out)
    found: dict[str, str] = {}
    for part in (out / ".scanglot" / "report").glob("*.js"):
        text = part.read_text(encoding="utf-8")
        found |= json.loads(text.removeprefix("shown(").removesuffix(");\n"))
    return found


def _rows(out: Path) -> list[list[object]]:
    """What the page lists, in its order."""
    html = write_report(out).read_text(encoding="utf-8")
    return json.loads(html.partition('id="rows">')[2].partition("</script>")[0])


def test_a_page_stands_beside_its_record_with_boxes_and_machine_text_marked(tmp_path: Path) -> None:
    shown = _parts(_folder(tmp_path))
    assert set(shown) == {"sub/scan.json", "other.json"}
    html = shown["sub/scan.json"]
    assert 'src=".scanglot/pages/sub/scan/p1.jpg"' in html
    assert "left:10.00%;top:3.57%;width:40.00%" in html
    assert re.search(r'class="machine">\s*<p dir="auto">Objective To study the effect', html)
    assert '<h2 dir="auto" data-path="title.en">Efficacy of Combined Treatment</h2>' in html
    assert "联合治疗的疗效" in html
    assert "translation.draft_model" in html


def test_machine_text_is_listed_by_sentence(tmp_path: Path) -> None:
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
    html = _parts(tmp_path)["a.json"]
    assert "1 of 2 passed all checks" in html
    assert "To study the &lt;effect&gt;. <small>abstract.en, confidence 0.40" in html
    assert (
        "not shown: prognosis <s>A good prognosis.</s> <small>abstract.en, confidence 0.00 <code>translation.opposite</code>"
        in html
    )


def test_what_documents_say_is_escaped_and_no_part_file_stays(tmp_path: Path) -> None:
    out = _folder(tmp_path)
    assert "&lt;script&gt;alert" in _parts(out)["other.json"]
    assert "<script>alert" not in write_report(out).read_text(encoding="utf-8")
    whole = write_report(out, tmp_path / "whole.html").read_text(encoding="utf-8")
    assert "<script>alert" not in whole
    assert whole.count("</script>") == 2
    assert not list(tmp_path.glob(".*.part"))


def test_one_file_holds_its_pictures(tmp_path: Path) -> None:
    whole = write_report(_folder(tmp_path), tmp_path / "whole.html").read_text(encoding="utf-8")
    assert "data:image/jpeg;base64," in whole
    assert ".scanglot/pages" not in whole


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
    assert html.index("a.pdf, b.pdf") < html.index("took too long. Allow more.")
    assert [row[0] for row in _rows(tmp_path)] == ["a.json", "b.json", "c.json", "y.json", "x.json"]
