"""Large print that was not found is found by its ink, and kept where it reads with certainty."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line
from pipeline.stages.recognize.missed import missed_rows, passed_over, surely_read

TITLE = BBox(100, 300, 1100, 380)
LINES = [BBox(100, 600 + 60 * n, 1900, 640 + 60 * n) for n in range(6)]


def page() -> Pixels:
    """A white page with a title in large type over lines of text, a rule and a black block."""
    pixels = np.full((2800, 2000), 255, np.uint8)
    cv2.putText(pixels, "LARGE TITLE IN TYPE", (100, 370), cv2.FONT_HERSHEY_DUPLEX, 2.6, 0, 6)
    for box in LINES:
        cv2.putText(pixels, "small text " * 9, (box.left, box.bottom - 8), cv2.FONT_HERSHEY_SIMPLEX, 1, 0, 2)
    cv2.rectangle(pixels, (100, 1500), (1900, 1506), 0, -1)
    cv2.rectangle(pixels, (100, 1700), (900, 1800), 0, -1)
    return pixels


def line(box: BBox, confidence: float = 0.99, text: str = "LARGE TITLE") -> Line:
    return Line(text=text, bbox=box, confidence=confidence, engine="rapidocr")


def test_a_title_outside_every_line_is_found_and_nothing_else() -> None:
    (found,) = missed_rows(page(), LINES)
    assert found.shares_rows(TITLE) > 50
    assert found.shares_columns(TITLE) > 800
    assert missed_rows(page(), [*LINES, TITLE.union(found)]) == []
    assert missed_rows(page(), []) == []


@pytest.mark.parametrize(
    ("confidence", "text", "kept"), [(0.98, "LARGE TITLE", 1), (0.6, "LARGE TITLE", 0), (0.98, "--1", 0)]
)
def test_what_is_read_there_counts_where_it_is_sure(confidence: float, text: str, kept: int) -> None:
    found = surely_read([line(box, confidence, text) for box in missed_rows(page(), LINES)])
    assert len(found) == kept


def test_a_line_that_was_passed_over_in_a_paragraph_is_found_and_white_is_none() -> None:
    (found,) = passed_over(page(), [box for box in LINES if box is not LINES[2]])
    assert found.shares_rows(LINES[2]) > 30
    assert found.shares_columns(LINES[2]) > 1700
    assert passed_over(page(), LINES) == []
    blank = np.full((2800, 2000), 255, np.uint8)
    assert passed_over(blank, [LINES[0], LINES[2]]) == []
