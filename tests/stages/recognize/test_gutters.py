"""Lines that run over a narrow gutter, on pages whose words are drawn as bars."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.stages.recognize.gutters import parted

HEIGHT, STEP, ROWS = 40, 56, 10
LEFT, RIGHT = (100, 700), (730, 1330)
"""The columns, with a gutter of 30 pixels between them."""


def row(page: Pixels, left: int, right: int, top: int, word: int = 70, gap: int = 12) -> BBox:
    """A line of words, as bars, and its box with the air that detection leaves about one."""
    for start in range(left, right, word + gap):
        page[top + 8 : top + HEIGHT - 8, start : min(start + word, right)] = 20
    return BBox(left - 6, top, right + 6, top + HEIGHT)


def columns(page: Pixels, top: int) -> list[tuple[BBox, BBox]]:
    return [tuple(row(page, *side, top + n * STEP) for side in (LEFT, RIGHT)) for n in range(ROWS)]  # type: ignore[misc]


def blank() -> Pixels:
    return np.full((1200, 1430), 235, np.uint8)


@pytest.mark.parametrize("merged", [(3,), (0, 1, 2), (8, 9)])
def test_lines_over_a_gutter_that_others_tell_are_two(merged: tuple[int, ...]) -> None:
    page = blank()
    rows = columns(page, 300)
    found = [
        box for n, pair in enumerate(rows) for box in ([pair[0].union(pair[1])] if n in merged else pair)
    ]
    told = parted(page, found)
    assert len(told) == 2 * ROWS
    assert all(box.right < RIGHT[0] - 5 or box.left > LEFT[1] + 5 for box in told)


def test_a_title_over_the_columns_and_a_line_whose_widest_white_is_elsewhere_stay_whole() -> None:
    page = blank()
    title = row(page, 150, 1280, 200)
    wide = row(page, 100, 1330, 300 + ROWS * STEP, word=140, gap=34)
    found = [title, *(box for pair in columns(page, 300) for box in pair), wide]
    assert parted(page, found) == found


def test_a_page_without_columns_stays_as_it_is() -> None:
    page = blank()
    found = [row(page, 100, 1330, 100 + n * STEP) for n in range(16)]
    assert parted(page, found) == found
