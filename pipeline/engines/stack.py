"""Many lines on one sheet: a program that takes long to start reads them all in one go."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import cos, radians, tan
from typing import NamedTuple, TypeGuard

import numpy as np

from pipeline.engines.strips import Slanted
from pipeline.records.base import BBox
from pipeline.records.page import Pixels

MARGIN = 24
"""White pixels around the sheet and between its lines."""
SLACK = 3
"""Pixels that a line's cut reaches beyond an upright box; one that knows its corners has air of its own."""
LEAN, STEEP = 0.4, 10.0
"""How far a slanted line falls at least, in its heights, and degrees of slope from which it is cut out upright: what stands on end is
no slanted line."""
TYPE, LARGE = 48, 96
"""Rows that a line should have at least and at most: others are enlarged or reduced."""


class Slot(NamedTuple):
    """Where a line stands on the sheet: its rows there, its cut on the page, the enlargement, and how far it falls a column."""

    top: int
    bottom: int
    cut: BBox
    scale: float
    fall: float = 0.0

    def back(self, box: BBox) -> BBox:
        """A box on the sheet as a box on the page."""
        left, top = self.cut.left - MARGIN / self.scale, self.cut.top - self.top / self.scale
        top += round(self.fall * (box.middle_x - MARGIN) / self.scale)
        edges = (
            left + box.left / self.scale,
            top + box.top / self.scale,
            left + box.right / self.scale,
            top + box.bottom / self.scale,
        )
        return BBox(*(round(edge) for edge in edges))


class LineStack(NamedTuple):
    """The picture of the lines one under the other, and where each stands."""

    pixels: Pixels
    places: tuple[Slot, ...]

    def line_at(self, box: BBox) -> int | None:
        """The number of the line that a box on the sheet stands in; None above the first."""
        number = bisect_left(self.places, box.middle_y, key=lambda place: place.top - MARGIN / 2) - 1
        return number if number >= 0 else None


def stacked(pixels: Pixels, boxes: Sequence[BBox]) -> LineStack:
    """Cut each box out of the page and put the cuts one under the other on white."""
    import cv2

    cuts: list[Pixels] = []
    places: list[Slot] = []
    top = MARGIN
    for box in boxes:
        cut, fall, piece = _straight(pixels, box) if _is_slanted(box) else _upright(pixels, box)
        rows = max(1, piece.shape[0])
        scale = min(max(rows, TYPE), LARGE) / rows
        if scale != 1.0 and piece.size:
            way = cv2.INTER_CUBIC if scale > 1.0 else cv2.INTER_AREA
            piece = cv2.resize(piece, None, fx=scale, fy=scale, interpolation=way)
        cuts.append(piece)
        places.append(Slot(top, top + piece.shape[0], cut, scale, fall))
        top += piece.shape[0] + MARGIN
    sheet = np.full((top, 2 * MARGIN + max((c.shape[1] for c in cuts), default=0)), 255, np.uint8)
    for place, piece in zip(places, cuts, strict=True):
        sheet[place.top : place.bottom, MARGIN : MARGIN + piece.shape[1]] = piece
    return LineStack(sheet, tuple(places))


def _is_slanted(box: BBox) -> TypeGuard[Slanted]:
    if not isinstance(box, Slanted) or abs(box.slope) >= STEEP:
        return False
    return abs(tan(radians(box.slope))) * box.width > LEAN * box.size[1]


def _upright(pixels: Pixels, box: BBox) -> tuple[BBox, float, Pixels]:
    """What stands in the box, with a little of what is about it."""
    height, width = pixels.shape[:2]
    cut = BBox(
        min(max(0, box.left - SLACK), width - 1),
        min(max(0, box.top - SLACK), height - 1),
        max(1, min(width, box.right + SLACK)),
        max(1, min(height, box.bottom + SLACK)),
    )
    return cut, 0.0, pixels[cut.top : cut.bottom, cut.left : cut.right]


def _straight(pixels: Pixels, box: Slanted) -> tuple[BBox, float, Pixels]:
    """A slanted line without its neighbours, whose ends stand in the box around it: each column moved up or down.

    Nothing is drawn anew: turning blurs small type.
    """
    height, width = pixels.shape[:2]
    fall, rows = tan(radians(box.slope)), round(box.size[1] / cos(radians(box.slope)))
    left, right = max(0, box.left), max(1, min(width, box.right))
    columns = np.arange(left, right)
    corner = box.corners[0]
    tops = np.round(corner[1] + fall * (columns - corner[0])).astype(np.int64)
    wanted = np.clip(tops + np.arange(max(1, rows))[:, None], 0, height - 1)
    first = round(float(corner[1] + fall * (left - corner[0])))
    return BBox(left, first, right, first + rows), fall, pixels[wanted, columns]
