"""From the detection model's map to slanted boxes: differentiable binarization (Liao et al. 2020)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.engines.onnx import Model
from pipeline.engines.strips import Slanted
from pipeline.records.base import BBox
from pipeline.records.page import Pixels

DETECTED = 1216
"""The longer side, in pixels, of the whole page at the scale at which the model sees it."""
REDUCED = 8
"""Pixels of the page to one of the copy in which ink is looked for: specks fade in it, figures do not."""
INKED = 0.15
"""Share of the paper's light by which a pixel of that copy with ink differs from it."""
AIR = 48
"""Pixels of paper that are left about the ink."""
GRID = 32
"""The model wants sides that are multiples of this."""
TEXT = 0.3
"""Probability from which a pixel of the map is text."""
SURE = 0.5
"""Mean probability that a box must have."""
GROW = 1.6
"""The map shows the kernel of a line: its box is grown by this share of area over girth on every side."""
THIN = 3.0
"""Pixels of the copy that a kernel is high at least."""
MOST = 1000
"""Boxes of one page, at most."""


class Detector:
    """Finds the lines of a page with RapidOCR's detection model."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def find(self, pixels: Pixels) -> list[Slanted]:
        """Slanted boxes of the lines of a grey page, in no particular order. Raises ToolFailed."""
        box = inked(pixels)
        cut = pixels[box.top : box.bottom, box.left : box.right]
        answer = self._model(prepared(cut, min(1.0, DETECTED / max(pixels.shape))))
        found = boxes_of(answer[0, 0], box.width, box.height)
        return [Slanted(slanted.corners + np.array((box.left, box.top), np.float32)) for slanted in found]


def inked(pixels: Pixels) -> BBox:
    """The box around all ink of a grey page, with some air: margins cost as much to look through as text."""
    import cv2

    rows, columns = pixels.shape
    small = cv2.resize(pixels, (-(-columns // REDUCED), -(-rows // REDUCED)), interpolation=cv2.INTER_AREA)
    paper = float(np.median(small))
    left, top, width, height = cv2.boundingRect((cv2.absdiff(small, paper) > INKED * paper).astype(np.uint8))
    if not width or not height:
        return BBox(0, 0, columns, rows)
    return BBox(
        max(0, left * REDUCED - AIR),
        max(0, top * REDUCED - AIR),
        min(columns, (left + width) * REDUCED + AIR),
        min(rows, (top + height) * REDUCED + AIR),
    )


def prepared(pixels: Pixels, scale: float) -> NDArray[np.float32]:
    """A grey page as the model wants it: (1, 3, rows, columns) in -1..1, at about the scale that is asked for."""
    import cv2

    rows, columns = (max(GRID, round(length * scale / GRID) * GRID) for length in pixels.shape)
    small = cv2.resize(pixels, (columns, rows), interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(
        np.broadcast_to(small.astype(np.float32) / 127.5 - 1.0, (1, 3, rows, columns))
    )


def boxes_of(probabilities: NDArray[np.float32], width: int, height: int) -> list[Slanted]:
    """Lines in a map (rows, columns) of text probability, as boxes on a page of `width` x `height` pixels."""
    import cv2

    mask = cv2.dilate((probabilities > TEXT).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    scale = np.array([width / mask.shape[1], height / mask.shape[0]], np.float32)
    found: list[Slanted] = []
    for contour in contours[:MOST]:
        middle, (across, down), angle = cv2.minAreaRect(contour)
        if (
            min(across, down) < THIN
            or _mean(probabilities, cv2.boxPoints((middle, (across, down), angle))) < SURE
        ):
            continue
        margin = GROW * across * down / (across + down)
        grown = cv2.boxPoints((middle, (across + margin, down + margin), angle))
        corners = np.clip(_clockwise(grown) * scale, 0, (width - 1, height - 1))
        found.append(Slanted(corners.astype(np.float32)))
    return found


def _mean(probabilities: NDArray[np.float32], corners: NDArray[np.float32]) -> float:
    """The mean probability inside a box."""
    import cv2

    rows, columns = probabilities.shape
    left, top = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, (columns - 1, rows - 1))
    right, bottom = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, (columns - 1, rows - 1))
    inside = np.zeros((bottom - top + 1, right - left + 1), np.uint8)
    cv2.fillPoly(inside, [(corners - (left, top)).astype(np.int32)], 1)
    return float(cv2.mean(probabilities[top : bottom + 1, left : right + 1], inside)[0])


def _clockwise(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    """Corners from the top left clockwise."""
    by_column = corners[np.argsort(corners[:, 0], kind="stable")]
    top_left, bottom_left = sorted(by_column[:2], key=lambda corner: float(corner[1]))
    top_right, bottom_right = sorted(by_column[2:], key=lambda corner: float(corner[1]))
    return np.stack([top_left, top_right, bottom_right, bottom_left])
