"""The ink of a line: what stands in it beside what was read."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import numpy as np

from pipeline.languages.scripts import Script, script_of
from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line, Word

_HANGING = frozenset("gjpqyQ,;()[]{}/|_")
_FLOATING = frozenset("-–—−~～=+·*°'\"’‘“”^`")
HAN_FOOT = 0.11
"""How far the square of a Han character reaches below the base line of digits, as a share of its height."""
HAN_TYPE = 0.76
"""The height of digits beside Han characters, as a share of these."""
FULL = 0.5
"""Letters of at least this share of a capital's height carry the base line."""
EDGE = 0.25
"""Ink on the edge of a line's cut that is no higher than this share of it is another line's."""
UPRIGHT = 0.88
"""Digits of at least this share are no exponents."""
LEAST_CUT = 8
"""Pixels of height and width below which a cut holds no print that could be told apart."""
COLON = 2
"""A colon is of so many pieces."""
NEIGHBOURS = 7
"""Marks that tell where the base line runs."""


class Mark(NamedTuple):
    """Ink that stands over one stretch of columns, in page pixels, and the character read there, if any."""

    bbox: BBox
    glyph: int | None
    colon: bool = False
    """Whether the ink is two dots, one over the other."""


class Ink(NamedTuple):
    """A line's marks from left to right and the height of its capitals and digits, in pixels; 0 where unknown."""

    marks: tuple[Mark, ...]
    type_height: float
    feet: tuple[tuple[float, float], ...] = ()
    """Column and row of the foot of each mark that stands on the base line, from left to right."""

    def base(self, near: float) -> float | None:
        """The row of the base line about column `near`; None where nothing stands on it."""
        here = bisect(self.feet, (near,))
        about = self.feet[max(0, here - NEIGHBOURS) : here + NEIGHBOURS]
        nearest = sorted((abs(column - near), foot) for column, foot in about)[:NEIGHBOURS]
        return median(foot for _, foot in nearest) if nearest else None


def ink_of(pixels: Pixels, line: Line) -> Ink:
    """Find the marks of a line whose words are single characters."""
    marks = _marks(pixels, line.bbox, line.words)
    plain = [m.bbox.height for m in marks if m.glyph is not None and _tall(line.words[m.glyph].text)]
    wide = [m.bbox.height for m in marks if m.glyph is not None and _square(line.words[m.glyph].text)]
    by_wide = HAN_TYPE * float(np.percentile(wide, 75)) if len(wide) > 1 else 0.0
    by_plain = float(np.median(plain)) if len(plain) > 1 else 0.0
    type_height = by_plain if by_plain > 0.78 * by_wide else by_wide
    feet = sorted(
        (m.bbox.middle_x, _foot(m, line.words)) for m in marks if _stands(m, line.words, type_height)
    )
    return Ink(marks, type_height, tuple(feet))


def gap_between(left: float, right: float, ink: Ink) -> float:
    """The widest empty stretch of columns between two columns, in pixels."""
    widest = 0.0
    for before, after in pairwise(ink.marks):
        if left < (before.bbox.right + after.bbox.left) / 2 < right:
            widest = max(widest, after.bbox.left - before.bbox.right)
    return widest


def _square(text: str) -> bool:
    return script_of(text) in {Script.HAN, Script.KANA, Script.HANGUL}


def _tall(text: str) -> bool:
    return text.isascii() and (text.isdigit() or text.isupper() or text in "bdfhkl") and text != "Q"


def _stands(mark: Mark, glyphs: Sequence[Word], type_height: float) -> bool:
    """Whether the mark surely stands on the base line: letters do, and digits of full height."""
    if mark.glyph is None:
        return False
    text = glyphs[mark.glyph].text
    if text in _HANGING or text in _FLOATING or not text.isalnum():
        return False
    return mark.bbox.height >= (FULL if text.isalpha() else UPRIGHT) * type_height


def _foot(mark: Mark, glyphs: Sequence[Word]) -> float:
    wide = mark.glyph is not None and not glyphs[mark.glyph].text.isascii()
    return mark.bbox.bottom - (HAN_FOOT * mark.bbox.height if wide else 0.0)


def _marks(pixels: Pixels, box: BBox, glyphs: Sequence[Word]) -> tuple[Mark, ...]:
    import cv2

    cut = pixels[max(0, box.top) : box.bottom, max(0, box.left) : box.right]
    if min(cut.shape[:2]) < LEAST_CUT:
        return ()
    _, ink = cv2.threshold(cut, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    least = max(4, cut.shape[0] // 12)
    pieces = sorted(
        (left, top, left + width, top + height)
        for left, top, width, height, area in stats[1:].tolist()
        if area >= least and height < 0.97 * cut.shape[0] and width < 6 * cut.shape[0]
        if not _beyond(top, height, cut.shape[0])
    )
    joined: list[list[int]] = []
    dots: list[list[tuple[int, int]]] = []
    for left, top, right, bottom in pieces:
        if joined and _over(joined[-1], left, right):
            last = joined[-1]
            last[1], last[2], last[3] = min(last[1], top), max(last[2], right), max(last[3], bottom)
            dots[-1].append((top, bottom))
        else:
            joined.append([left, top, right, bottom])
            dots.append([(top, bottom)])
    boxes = [
        BBox(left + box.left, top + box.top, right + box.left, bottom + box.top)
        for left, top, right, bottom in joined
    ]
    return tuple(
        Mark(found, glyph, _two_dots(found, rows))
        for found, rows, glyph in zip(boxes, dots, _glyphs_at(boxes, glyphs), strict=True)
    )


def _beyond(top: int, height: int, rows: int) -> bool:
    """Whether a piece is the end of a letter of the line above or below."""
    return height < EDGE * rows and (top == 0 or top + height == rows)


def _two_dots(box: BBox, rows: Sequence[tuple[int, int]]) -> bool:
    """Two small pieces of ink, apart, and no wider than a dot is."""
    if len(rows) != COLON or box.width > 0.5 * box.height:
        return False
    (top, end), (start, bottom) = sorted(rows)
    return max(end - top, bottom - start) < 0.4 * box.height and start - end > 0.25 * box.height


def _over(last: Sequence[int], left: int, right: int) -> bool:
    """Whether a piece shares most of its columns, or of the last one's, with the last one."""
    shared = min(last[2], right) - max(last[0], left)
    return shared > 0.4 * min(last[2] - last[0], right - left)


def _glyphs_at(boxes: Sequence[BBox], glyphs: Sequence[Word]) -> Sequence[int | None]:
    """For each box the glyph whose columns its middle is in, or else nearest to."""
    if not boxes or not glyphs:
        return [None] * len(boxes)
    middles = np.array([[box.middle_x] for box in boxes])
    lefts, rights = (np.array([word.bbox[side] for word in glyphs]) for side in (0, 2))
    away = np.maximum(np.maximum(lefts - middles, middles - rights), 0.0)
    nearest: list[int | None] = away.argmin(axis=1).tolist()
    return nearest
