"""Lines of few strokes are Latin: read once, in their own language."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line
from pipeline.stages.recognize.alone import SAMPLE, STROKES, TRIED, on_white, read_alone, strokes
from tests.readers import PlainReader


def page() -> tuple[Pixels, BBox, BBox]:
    """A line of Latin letters, and one of characters of four bars each."""
    pixels = np.full((200, 900), 255, np.uint8)
    cv2.putText(pixels, "mortality in the group", (20, 60), cv2.FONT_HERSHEY_SIMPLEX, 1.5, 0, 3)
    for left in range(20, 860, 48):
        for top in range(110, 150, 10):
            pixels[top : top + 4, left : left + 40] = 0
    return pixels, BBox(10, 15, 890, 80), BBox(10, 100, 890, 155)


class Reader(PlainReader):
    """Notes what it is asked to read, and reads Latin letters only where they are."""

    name = version = "tesseract"

    def __init__(self, latin: BBox, boxes: Sequence[BBox]) -> None:
        self.asked: list[tuple[tuple[BBox, ...], tuple[str, ...]]] = []
        self._latin, self._boxes = latin, tuple(boxes)

    def find_lines(self, pixels: Pixels) -> tuple[BBox, ...]:
        return self._boxes

    def read_page(self, pixels: Pixels, languages: Sequence[str]) -> tuple[Line, ...]:
        raise AssertionError("the lines are known")

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        if boxes:
            self.asked.append((tuple(boxes), tuple(languages)))
        text = {True: "mortality in the group", False: "目的探讨"}
        return tuple(
            Line(text=text[box == self._latin], bbox=box, confidence=0.9, engine=self.name) for box in boxes
        )


def test_strokes_tell_latin_letters() -> None:
    pixels, latin, wide = page()
    assert strokes(pixels, latin) < STROKES < strokes(pixels, wide)
    assert (
        strokes(pixels, BBox(0, 0, 0, 0))
        == strokes(np.full((50, 50), 255, np.uint8), BBox(0, 0, 50, 50))
        == 0
    )


@pytest.mark.parametrize("wanted", [(), ("zh",)])
def test_each_line_is_read_once_in_its_language(wanted: tuple[str, ...]) -> None:
    pixels, latin, wide = page()
    reader = Reader(latin, (wide, latin))
    lines = read_alone(pixels, reader, wanted)
    assert {line.bbox for line in lines} == {latin, wide}
    assert reader.asked == [((latin,), ("en",)), ((wide,), ("zh",))]


def test_a_line_taken_for_latin_that_is_not_is_read_with_the_others() -> None:
    pixels, latin, wide = page()

    class Unsure(Reader):
        def read_lines(
            self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]
        ) -> tuple[Line, ...]:
            lines = super().read_lines(pixels, boxes, languages)
            sure = 0.9 if "zh" in languages else 0.3
            return tuple(line.model_copy(update={"text": "目的", "confidence": sure}) for line in lines)

    reader = Unsure(latin, (wide, latin))
    assert len(read_alone(pixels, reader, ())) == 2
    assert [box for boxes, codes in reader.asked if codes == ("zh",) for box in boxes] == [wide, latin]


FRENCH = "les récepteurs AMPA ainsi que l'activité épileptique dans le cerveau des malades"


class French(Reader):
    """Reads every line as French print, without its accents where it is asked for English."""

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        if boxes:
            self.asked.append((tuple(boxes), tuple(languages)))
        text = FRENCH if "fr" in languages else FRENCH.replace("é", "e")
        sure = {"fr": 0.95, "en": 0.8}.get(languages[0], 0.3)
        return tuple(Line(text=text, bbox=box, confidence=sure, engine=self.name) for box in boxes)


def latin_lines(count: int) -> tuple[Pixels, tuple[BBox, ...]]:
    pixels = np.full((100 * count, 900), 255, np.uint8)
    boxes = []
    for number in range(count):
        top = 100 * number
        cv2.putText(pixels, "mortality in the group", (20, top + 60), cv2.FONT_HERSHEY_SIMPLEX, 1.5, 0, 3)
        boxes.append(BBox(10, top + 15, 890 - number, top + 80))
    return pixels, tuple(boxes)


def test_the_language_of_latin_lines_is_found_on_a_sample() -> None:
    pixels, boxes = latin_lines(30)
    reader = French(boxes[0], boxes)
    lines = read_alone(pixels, reader, ())
    assert [(len(asked), codes) for asked, codes in reader.asked] == [(SAMPLE, ("en",)), (30, ("fr", "en"))]
    assert {line.text for line in lines} == {FRENCH}


def test_english_lines_are_read_once() -> None:
    pixels, boxes = latin_lines(30)
    reader = Reader(boxes[0], boxes)
    reader.read_lines = lambda pixels, boxes, languages: (  # type: ignore[method-assign]
        reader.asked.append((tuple(boxes), tuple(languages)))
        or tuple(
            Line(
                text="mortality in the group of older patients", bbox=box, confidence=0.9, engine="tesseract"
            )
            for box in boxes
        )
    )
    read_alone(pixels, reader, ())
    asked = [box for boxes, _ in reader.asked for box in boxes]
    assert sorted(asked) == sorted(boxes)
    assert {codes for boxes, codes in reader.asked if boxes} == {("en",)}


def test_a_line_of_digits_decides_no_language() -> None:
    pixels, latin, wide = page()

    class Digits(Reader):
        def read_lines(
            self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]
        ) -> tuple[Line, ...]:
            lines = super().read_lines(pixels, boxes, languages)
            sure = {"ru": 0.99, "en": 0.9}.get(languages[0], 0.3)
            return tuple(
                line.model_copy(
                    update={"text": line.text if line.bbox == latin else "655-663", "confidence": sure}
                )
                for line in lines
            )

    reader = Digits(latin, (wide, latin))
    read_alone(pixels, reader, ())
    assert [codes for _, codes in reader.asked] == [("en",), ("zh",)]


def test_the_main_language_is_found_on_a_sample() -> None:
    pixels = np.full((100 * 30, 900), 255, np.uint8)
    boxes = []
    for number in range(30):
        for left in range(20, 860, 48):
            for top in range(100 * number + 10, 100 * number + 50, 10):
                pixels[top : top + 4, left : left + 40] = 0
        boxes.append(BBox(10, 100 * number, 890 - number, 100 * number + 60))

    class Japanese(Reader):
        def read_lines(
            self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]
        ) -> tuple[Line, ...]:
            lines = super().read_lines(pixels, boxes, languages)
            sure = 0.9 if "ja" in languages else 0.5
            return tuple(line.model_copy(update={"text": "患者を対象", "confidence": sure}) for line in lines)

    reader = Japanese(BBox(0, 0, 1, 1), boxes)
    lines = read_alone(pixels, reader, ())
    assert {line.confidence for line in lines} == {0.9}
    asked = [(len(asked), codes) for asked, codes in reader.asked]
    assert asked[0] == (TRIED, ("zh",))
    assert asked[-1] == (30, ("ja",))
    assert (TRIED, ("ko",)) in asked

    reader = Japanese(BBox(0, 0, 1, 1), boxes)
    read_alone(pixels, reader, (), likely="ja")
    assert [(len(asked), codes) for asked, codes in reader.asked] == [(TRIED, ("ja",)), (27, ("ja",))]


class Cyrillic(Reader):
    """Russian print, in which the data of other languages see Latin letters, unsurely."""

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        lines = super().read_lines(pixels, boxes, languages)
        text, sure = ("сердечной недостаточности", 0.9) if "ru" in languages else ("cepreuHoi HeJ0cTaT", 0.5)
        return tuple(line.model_copy(update={"text": text, "confidence": sure}) for line in lines)


def test_russian_is_found_though_its_lines_look_latin() -> None:
    pixels, boxes = latin_lines(12)
    reader = Cyrillic(boxes[0], boxes)
    lines = read_alone(pixels, reader, ())
    assert {(line.text, line.confidence) for line in lines} == {("сердечной недостаточности", 0.9)}
    assert len(lines) == len(boxes)


def test_bold_latin_lines_make_no_page_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.stages.recognize.alone.STROKES", 0.0)
    pixels, boxes = latin_lines(12)

    class Bold(French):
        def read_lines(
            self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]
        ) -> tuple[Line, ...]:
            lines = super().read_lines(pixels, boxes, languages)
            return tuple(line.model_copy(update={"confidence": 0.8}) for line in lines)

    reader = Bold(boxes[0], boxes)
    read_alone(pixels, reader, ())
    asked = [(len(asked), codes) for asked, codes in reader.asked]
    assert asked == [(TRIED, ("zh",)), (12, ("en",))]


def test_paper_is_made_white_and_ink_stays() -> None:
    page = np.full((100, 300), 200, np.uint8)
    page[40:60, 50:250] = 30
    page[45, 20] = 180
    assert set(np.unique(on_white(page)).tolist()) == {30, 255}


def test_a_line_overlooked_among_others_is_read_by_itself() -> None:
    pixels, boxes = latin_lines(12)

    class Blind(Reader):
        def read_lines(
            self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]
        ) -> tuple[Line, ...]:
            lines = super().read_lines(pixels, boxes, languages)
            if len(boxes) == 1:
                return lines
            last = lines[-1:] and lines[-1].model_copy(update={"text": "", "confidence": 0.0})
            return (*lines[:-1], last) if last else ()

    lines = read_alone(pixels, Blind(boxes[0], boxes), ())
    assert len(lines) == 12
    assert all(line.text for line in lines)
