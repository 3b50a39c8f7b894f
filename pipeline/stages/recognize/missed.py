"""Large print that no line was found for: a title in heavy type falls apart in the detection model's map."""

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
