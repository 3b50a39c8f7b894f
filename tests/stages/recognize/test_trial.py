"""Which script a page is in that the first engine reads badly: all at once, and each alone where that tells nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.records.base import BBox
from pipeline.records.text import Line
from pipeline.stages.recognize.foreign import foreign_language

PIXELS = np.full((900, 900), 255, np.uint8)
BOXES = [BBox(50, 60 * n, 850, 60 * n + 40) for n in range(1, 7)]
PRINTED = {"ko": "심박 변이를 이용한 연구", "ru": "Исследование больных", "uk": "Дослідження хворих"}


def read_as(text: str, confidence: float, boxes: Sequence[BBox]) -> tuple[Line, ...]:
    return tuple(Line(text=text, bbox=box, confidence=confidence, engine="fake") for box in boxes)


class Reader:
    """Reads one language well when asked for it alone, and badly in company (or well too, with `together`)."""

    name, version = "fake", "fake 1"

    def __init__(self, printed: str, *, own: tuple[str, ...] = (), together: bool = False) -> None:
        self._printed, self._own, self._together = printed, own, together
        self.asked: list[tuple[str, ...]] = []

    def reads(self, language: str) -> bool:
        return language not in self._own

    def orientation(self, pixels: object) -> int:
        return 0

    def script(self, pixels: object) -> str | None:
        return None

    def find_lines(self, pixels: object) -> tuple[BBox, ...]:
        return ()

    def read_page(self, pixels: object, languages: Sequence[str]) -> tuple[Line, ...]:
        return ()

    def read_lines(self, pixels: object, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        self.asked.append(tuple(languages))
        if self._printed in languages and (len(languages) == 1 or self._together):
            return read_as(PRINTED[self._printed], 0.9, boxes)
        return read_as("A41 els 2]8%", 0.3, boxes)


FIRST = Reader("", own=("ko", "ru", "uk"))


def test_a_script_that_is_read_among_others_needs_no_trial() -> None:
    second = Reader("ru", together=True)
    assert foreign_language(PIXELS, read_as("BLa", 0.5, BOXES), second, FIRST, ()) == "ru"
    assert ("ko",) not in second.asked


def test_of_languages_in_the_same_letters_the_one_that_alone_reads_the_page_surely_is_taken() -> None:
    second = Reader("uk", together=True)
    assert foreign_language(PIXELS, read_as("BLa", 0.5, BOXES), second, FIRST, ()) == "uk"


class Headed(Reader):
    """Reads Russian lines under a Ukrainian head: the head alone is much surer in Ukrainian."""

    def read_lines(self, pixels: object, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        code = "uk" if tuple(languages) == ("uk",) else "ru"
        head = read_as(PRINTED["uk"] * 2, 0.95 if code == "uk" else 0.5, boxes[:1])
        return (*head, *read_as(PRINTED["ru"], 0.92 if code == "uk" else 0.94, boxes[1:]))


def test_a_head_in_another_language_does_not_decide_the_page() -> None:
    second = Headed("ru", together=True)
    assert foreign_language(PIXELS, read_as("BLa", 0.5, BOXES), second, FIRST, ()) == "ru"


def test_each_script_is_tried_alone_before_a_page_is_given_up() -> None:
    second = Reader("ko")
    assert foreign_language(PIXELS, read_as("A41 els", 0.5, BOXES), second, FIRST, ()) == "ko"
    assert ("ko",) in second.asked


def test_a_page_that_the_first_engine_reads_is_not_tried() -> None:
    second = Reader("ko")
    lines = (
        *read_as("A clear line of English print that fills its box well", 0.99, BOXES[:4]),
        *read_as("x", 0.5, BOXES[4:]),
    )
    assert foreign_language(PIXELS, lines, second, FIRST, ()) is None
    assert all(len(asked) > 1 for asked in second.asked)
