"""Tesseract through pytesseract: one thread, PGM input (encoding PNG costs more than reading), TSV output."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.engines.detection import Detector
from pipeline.engines.facing import Facing
from pipeline.engines.stack import stacked
from pipeline.errors import ToolFailed, ToolMissing, ToolTimeout
from pipeline.languages import languages
from pipeline.languages.syllables import joined_syllables
from pipeline.languages.writing import join_pieces
from pipeline.records.base import BBox, around
from pipeline.records.page import Pixels
from pipeline.records.text import Line, Word

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
        return tuple(self._lines(pixels, self._codes(languages), "--psm 3"))

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        """One line for each box. Raises ToolMissing, ToolFailed, ToolTimeout."""
        if not boxes:
            return ()
        sheet = stacked(pixels, boxes)
        words = [
            w for line in self._lines(sheet.pixels, self._codes(languages), "--psm 6") for w in line.words
        ]
        return tuple(_line(found, box) for found, box in zip(sheet.sorted(words), boxes, strict=True))

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

    def _lines(self, pixels: Pixels, codes: str, config: str) -> Iterator[Line]:
        import pytesseract

        with _pgm(pixels) as path:
            try:
                table = pytesseract.image_to_data(
                    str(path),
                    lang=codes,
                    config=f"{config} -c preserve_interword_spaces=1",
                    output_type=pytesseract.Output.DICT,
                    timeout=self._seconds,
                )
            except pytesseract.TesseractNotFoundError as error:
                raise ToolMissing(
                    "tesseract is not installed.", cure="Run: apt-get install tesseract-ocr"
                ) from error
            except pytesseract.TesseractError as error:
                raise ToolFailed(f"tesseract failed: {error.message}.", cure="Report the file.") from error
            except RuntimeError as error:
                raise ToolTimeout(
                    f"tesseract took longer than {self._seconds:.0f} s.", cure="Raise --timeout."
                ) from error
        yield from lines_of(table)


def lines_of(table: dict[str, list[Any]]) -> Iterator[Line]:
    """Lines from Tesseract's TSV columns."""
    rows: dict[tuple[int, int, int], list[Word]] = {}
    for number, text in enumerate(table["text"]):
        confidence = float(table["conf"][number])
        if confidence < 0 or not str(text).strip():
            continue
        left, top = int(table["left"][number]), int(table["top"][number])
        box = BBox(left, top, left + int(table["width"][number]), top + int(table["height"][number]))
        key = (table["block_num"][number], table["par_num"][number], table["line_num"][number])
        word = Word(text=str(text), bbox=box, confidence=min(1.0, confidence / 100))
        rows.setdefault(key, []).append(word)
    for words in rows.values():
        yield _line(words, around([word.bbox for word in words]))


def _line(words: Sequence[Word], box: BBox) -> Line:
    return Line(
        text=join_pieces([word.text for word in joined_syllables(words)]),
        bbox=box,
        confidence=sum(word.confidence for word in words) / len(words) if words else 0.0,
        engine=Tesseract.name,
        words=tuple(words),
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
