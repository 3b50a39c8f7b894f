"""Ruled lines printed on a page: under the running head, about boxed abstracts, over footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from pipeline.records.base import BBox
from pipeline.records.page import Pixels

SIDE = 1400
"""The longer side, in pixels, of the copy in which lines are looked for."""
ACROSS = 0.12
"""A line is at least this share of the page's width long."""
DOWN = 0.05
"""A line that runs down at least this share of its height."""
THICK = 7
"""Pixels of that copy that a line is thick at most, a little slope included."""

LONG = 12
"""Heights of its box that a rule taken for a line of text is long at least."""
GAPLESS = 0.98
"""Share of its columns in which it has ink: between words there is none."""
EVEN = 0.25
"""How far its thickness varies, as a share, in nine of ten columns."""
SLACK = 0.02
"""How far the ends of a frame's sides may miss one another, as a share of the page's height."""


def ruled_lines(pixels: Pixels) -> tuple[BBox, ...]:
    """Boxes of straight lines across and down the page and of the frames that four of them make, in page pixels."""
    import cv2

    scale = min(1.0, SIDE / max(pixels.shape))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    bridged = cv2.dilate(ink, np.ones((2, 2), np.uint8))
    across = _lines(bridged, ACROSS * ink.shape[1])
    down = [
        BBox(top, left, bottom, right)
        for left, top, right, bottom in _lines(np.ascontiguousarray(bridged.T), DOWN * ink.shape[0])
    ]
    frames = _frames(across, down, SLACK * ink.shape[0])
    return tuple(BBox(*(round(edge / scale) for edge in box)) for box in (*frames, *across, *down))


def is_rule(pixels: Pixels, box: BBox) -> bool:
    """Whether what was found to be a line of text is a rule: ink without gaps, everywhere as thick."""
    import cv2

    cut = pixels[max(0, box.top) : max(0, box.bottom), max(0, box.left) : max(0, box.right)]
    if not cut.size or cut.shape[1] < LONG * cut.shape[0]:
        return False
    _, ink = cv2.threshold(cut, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    thickness = ink.sum(axis=0)
    usual = float(np.median(thickness))
    away = float(np.percentile(np.abs(thickness - usual), 90))
    return bool((thickness > 0).mean() >= GAPLESS and away <= max(1.0, EVEN * usual))


def _lines(ink: NDArray[np.uint8], long: float) -> list[BBox]:
    """Thin stretches of ink that run on sideways over at least `long` pixels, short breaks bridged."""
    import cv2

    solid = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, max(20, int(0.75 * long))), np.uint8))
    joined = cv2.dilate(solid, np.ones((3, 25), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    return [
        BBox(left + 12, top + 1, left + width - 12, top + height - 1)
        for left, top, width, height, _ in stats[1:].tolist()
        if width - 24 >= long and height <= THICK + 3
    ]


def _frames(across: Sequence[BBox], down: Sequence[BBox], slack: float) -> list[BBox]:
    """Boxes that two lines down and two lines across close."""
    found = []
    for left, right in combinations(sorted(down), 2):
        same = abs(left.top - right.top) <= slack and abs(left.bottom - right.bottom) <= slack
        box = left.union(right)
        if (
            same
            and box.width > slack
            and all(any(_closes(line, box, row, slack) for line in across) for row in (box.top, box.bottom))
        ):
            found.append(box)
    return found


def _closes(line: BBox, box: BBox, row: int, slack: float) -> bool:
    return abs(line.top - row) <= 2 * slack and line.shares_columns(box) >= 0.85 * box.width
