"""Segments from plain texts, as tests want them."""

from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line, LineReading, TextOrigin


def segment(text: str, role: Role, page: int = 1, language: str = "zh", other: str | None = None) -> Segment:
    rows = text.split("\n")
    lines = tuple(
        Line(
            text=row,
            bbox=BBox(100, 100 + 40 * n, 1500, 130 + 40 * n),
            confidence=0.98,
            engine="rapidocr",
            other=LineReading(engine="tesseract", text=other, confidence=0.9) if other and n == 0 else None,
        )
        for n, row in enumerate(rows)
    )
    return Segment(
        text=" ".join(rows),
        language=language,
        role=role,
        page=page,
        bbox=BBox(100, 100, 1500, 100 + 40 * len(rows)),
        confidence=0.98,
        lines=lines,
    )


def segments(*found: Segment, language: str = "zh") -> Segments:
    """The segments one below the other."""
    placed = tuple(
        s.model_copy(update={"lines": tuple(_down(line, 500 * n) for line in s.lines)})
        for n, s in enumerate(found)
    )
    return Segments(language=language, origin=TextOrigin.OCR, segments=placed)


def head(*texts: str, language: str = "zh") -> Segments:
    """One running head for each text."""
    return segments(*(segment(text, Role.RUNNING_HEAD) for text in texts), language=language)


def _down(line: Line, pixels: int) -> Line:
    box = line.bbox
    return line.model_copy(update={"bbox": BBox(box.left, box.top + pixels, box.right, box.bottom + pixels)})
