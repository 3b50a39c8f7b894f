"""RapidOCR: its PP-OCR models from the wheel, in this process, through onnxruntime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from pipeline.engines.ctc import Peak
from pipeline.engines.detection import Detector
from pipeline.engines.facing import Facing
from pipeline.engines.heap import trim
from pipeline.engines.onnx import Model
from pipeline.engines.recognition import Recognition
from pipeline.engines.strips import filled, slanted, strip
from pipeline.errors import ToolMissing
from pipeline.languages import languages
from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line, Word
from pipeline.trace import tell


class RapidOcr:
    """The Recognizer port over RapidOCR's detection and recognition models."""

    name = "rapidocr"

    def __init__(self, threads: int = 1) -> None:
        self._detector, self._recognition = (
            Detector(_model("det", threads)),
            Recognition(model_file("rec"), threads),
        )
        self._facing = Facing(_model("cls", threads))

    @property
    def version(self) -> str:
        """Name, version, models and numbers."""
        return f"rapidocr {version('rapidocr')} PP-OCRv6 small {self._recognition.kind}"

    leads = True

    def reads(self, language: str) -> bool:
        """Whether the bundled models have the language's script."""
        known = languages()
        return language in known and known[language].ocr.rapidocr

    def find_lines(self, pixels: Pixels) -> tuple[BBox, ...]:
        """Boxes of the lines of text, in no particular order; handed back as they are they are read along their slant."""
        trim()
        return tuple(self._detector.find(pixels))

    def orientation(self, pixels: Pixels) -> int:
        """Degrees (0, 90, 180, 270) that the page must be turned clockwise to stand upright; 0 where unsure."""
        return self._facing.orientation(pixels)

    def script(self, pixels: Pixels) -> None:
        """None: the models know the scripts that they read."""

    def read_page(self, pixels: Pixels, languages: Sequence[str]) -> tuple[Line, ...]:
        """All lines of a page, in no particular order."""
        return self.read_lines(pixels, self.find_lines(pixels), languages)

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        """One line for each box, in the order of the boxes."""
        tell("engines.rapidocr", "%d lines", len(boxes))
        return tuple(self._line(pixels, box) for box in boxes)

    def _line(self, pixels: Pixels, box: BBox) -> Line:
        content, share = filled(strip(pixels, slanted(box)))
        return _line(self._recognition(content), share, box)


def open_scouts(threads: int = 1) -> tuple[Facing | None, Detector | None]:
    """What tells which way up a page stands and where its lines are, for runs in which RapidOCR does not read.

    None where it is not installed.
    """
    try:
        return Facing(_model("cls", threads)), Detector(_model("det", threads))
    except ToolMissing:
        return None, None


def _model(part: str, threads: int) -> Model:
    return Model(model_file(part), threads)


def model_file(part: str) -> Path:
    """One of the models in RapidOCR's wheel. Raises ToolMissing where the wheel is not as we know it."""
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None or find_spec("onnxruntime") is None:
        raise ToolMissing("RapidOCR is not installed.", cure="Run: pip install rapidocr onnxruntime")
    found = sorted((Path(spec.origin).parent / "models").glob(f"*_{part}_*.onnx"))
    if not found:
        raise ToolMissing(
            f"RapidOCR's wheel has no {part} model inside.", cure="Run: pip install 'rapidocr>=3.10'"
        )
    return found[-1]


def _line(glyphs: Sequence[Peak], share: float, box: BBox) -> Line:
    text = "".join(glyph.text for glyph in glyphs).strip()
    inked = [glyph.confidence for glyph in glyphs if glyph.text.strip()]
    return Line(
        text=text,
        bbox=box,
        confidence=sum(inked) / len(inked) if inked else 0.0,
        engine=RapidOcr.name,
        words=tuple(_words(glyphs, share, box)),
    )


def _words(glyphs: Sequence[Peak], share: float, box: BBox) -> Iterator[Word]:
    """One word a glyph, its box from the middle between its neighbours' peaks, the outer ones as far on both sides."""
    middles = [min(1.0, (g.start + g.end) / 2 / share) for g in glyphs]
    between = [(a + b) / 2 for a, b in pairwise(middles)]
    if not between:
        edges = [0.0, 1.0]
    else:
        first, last = max(0.0, 2 * middles[0] - between[0]), min(1.0, 2 * middles[-1] - between[-1])
        edges = [first, *between, last]
    for glyph, start, end in zip(glyphs, edges, edges[1:], strict=False):
        if glyph.text.strip():
            left, right = (box.left + int(edge * box.width) for edge in (start, end))
            place = BBox(left, box.top, max(left, right), box.bottom)
            yield Word(text=glyph.text, bbox=place, confidence=glyph.confidence)
