"""Which engine reads a page, with engines that are fakes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.records.base import BBox
from pipeline.records.page import CleanPage, Pixels
from pipeline.records.text import Line, Word
from pipeline.settings import OcrSettings
from pipeline.stages.layout import layout
from pipeline.stages.picture import picture
from pipeline.stages.recognize import recognize
from pipeline.writers.overlay import overlay

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
        self.name, self.leads = name, name == "rapidocr"
        self._line = line(text, name, confidence)
        self._languages = languages.split()

    def reads(self, language: str) -> bool:
        return language in self._languages

    def orientation(self, pixels: Pixels) -> int:
        return 0

    def script(self, pixels: Pixels) -> str | None:
        return None

    def find_lines(self, pixels: Pixels) -> tuple[BBox, ...]:
        return (BOX,)

    def read_page(self, pixels: Pixels, languages: Sequence[str]) -> tuple[Line, ...]:
        return (self._line,)

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        return tuple(self._line for _ in boxes)


PAGE = CleanPage(1, np.zeros((40, 100), np.uint8), np.zeros((40, 100), np.uint8), 300.0)


def test_a_sure_page_is_rapidocrs() -> None:
    read = recognize(PAGE, (Fake("rapidocr", "目的", 0.99), Fake("tesseract", "x", 0.9)), OcrSettings())
    assert [(one.text, one.engine) for one in read.lines] == [("目的", "rapidocr")]


def test_a_page_in_a_script_that_rapidocr_lacks_goes_to_tesseract() -> None:
    read = recognize(
        PAGE, (Fake("rapidocr", "CHEH", 0.5), Fake("tesseract", "대장암", 0.9, "ko ru en")), OcrSettings()
    )
    assert read.lines[0].text == "대장암"
    assert read.lines[0].engine == "tesseract"


def test_without_rapidocr_tesseract_reads() -> None:
    read = recognize(PAGE, (Fake("tesseract", "abc", 0.9),), OcrSettings())
    assert read.lines[0].engine == "tesseract"


def test_a_weak_line_of_han_is_not_taken_for_another_script() -> None:
    chinese = "例患者年龄岁随机分"
    read = recognize(
        PAGE, (Fake("rapidocr", chinese, 0.95), Fake("tesseract", "ШУМА", 0.9, "ko ru en")), OcrSettings()
    )
    assert read.lines[0].text == chinese


class Third(Fake):
    """A third reader, for a script of its own; nothing but this class knows it."""

    def __init__(self) -> None:
        super().__init__("third", "지질", 0.95, "ko")


def test_a_third_reader_is_one_more_in_the_tuple() -> None:
    first, second = Fake("rapidocr", "CHEH", 0.5), Fake("tesseract", "ШУМА", 0.4, "ru en")
    read = recognize(PAGE, (first, second, Third()), OcrSettings())
    assert (read.lines[0].text, read.lines[0].engine) == ("지질", "third")
    page = layout(read)
    assert overlay(page, picture(np.full((40, 100), 255, np.uint8), 1, 100))


def test_a_reader_whose_scripts_nobody_asks_for_changes_nothing() -> None:
    pair = (Fake("rapidocr", "目的", 0.99), Fake("tesseract", "x", 0.9))
    assert recognize(PAGE, (*pair, Third()), OcrSettings()) == recognize(PAGE, pair, OcrSettings())
