"""Tesseract through pytesseract: one thread, PGM input (encoding PNG costs more than reading), hOCR output."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from pipeline.engines.detection import Detector
from pipeline.engines.facing import Facing
from pipeline.engines.hocr import Token, tokens_of
from pipeline.engines.stack import stacked
from pipeline.errors import ToolFailed, ToolMissing, ToolTimeout
from pipeline.languages import languages
from pipeline.languages.writing import join_pieces
from pipeline.records.base import BBox, around
from pipeline.records.page import Pixels
from pipeline.records.text import Line

PACKAGES = {"chi_sim": "tesseract-ocr-chi-sim", "chi_tra": "tesseract-ocr-chi-tra"}


class Tesseract:
    """The Recognizer port over the tesseract program."""

    name = "tesseract"

    def __init__(
        self, seconds: float = 120.0, facing: Facing | None = None, detector: Detector | None = None
    ) -> None:
        os.environ["OMP_THREAD_LIMIT"] = "1"
        self._seconds = seconds
        self._facing = facing
        self._detector = detector
        self._installed = installed_languages()

    @property
    def version(self) -> str:
        """`tesseract 5.3.0`."""
        return f"tesseract {_version()}"

    def reads(self, language: str) -> bool:
        """Whether we know the language; its data may still be missing, which reading then says."""
        return language in languages()

    def orientation(self, pixels: Pixels) -> int:
        """Degrees (0, 90, 180, 270) that the page must be turned clockwise to stand upright; 0 where unsure."""
        import pytesseract

        if self._facing is not None:
            return self._facing.orientation(pixels)
        with _pgm(pixels) as path:
            try:
                found = pytesseract.image_to_osd(
                    str(path), output_type=pytesseract.Output.DICT, timeout=self._seconds
                )
            except (pytesseract.TesseractError, RuntimeError):
                return 0
        return int(found["rotate"]) if float(found["orientation_conf"]) >= 1.0 else 0

    def find_lines(self, pixels: Pixels) -> tuple[BBox, ...]:
        """Boxes of the lines of text, in no particular order; none where only reading the page can tell."""
        return tuple(found.bbox for found in self._detector.find(pixels)) if self._detector else ()

    def read_page(self, pixels: Pixels, languages: Sequence[str]) -> tuple[Line, ...]:
        """All lines that Tesseract's own page segmentation finds. Raises ToolMissing, ToolFailed, ToolTimeout."""
        return tuple(
            _line(tokens, around([token.bbox for token in tokens]))
            for tokens in self._tokens(pixels, self._codes(languages), "--psm 3")
        )

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        """One line for each box. Raises ToolMissing, ToolFailed, ToolTimeout."""
        if not boxes:
            return ()
        sheet = stacked(pixels, boxes)
        found: list[list[Token]] = [[] for _ in boxes]
        way = "--psm 6" if len(boxes) > 1 else "--psm 7"
        for tokens in self._tokens(sheet.pixels, self._codes(languages), way):
            for token in tokens:
                number = sheet.line_at(token.bbox)
                if number is not None:
                    place = sheet.places[number]
                    glyphs = (g.model_copy(update={"bbox": place.back(g.bbox)}) for g in token.glyphs)
                    found[number].append(Token(tuple(glyphs)))
        return tuple(_line(_side_by_side(tokens), box) for tokens, box in zip(found, boxes, strict=True))

    def _codes(self, wanted: Sequence[str]) -> str:
        known = languages()
        codes = list(dict.fromkeys(known[code].ocr.tesseract for code in wanted if code in known)) or ["eng"]
        for code in codes:
            if code not in self._installed:
                package = f"tesseract-ocr-{code.replace('_', '-')}"
                raise ToolMissing(
                    f"Tesseract has no data for '{code}'.", cure=f"Run: apt-get install {package}"
                )
        return "+".join(codes)

    def _tokens(self, pixels: Pixels, codes: str, config: str) -> tuple[tuple[Token, ...], ...]:
        import pytesseract

        with _pgm(pixels) as path:
            try:
                document = pytesseract.image_to_pdf_or_hocr(
                    str(path),
                    lang=codes,
                    config=f"{config} -c preserve_interword_spaces=1 -c hocr_char_boxes=1",
                    extension="hocr",
                    timeout=self._seconds,
                )
                return tuple(tokens_of(document))
            except pytesseract.TesseractNotFoundError as error:
                raise ToolMissing(
                    "tesseract is not installed.", cure="Run: apt-get install tesseract-ocr"
                ) from error
            except pytesseract.TesseractError as error:
                raise ToolFailed(f"tesseract failed: {error.message}.", cure="Report the file.") from error
            except ValueError as error:
                raise ToolFailed("tesseract wrote no hOCR.", cure="Report the file.") from error
            except RuntimeError as error:
                raise ToolTimeout(
                    f"tesseract took longer than {self._seconds:.0f} s.", cure="Raise --timeout."
                ) from error


def _side_by_side(tokens: Sequence[Token]) -> list[Token]:
    """The words from left to right; of two in one place, which a tall line may have, the longer."""
    out: list[Token] = []
    for token in sorted(tokens, key=lambda token: -len(token.glyphs)):
        if not any(token.bbox.shares_columns(other.bbox) > 0.5 * token.bbox.width for other in out):
            out.append(token)
    return sorted(out, key=lambda token: token.bbox.left)


def _line(tokens: Sequence[Token], box: BBox) -> Line:
    return Line(
        text=join_pieces([token.text for token in tokens]),
        bbox=box,
        confidence=sum(token.confidence for token in tokens) / len(tokens) if tokens else 0.0,
        engine=Tesseract.name,
        words=tuple(glyph for token in tokens for glyph in token.glyphs),
    )


@cache
def installed_languages() -> frozenset[str]:
    """Language data that is here; empty where Tesseract is not."""
    import pytesseract

    try:
        return frozenset(pytesseract.get_languages())
    except pytesseract.TesseractNotFoundError as error:
        raise ToolMissing("tesseract is not installed.", cure="Run: apt-get install tesseract-ocr") from error


@cache
def _version() -> str:
    import pytesseract

    return str(pytesseract.get_tesseract_version())


@contextmanager
def _pgm(pixels: Pixels) -> Iterator[Path]:
    height, width = pixels.shape[:2]
    with tempfile.NamedTemporaryFile(suffix=".pgm") as file:
        file.write(f"P5 {width} {height} 255\n".encode())
        file.write(pixels.tobytes())
        file.flush()
        yield Path(file.name)
