"""Text that a page shows as a picture beside its text layer: title blocks, abstracts or whole columns that were pasted in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.records.text import PageLines

Light = NDArray[np.uint8] | NDArray[np.uint16]
"""How light each pixel of a page is."""

_INK = 70
"""Grey levels that print is darker than its paper, at least."""
_SPREAD, _ABOUT = 0.016, 0.35
"""Share of the page's width that parts words at most, and how far, in heights of a line, ink about it is its own."""
_WIDE, _TYPE = 0.28, (0.007, 0.03)
"""Share of the page's width that a line of running text spans at least, and its height in shares of it."""
_FILLED = (0.12, 0.62)
"""Share of a line's box that ink covers: rules and bars cover more."""
_LEAST, _PITCH = 3, 3.0
"""Lines under one another that make a text, and their distance in heights, at most."""


def shows_more(page: PageLines, light: Light, levels: int) -> bool:
    """Whether lines of running text stand on a picture of the page that its layer does not hold; `levels` times 255 is white."""
    import cv2

    width = light.shape[1]
    ink = (light < float(np.percentile(light[::4, ::4], 75)) - levels * _INK).view(np.uint8)
    scale = width / page.width
    for line in page.lines:
        spare = _ABOUT * line.bbox.height
        left, top, right, bottom = (
            round(scale * (edge + way * spare)) for edge, way in zip(line.bbox, (-1, -1, 1, 1), strict=True)
        )
        ink[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = 0
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, max(3, round(_SPREAD * width))), np.uint8))
    if not _keep_high_bands(joined):
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = [
        (top, height, left, left + wide)
        for left, top, wide, height, _ in stats[1:].tolist()
        if wide > _WIDE * width
        and _TYPE[0] * width < height < _TYPE[1] * width
        and _FILLED[0] < _share(ink, left, top, wide, height) < _FILLED[1]
    ]
    return _run(sorted(found)) >= _LEAST


def _keep_high_bands(ink: NDArray[np.uint8]) -> bool:
    """Wipe out the bands of ink, between rows without any, that are too low for a line of type; whether others are left."""
    inked = np.concatenate(([False], ink.any(axis=1), [False]))
    edges = np.flatnonzero(np.diff(inked)).reshape(-1, 2)
    low = np.diff(edges, axis=1)[:, 0] <= _TYPE[0] * ink.shape[1]
    for top, bottom in edges[low].tolist():
        ink[top:bottom] = 0
    return not low.all()


def _share(ink: NDArray[np.uint8], left: int, top: int, wide: int, height: int) -> float:
    return float(ink[top : top + height, left : left + wide].mean())


def _run(lines: list[tuple[int, int, int, int]]) -> int:
    """How many lines stand closely under one another, at most."""
    longest = count = 0
    before: tuple[int, int, int, int] | None = None
    for line in lines:
        under = before is not None and line[0] - before[0] < _PITCH * max(line[1], before[1])
        beside = before is not None and min(line[3], before[3]) > max(line[2], before[2])
        count = count + 1 if under and beside else 1
        longest, before = max(longest, count), line
    return longest
