"""Lines of two columns that were found as one: where the gutter is hardly wider than a word gap, detection passes over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from pipeline.records.base import BBox
from pipeline.records.page import Pixels

LONG = 6
"""A line of a column is so many times as long as the page's lines are high, at least."""
LINES = 6
"""Lines that begin at one place, and that end right before it, at least, where a gutter is."""
ALIKE, NEAR = 0.4, 2.0
"""How far apart such places lie, and how far before the one lines begin others end, at most; in heights of a line."""
LOW = 1.5
"""A line of text is so many times as high as the page's lines, at most: a title may run across."""
WHITE, AIR = 0.45, 0.2
"""The white of a gutter in a line, in heights of the page's lines, at least; and the share of it that stays with either part."""
NEXT = 1.9
"""Lines of a column follow one another within so many heights, from middle to middle."""
PARTS, CORE = 16, 0.2
"""A slanted line is looked at in so many pieces, without this share of its height above and below."""


@dataclass(frozen=True)
class _Gutter:
    """Where the left column ends and the right one begins, and the lines that tell it."""

    left: float
    right: float
    told: tuple[BBox, ...]


def parted(pixels: Pixels, found: Sequence[BBox]) -> list[BBox]:
    """The boxes of lines of a grey page, those that run over a gutter as two; the white there tells where."""
    boxes = list(found)
    if len(boxes) < 2 * LINES:
        return boxes
    height = median(box.height for box in boxes)
    for gutter in _gutters(boxes, height):
        boxes = list(_cut(pixels, boxes, gutter, height))
    return boxes


def _gutters(boxes: Sequence[BBox], height: float) -> list[_Gutter]:
    """The places where many lines begin right behind others that end, from left to right."""
    lines = [box for box in boxes if LONG * height < box.width and box.height < LOW * height]
    found: list[_Gutter] = []
    for left in sorted({box.left for box in lines}):
        begin = [box for box in lines if abs(box.left - left) < ALIKE * height]
        end = [box for box in lines if left - NEAR * height < box.right < left + ALIKE * height]
        if min(len(begin), len(end)) < LINES:
            continue
        if found and left - found[-1].right < LONG * height:
            if len(begin) + len(end) <= len(found[-1].told):
                continue
            found.pop()
        found.append(_Gutter(median(b.right for b in end), median(b.left for b in begin), (*begin, *end)))
    return found


def _cut(pixels: Pixels, boxes: Sequence[BBox], gutter: _Gutter, height: float) -> Iterator[BBox]:
    """The boxes, those over the gutter as two where they stand next to lines that end or begin there, or to one that was cut."""
    over = sorted((box for box in boxes if _runs_over(box, gutter, height)), key=lambda box: box.middle_y)
    cuts: dict[BBox, tuple[float, float]] = {}
    for box in (*over, *reversed(over)):
        beside = any(abs(box.middle_y - other.middle_y) < NEXT * height for other in (*gutter.told, *cuts))
        if box not in cuts and beside and (at := _white(pixels, box, gutter, height)):
            cuts[box] = at
    for box in boxes:
        yield from (box.part(0, cuts[box][0]), box.part(cuts[box][1], 1)) if box in cuts else (box,)


def _runs_over(box: BBox, gutter: _Gutter, height: float) -> bool:
    long = box.left < gutter.left - LONG * height and box.right > gutter.right + height
    return long and box.height < LOW * height


def _white(pixels: Pixels, box: BBox, gutter: _Gutter, height: float) -> tuple[float, float] | None:
    """Where in a line, as shares of its width, its widest white begins and ends, if that is the gutter; air is left about the words."""
    ink = _columns(pixels, box)
    edges = np.flatnonzero(np.diff(np.pad(~ink, 1).astype(np.int8))).tolist()
    gaps = [(b - a, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a and b < ink.size]
    width, start, end = max(gaps, default=(0, 0, 0))
    middle = box.left + (start + end) / 2
    if width < WHITE * height or not gutter.left - height < middle < gutter.right + height / 2:
        return None
    air = AIR * width
    return (start + air) / ink.size, (end - air) / ink.size


def _columns(pixels: Pixels, box: BBox) -> NDArray[np.bool_]:
    """Which columns of a line have ink, looked at piece by piece, as the line may slant."""
    import cv2

    parts = [box.part(n / PARTS, (n + 1) / PARTS) for n in range(PARTS)]
    rows = [(part.top + round(CORE * part.height), part.bottom - round(CORE * part.height)) for part in parts]
    cuts = [
        pixels[max(0, top) : max(1, bottom), max(0, part.left) : part.right]
        for part, (top, bottom) in zip(parts, rows, strict=True)
    ]
    cuts = [cut for cut in cuts if cut.size]
    level, _ = cv2.threshold(
        np.concatenate([cut.ravel() for cut in cuts]), 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU
    )
    return np.concatenate([(cut <= level).any(axis=0) for cut in cuts])
