"""Cutting text lines out of a page, each as the recognition model wants it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.records.base import BBox
from pipeline.records.page import Pixels

HEIGHT = 48
"""Rows that the recognition model wants."""
STEP, LEAST = 32, 160
"""Columns: strips are filled up to a multiple of the first, so that few shapes occur, and to the second at least."""
STRAIGHT = 0.35
"""Degrees of slope below which a strip is cut out without being turned."""


class Slanted(BBox):
    """The upright box around a line as detected, which knows its corners: from the top left clockwise, float pixels."""

    corners: NDArray[np.float32]

    def __new__(cls, corners: NDArray[np.float32]) -> Slanted:
        """The box around the corners."""
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        box = super().__new__(cls, int(left), int(top), int(np.ceil(right)), int(np.ceil(bottom)))
        box.corners = corners
        return box

    def part(self, start: float, end: float) -> Slanted:
        """The piece of the line between two shares of its length, 0..1, slanted as the line is."""
        top_left, top_right, bottom_right, bottom_left = self.corners
        above, below = top_right - top_left, bottom_right - bottom_left
        corners = (
            top_left + start * above,
            top_left + end * above,
            bottom_left + end * below,
            bottom_left + start * below,
        )
        return Slanted(np.stack(corners).astype(np.float32))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height along the line."""
        a, b, c, d = self.corners
        width = max(np.hypot(*(b - a)), np.hypot(*(c - d)))
        height = max(np.hypot(*(d - a)), np.hypot(*(c - b)))
        return float(width), float(height)

    @property
    def slope(self) -> float:
        """Degrees that the line falls to the right."""
        dx, dy = self.corners[1] - self.corners[0]
        return float(np.degrees(np.arctan2(dy, dx)))


def slanted(box: BBox) -> Slanted:
    """The box itself where it knows its corners, else as one that is not slanted."""
    if isinstance(box, Slanted):
        return box
    left, top, right, bottom = box
    return Slanted(np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32))


def strip(pixels: Pixels, line: Slanted) -> Pixels:
    """The line as a grey strip `HEIGHT` rows high; an upright run of characters is turned to lie."""
    import cv2

    width, height = line.size
    if width < 1 or height < 1:
        return np.full((HEIGHT, HEIGHT), 255, np.uint8)
    if abs(line.slope) < STRAIGHT:
        cut = pixels[max(0, line.top) : max(1, line.bottom), max(0, line.left) : max(1, line.right)]
    else:
        goal = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        matrix = cv2.getPerspectiveTransform(line.corners, goal)
        cut = cv2.warpPerspective(
            pixels, matrix, (int(width), int(height)), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
    if not cut.size:
        return np.full((HEIGHT, HEIGHT), 255, np.uint8)
    columns = max(1, round(cut.shape[1] * HEIGHT / cut.shape[0]))
    way = cv2.INTER_AREA if cut.shape[0] > 2 * HEIGHT else cv2.INTER_LINEAR
    lying: Pixels = cv2.resize(cut, (columns, HEIGHT), interpolation=way)
    return lying


def filled(strip: Pixels) -> tuple[NDArray[np.float32], float]:
    """A strip as the model wants it, (1, 3, HEIGHT, columns) in -1..1 and 0 beyond the strip; and its share of the columns.

    One at a time: packing strips of unlike widths together was slower than what it saved.
    """
    width = strip.shape[1]
    columns = max(LEAST, -(-width // STEP) * STEP)
    content = np.zeros((1, 3, HEIGHT, columns), np.float32)
    content[..., :width] = strip.astype(np.float32) / 127.5 - 1.0
    return content, width / columns
