"""Which engine reads a page, with engines that are fakes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.records.base import BBox
from pipeline.records.page import CleanPage, Pixels
from pipeline.records.text import Line, Word
from pipeline.settings import OcrSettings
from pipeline.stages.recognize import recognize

BOX = BBox(0, 0, 100, 20)


def line(text: str, engine: str, confidence: float) -> Line:
    wide = BOX.width // len(text)
    boxes = [BBox(wide * number, 0, wide * (number + 1), 20) for number in range(len(text))]
    words = [Word(text=char, bbox=box, confidence=confidence) for char, box in zip(text, boxes, strict=True)]
    return Line(text=text, bbox=BOX, confidence=confidence, engine=engine, words=tuple(words))


class Fake:
    """Reads the same line whatever the picture."""

    version = "fake 1"

    def __init__(
        self, name: str, text: str, confidence: float, languages: str = "zh en ja de fr es zh-Hant"
    ) -> None:
        self.name = name
        self._line = line(text, name, confidence)
        self._languages = languages.split()

    def reads(self, language: str) -> bool:
        return language in self._languages

    def orientation(self, pixels: Pixels) -> int:
        return 0

    def find_lines(self, pixels: Pixels) -> tuple[BBox, ...]:
        return (BOX,)

    def read_page(self, pixels: Pixels, languages: Sequence[str]) -> tuple[Line, ...]:
        return (self._line,)

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        return tuple(self._line for _ in boxes)


PAGE = CleanPage(1, np.zeros((40, 100), np.uint8), np.zeros((40, 100), np.uint8), 300.0)


def test_a_sure_page_is_rapidocrs() -> None:
    read = recognize(PAGE, Fake("tesseract", "x", 0.9), Fake("rapidocr", "目的", 0.99), OcrSettings())
    assert [(one.text, one.engine) for one in read.lines] == [("目的", "rapidocr")]


def test_a_page_in_a_script_that_rapidocr_lacks_goes_to_tesseract() -> None:
    read = recognize(
        PAGE, Fake("tesseract", "대장암", 0.9, "ko ru en"), Fake("rapidocr", "CHEH", 0.5), OcrSettings()
    )
    assert read.lines[0].text == "대장암"
    assert read.lines[0].engine == "tesseract"


def test_without_rapidocr_tesseract_reads() -> None:
    read = recognize(PAGE, Fake("tesseract", "abc", 0.9), None, OcrSettings())
    assert read.lines[0].engine == "tesseract"


def test_a_weak_line_of_han_is_not_taken_for_another_script() -> None:
    chinese = "例患者年龄岁随机分"
    read = recognize(
        PAGE, Fake("tesseract", "ШУМА", 0.9, "ko ru en"), Fake("rapidocr", chinese, 0.95), OcrSettings()
    )
    assert read.lines[0].text == chinese
