"""Pages in scripts that nobody here reads are called by their name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line
from pipeline.stages.layout import doubts, layout
from pipeline.stages.recognize.strange import read_strange, strange_script
from tests.stages.layout.pages import page as laid
from tests.stages.recognize.test_trial import Reader

PIXELS = np.full((900, 900), 255, np.uint8)
BOXES = [BBox(50, 60 * n, 850, 60 * n + 40) for n in range(1, 7)]


class Told(Reader):
    """Tells the script of a page."""

    def __init__(self, script: str | None) -> None:
        super().__init__("")
        self._told = script

    def script(self, pixels: object) -> str | None:
        return self._told


def scraps(count: int, confidence: float) -> list[Line]:
    return [Line(text="ul il l", bbox=box, confidence=confidence, engine="fake") for box in BOXES[:count]]


@pytest.mark.parametrize(
    ("script", "lines", "expected"),
    [
        ("Arabic", [], "Arabic"),
        ("Arabic", scraps(6, 0.4), "Arabic"),
        ("Arabic", scraps(3, 0.95), None),
        ("Cyrillic", [], None),
        (None, [], None),
    ],
)
def test_the_script_of_a_page_that_nobody_reads(
    script: str | None, lines: list[Line], expected: str | None
) -> None:
    assert strange_script(PIXELS, BOXES, lines, (Told(None), Told(script))) == expected


def test_a_few_unread_lines_tell_nothing() -> None:
    assert strange_script(PIXELS, BOXES[:2], [], (Told("Arabic"),)) is None


def test_the_script_is_told_beside_the_lack_of_text() -> None:
    text = layout(laid([]).model_copy(update={"script": "Arabic"}))
    flags = doubts([text])
    assert [flag.code for flag in flags] == ["text.none", "page.script"]
    assert "Arabic" in flags[1].message


class Installed(Told):
    """Has the data of some languages that no file describes, and reads with one confidence."""

    def __init__(self, codes: set[str], confidence: float) -> None:
        super().__init__("Hebrew")
        self._codes, self._confidence = codes, confidence

    def reads(self, language: str) -> bool:
        return language in self._codes

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        assert set(languages) <= self._codes
        return tuple(Line(text="יעילות", bbox=b, confidence=self._confidence, engine="fake") for b in boxes)


@pytest.mark.parametrize(
    ("codes", "confidence", "count"), [({"he"}, 0.9, 6), ({"he"}, 0.4, 0), ({"th"}, 0.9, 0)]
)
def test_such_a_page_is_read_where_the_data_of_its_script_are_there(
    codes: set[str], confidence: float, count: int
) -> None:
    assert len(read_strange(PIXELS, BOXES, "Hebrew", Installed(codes, confidence))) == count
    assert read_strange(PIXELS, BOXES, "Hebrew", None) == ()


def rows(text: str) -> list[Line]:
    boxes = [BBox(50, 60 * n, 850, 60 * n + 30) for n in range(1, 11)]
    return [Line(text=text, bbox=box, confidence=0.95, engine="fake") for box in boxes]


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (". , .", None, "unknown"),
        (". 2015", None, "unknown"),
        (". , .", "Hebrew", "Hebrew"),
        (". , .", "Latin", None),
        ("the level of water", None, None),
    ],
)
def test_rows_of_which_only_dots_and_figures_were_read_are_in_an_unknown_script(
    text: str, told: str | None, expected: str | None
) -> None:
    lines = rows(text)
    assert strange_script(PIXELS, [line.bbox for line in lines], lines, (Told(told),)) == expected
    assert strange_script(PIXELS, [line.bbox for line in lines[:5]], lines[:5], (Told(None),)) is None


def test_pieces_of_greek_words_are_no_text() -> None:
    pieces = [Line(text="ερληη. Σ τη ελτη", bbox=box, confidence=0.9, engine="fake") for box in BOXES]
    assert strange_script(PIXELS, BOXES, pieces, (Told(None),)) == "Greek"
