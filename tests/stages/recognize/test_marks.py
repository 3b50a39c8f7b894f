"""What was written, stamped or stuck on a page after it was printed is no text of it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.records.base import IDENTITY, BBox
from pipeline.records.page import CleanPage, Pixels
from pipeline.records.text import Line
from pipeline.stages.layout import doubts, layout
from pipeline.stages.recognize.marks import without_marks
from pipeline.stages.recognize.stamps import rings
from tests.stages.layout.pages import page as laid

Colour = tuple[int, int, int]
RED, BLACK, VIOLET = (40, 30, 190), (25, 25, 25), (150, 40, 110)


def sheet() -> Pixels:
    return np.full((1800, 1300, 3), 240, np.uint8)


def put(pixels: Pixels, text: str, left: int, base: int, size: float, colour: Colour = BLACK) -> Line:
    """Set a text in type and give its line as an engine reads it."""
    (wide, tall), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, size, 5)
    cv2.putText(pixels, text, (left, base), cv2.FONT_HERSHEY_SIMPLEX, size, colour, 5)
    return Line(
        text=text,
        bbox=BBox(left - 4, base - tall - 8, left + wide + 8, base + 14),
        confidence=0.99,
        engine="rapidocr",
    )


STROKES = {
    "4": [(0.7, 1.0), (0.7, 0.0), (0.0, 0.7), (1.0, 0.7)],
    "5": [(0.9, 0.0), (0.2, 0.0), (0.1, 0.45), (0.8, 0.5), (0.8, 0.95), (0.0, 1.0)],
    "9": [(0.8, 0.3), (0.4, 0.5), (0.1, 0.2), (0.5, 0.0), (0.8, 0.3), (0.6, 1.0)],
    "1": [(0.2, 0.3), (0.6, 0.0), (0.5, 1.0)],
    "7": [(0.0, 0.0), (0.9, 0.05), (0.4, 1.0)],
}


def written(pixels: Pixels, text: str, left: int, base: int, pen: int, colour: Colour, rise: int = 0) -> Line:
    """Write figures by a pen of so many pixels, each `rise` pixels higher than the one before it."""
    tall, step = 70, 60
    for n, sign in enumerate(text):
        points = [
            (left + step * n + int(40 * x), base - tall - rise * n + int(tall * y)) for x, y in STROKES[sign]
        ]
        cv2.polylines(pixels, [np.array(points, np.int32)], False, colour, pen, cv2.LINE_AA)
    box = BBox(left - 6, base - tall - 8 - rise * len(text), left + step * len(text), base + 8)
    return Line(text=text, bbox=box, confidence=0.99, engine="rapidocr")


def printed(pixels: Pixels) -> list[Line]:
    texts = [
        "ON THE LEVELS OF LAKES",
        "A. B. PETROV, V. G. SIDOROV",
        "The levels of twelve lakes were",
        "P11-12345",
        "1982",
    ]
    return [put(pixels, text, 120, 700 + 90 * n, 1.2) for n, text in enumerate(texts)]


def cleaned(pixels: Pixels) -> CleanPage:
    return CleanPage(1, cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), pixels, 200.0, IDENTITY, ())


@pytest.mark.parametrize(("colour", "rise"), [(RED, 0), (RED, 5), (BLACK, 5)])
def test_thin_large_signs_that_lean_or_are_of_another_colour_are_by_hand(
    colour: tuple[int, int, int], rise: int
) -> None:
    pixels = sheet()
    own = printed(pixels)
    note = written(pixels, "459177", 700, 300, 5, colour, rise)
    assert without_marks(cleaned(pixels), [*own, note]) == (tuple(own), ("459177",))


@pytest.mark.parametrize(("size", "colour"), [(3.0, RED), (3.0, BLACK), (0.9, RED)])
def test_level_print_stays_whatever_its_size_and_colour(size: float, colour: Colour) -> None:
    pixels = sheet()
    own = [*printed(pixels), put(pixels, "LAKES", 120, 300, size, colour)]
    assert without_marks(cleaned(pixels), own) == (tuple(own), ())


def test_a_name_in_light_coloured_type_is_not_by_hand() -> None:
    pixels = sheet()
    own = printed(pixels)
    name = written(pixels, "459177", 700, 300, 5, RED).model_copy(update={"text": "Optica"})
    assert without_marks(cleaned(pixels), [*own, name]) == ((*own, name), ())


def test_round_stamps_are_found_and_areas_of_colour_are_none() -> None:
    pixels = sheet()
    cv2.circle(pixels, (900, 400), 110, VIOLET, 5)
    cv2.rectangle(pixels, (0, 1300), (1300, 1600), (40, 110, 220), -1)
    cv2.circle(pixels, (300, 1450), 90, (40, 110, 240), -1)
    ((x, y, radius, coloured),) = rings(pixels)
    assert (abs(x - 900) < 12, abs(y - 400) < 12, abs(radius - 110) < 12, coloured) == (
        True,
        True,
        True,
        True,
    )


def test_a_ring_that_came_out_in_pieces_among_print_is_found() -> None:
    pixels = sheet()
    printed(pixels)
    for start in range(0, 360, 30):
        cv2.ellipse(pixels, (900, 400), (110, 110), 0, start, start + 25, (30, 30, 30), 5)
    ((x, y, radius, coloured),) = rings(pixels)
    assert (abs(x - 900) < 12, abs(y - 400) < 12, abs(radius - 110) < 12, coloured) == (
        True,
        True,
        True,
        False,
    )


def test_of_a_stamp_the_coloured_words_go_and_print_under_it_stays() -> None:
    pixels = sheet()
    own = printed(pixels)
    cv2.circle(pixels, (900, 400), 130, VIOLET, 5)
    stamp = put(pixels, "LIBRARY", 830, 390, 1.0, VIOLET)
    under = put(pixels, "Nr 3", 850, 450, 1.0)
    kept, marks = without_marks(cleaned(pixels), [*own, stamp, under])
    assert marks == ("LIBRARY",)
    assert under in kept


@pytest.mark.parametrize("text", ["Инв. № 12345", "Accession No. 1998-22", "索书号：TP39/12"])
def test_the_number_of_a_library_is_no_text_and_takes_its_name_along(text: str) -> None:
    pixels = sheet()
    own = printed(pixels)
    slip = put(pixels, "12345", 120, 1500, 1.0).model_copy(update={"text": text})
    name = put(pixels, "Library", 120, 1440, 1.0)
    assert without_marks(cleaned(pixels), [*own, slip, name]) == (tuple(own), (text, "Library"))
    assert without_marks(cleaned(pixels), [*own, name]) == ((*own, name), ())


def test_what_was_left_out_is_told() -> None:
    text = layout(
        laid([put(sheet(), "The levels of twelve lakes were measured", 100, 500, 1.0)]).model_copy(
            update={"marks": ("E-601",)}
        )
    )
    (flag,) = doubts([text])
    assert (flag.code, flag.severity.value) == ("text.marks", "info")
    assert "'E-601'" in flag.message
