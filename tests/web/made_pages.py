"""An output folder as a run leaves it: three records, with page texts and pictures drawn for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from pipeline.records.base import BBox, around
from pipeline.records.text import Block, Line, LineReading, PageText, TextOrigin, Word
from pipeline.writers.record_json import record_json
from tests.records.made import record

SOURCE = "目的 探讨疗效。方法 纳入96例患者。结果 有效率56.3%（P=0.024）。结论 可控。"
TARGET = (
    "Objective To study the effect. Methods We enrolled 96 patients. "
    "Results The response rate was 53.6% (P=0.024). Conclusion It is safe."
)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def line(text: str, box: tuple[int, int, int, int], confidence: float = 0.98, other: str = "") -> Line:
    """A line with one word a character, the last of low confidence where `confidence` is low."""
    left, top, right, bottom = box
    step = (right - left) / len(text)
    words = tuple(
        Word(
            text=character,
            bbox=BBox(int(left + i * step), top, int(left + (i + 1) * step), bottom),
            confidence=confidence if i == len(text) - 1 else 0.98,
        )
        for i, character in enumerate(text)
        if not character.isspace()
    )
    second = LineReading(engine="tesseract", text=other, confidence=0.7) if other else None
    return Line(
        text=text,
        bbox=BBox(*box),
        confidence=min(0.98, confidence),
        engine="rapidocr",
        words=words,
        other=second,
    )


LINES = (
    line("联合治疗的疗效", (100, 100, 800, 150)),
    line("doi:10.1234/j.issn.l007-3841.2023.22.1057", (100, 50, 700, 80)),
    line("摘要：目的 探讨疗效。方法 纳入96例患者。", (100, 300, 900, 330), other="摘要：目的 探讨疗效。方法 纳人96例患者。"),
    line("结果 有效率56.3%（P=0.024）。结论 可控。", (100, 340, 900, 370), 0.4),
)  # fmt: skip


def page() -> PageText:
    """The page's text."""
    block = Block(lines=LINES, bbox=around([each.bbox for each in LINES]))
    return PageText(number=1, width=1000, height=1400, dpi=300.0, origin=TextOrigin.OCR, blocks=(block,))


def evidence(number: int, *, repairs: tuple[str, ...] = (), to: int | None = None) -> dict[str, Any]:
    """Evidence on one line, or from that line to another."""
    here = LINES[number : (to or number) + 1]
    return {
        "page": 1,
        "bbox": around([each.bbox for each in here]),
        "raw": "\n".join(each.text for each in here),
        "confidence": 0.9,
        "engine": "rapidocr",
        "origin": "printed",
        "repairs": list(repairs),
        "spans": [(1, number + n, 0, len(each.text)) for n, each in enumerate(here)],
    }


def _sections(*parts: tuple[str, str, str]) -> list[dict[str, str]]:
    return [{"label": label, "heading": heading, "text": text} for label, heading, text in parts]


def main_record() -> Any:
    """A record with machine text, a wrong number in it, a repair, a flag and a doubtful character."""
    return record(
        abstract={
            "zh": {
                "text": SOURCE,
                "sections": _sections(
                    ("objective", "目的", "探讨疗效。"),
                    ("methods", "方法", "纳入96例患者。"),
                    ("results", "结果", "有效率56.3%（P=0.024）。"),
                    ("conclusions", "结论", "可控。"),
                ),
            },
            "en": {
                "text": TARGET,
                "sections": _sections(
                    ("objective", "Objective", "To study the effect."),
                    ("methods", "Methods", "We enrolled 96 patients."),
                    ("results", "Results", "The response rate was 53.6% (P=0.024)."),
                    ("conclusions", "Conclusion", "It is safe."),
                ),
            },
        },
        evidence={
            "title.zh": evidence(0),
            "doi": evidence(1, repairs=("l→1",)),
            "abstract.zh": evidence(2, to=3),
        },
    )


def _source(letter: str, file: str) -> dict[str, Any]:
    return record().source.model_dump(mode="json") | {"sha256": letter * 64, "file": file}


def make_out(out: Path) -> Path:
    """Write the folder and return it."""
    out.mkdir(parents=True, exist_ok=True)
    hostile = record(
        id="sha256:cccc", doi=None, source=_source("c", HOSTILE + ".pdf"), title={"zh": HOSTILE, "en": HOSTILE},
        journal={"zh": HOSTILE}, evidence={}, translated=[],
        quality={"score": 0.7, "grade": "fair", "flags": [
            {"code": "title.odd", "path": "title.zh", "severity": "error", "message": HOSTILE}]},
    )  # fmt: skip
    clean = record(
        id="doi:10.5555/clean", doi="10.5555/clean", source=_source("d", "clean.pdf"), status="ok",
        title={"zh": "肺结节随访", "en": "Follow-up of Nodules"}, translated=[],
        quality={"score": 0.99, "grade": "excellent", "flags": []},
    )  # fmt: skip
    for name, made in (("scan", main_record()), ("hostile", hostile), ("clean", clean)):
        (out / f"{name}.json").write_text(record_json(made), encoding="utf-8")
        folder = out / ".scanglot" / "pages" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "p1.json").write_text(page().model_dump_json(), encoding="utf-8")
        _draw().save(folder / "p1.jpg")
    return out


def _draw() -> Image.Image:
    picture = Image.new("L", (500, 700), 245)
    pen = ImageDraw.Draw(picture)
    for each in LINES:
        box = tuple(side // 2 for side in each.bbox)
        pen.rectangle(box, fill=225)
        pen.text((box[0] + 4, box[1] + 2), each.text.encode("ascii", "replace").decode(), fill=20)
    return picture
