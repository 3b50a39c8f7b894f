"""Print that no line was found for: a title in heavy type falls apart in the detection model's map, and now and then it
passes over one line of a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np

from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line

SIDE = 1200
"""The longer side, in pixels, of the copy in which ink is looked for."""
LARGE = 0.9, 3.5
"""The height of a row of such print, in heights of the page's lines."""
LONG = 3
"""A row is at least so many times as long as it is high, and has as many marks."""
BLACK = 0.12, 0.75
"""The share of a row's box that print blackens; rules have more, drawings less."""
SURE = 0.9
"""Confidence from which what is read there is text."""
FOREIGN = 0.8
"""The same where the second engine reads it."""
SPECK = 2
"""A row in which no more letters were read is dirt."""
MOST = 6
"""Rows that are read at most."""


WIDE, ALIKE = 12, 0.75
"""The lines above and below one that was passed over are so many times as wide as high, and so alike in height and width."""
WHITE = 0.75, 2.6
"""How far apart these two stand, in heights: room for one line or two."""
PRINT = 0.03
"""The share of a row of pixels that print blackens."""
INKED, FULL = 0.25, 0.4
"""The height of the ink of a line that was passed over in heights of these, at least, and its share of their width."""


def surely_read(lines: Sequence[Line], least: float = SURE) -> tuple[Line, ...]:
    """Those lines of large print that were read with certainty."""
    return tuple(
        line for line in lines if line.confidence >= least and sum(map(str.isalpha, line.text)) > SPECK
    )


def missed_rows(pixels: Pixels, known: Sequence[BBox]) -> list[BBox]:
    """Boxes of rows of large ink outside the known lines, in page pixels, from the top, not too many."""
    import cv2

    if len(known) <= 1:
        return []
    scale = min(1.0, SIDE / max(pixels.shape))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 51, 15)
    height = scale * median(box.height for box in known)
    for box in known:
        left, top, right, bottom = (round(edge * scale) for edge in box)
        ink[max(0, top) : bottom + 1, max(0, left) : right + 1] = 0
    found = [box for box in _large_rows(ink, height) if _like_print(ink, box, height)]
    return [_widened(box, scale, pixels) for box in sorted(found, key=lambda box: box.top)][:MOST]


def passed_over(pixels: Pixels, known: Sequence[BBox]) -> list[BBox]:
    """Boxes of lines between two others of a paragraph, in page pixels, from the top."""
    wide = sorted((box for box in known if box.width > WIDE * box.height), key=lambda box: box.top)
    found: list[BBox] = []
    for number, box in enumerate(wide):
        below = next(
            (b for b in wide[number + 1 :] if b.top > box.middle_y and b.shares_columns(box) > 0), None
        )
        if below is not None and _leave_room(box, below):
            between = BBox(max(box.left, below.left), box.bottom, min(box.right, below.right), below.top)
            if not any(b.shares_rows(between) > 0 and b.shares_columns(between) > 0 for b in known):
                found += _rows_of_print(pixels, between, min(box.height, below.height))
    return found


def _leave_room(box: BBox, below: BBox) -> bool:
    """Whether a line of the same paragraph can stand between two."""
    height, width = min(box.height, below.height), min(box.width, below.width)
    alike = height > ALIKE * max(box.height, below.height) and width > ALIKE * max(box.width, below.width)
    least, most = WHITE
    return (
        alike
        and below.shares_columns(box) > ALIKE * width
        and least * height < below.top - box.bottom < most * height
    )


def _rows_of_print(pixels: Pixels, between: BBox, height: int) -> list[BBox]:
    """The rows of print between two lines, as high as these, whose print tells what is ink."""
    import cv2

    top = max(0, between.top - height)
    cut = pixels[top : between.bottom + height, between.left : between.right]
    _, ink = cv2.threshold(cut, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    ink = ink[between.top - top :][: between.height]
    edges = np.flatnonzero(np.diff(np.pad((ink.mean(axis=1) > PRINT).astype(np.int8), 1)))
    found = []
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        columns = np.flatnonzero(ink[first:last].any(axis=0))
        if last - first >= INKED * height and columns[-1] - columns[0] > FULL * between.width:
            middle = between.top + (first + last) // 2
            found.append(BBox(between.left, middle - height // 2, between.right, middle + (height + 1) // 2))
    return found


def _large_rows(ink: Pixels, height: float) -> list[BBox]:
    """Marks as high as large letters, joined with those beside them."""
    import cv2

    across = max(3, round(0.9 * height))
    joined = cv2.dilate(ink, np.ones((3, across), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    return [BBox(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:].tolist()]


def _like_print(ink: Pixels, box: BBox, height: float) -> bool:
    inside = ink[box.top : box.bottom, box.left : box.right]
    black = float(inside.mean())
    least, most = LARGE
    if not (least * height <= box.height <= most * height and box.width >= LONG * box.height):
        return False
    letters = int(np.count_nonzero(np.diff(np.pad(inside.any(axis=0), 1).astype(np.int8)) == 1))
    return BLACK[0] <= black <= BLACK[1] and letters >= LONG


def _widened(box: BBox, scale: float, pixels: Pixels) -> BBox:
    """The box in page pixels with the air about it that a line has."""
    air = 0.12 * box.height
    left, top, right, bottom = box.left, box.top - air, box.right, box.bottom + air
    rows, columns = pixels.shape
    return BBox(
        max(0, round(left / scale)),
        max(0, round(top / scale)),
        min(columns, round(right / scale)),
        min(rows, round(bottom / scale)),
    )
