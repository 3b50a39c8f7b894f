"""A page photographed askew, made rectangular by the edges of its paper."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.records.page import Pixels
from pipeline.stages.clean.geometry import Turned
from pipeline.stages.clean.tone import grey_of

CORNERS, STRAIGHT = 4, 0.95
"""A sheet has so many corners, and fills this share of the figure that they make."""

STEP = 8
GAP = 15
"""Pixels of the copy: the lines of type and the spaces in pictures are smaller."""
LEAST, MOST = 0.5, 0.985
"""Share of the picture that the paper takes up, for its edges to be within it."""
CUT = 3
"""A sheet that so many sides of the picture cut off shows too few edges of its own: it may be one page of an open book."""
LEAN = 0.008
"""How far, as a share of the picture's side, a corner must lie from where a rectangle's would."""


def squared(work: Turned) -> tuple[Turned, bool]:
    """The paper's four corners brought to those of a rectangle; false where it fills the picture or is one already."""
    import cv2

    corners = _corners(
        cv2.resize(grey_of(work.pixels), None, fx=1 / STEP, fy=1 / STEP, interpolation=cv2.INTER_AREA)
    )
    if corners is None:
        return work, False
    corners = corners * STEP
    width, height = (
        int(max(np.hypot(*(corners[a] - corners[b])) for a, b in pairs))
        for pairs in (((0, 1), (3, 2)), ((0, 3), (1, 2)))
    )
    goal = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    forward = cv2.getPerspectiveTransform(corners.astype(np.float32), goal)
    pixels: Pixels = cv2.warpPerspective(
        work.pixels, forward, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return Turned(pixels, work.matrix @ np.linalg.inv(forward)), True


def _corners(small: Pixels) -> NDArray[np.float32] | None:
    """The paper's corners from the top left clockwise, or None where it has not four or they make a rectangle."""
    import cv2

    _, light = cv2.threshold(small, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    framed = cv2.morphologyEx(np.pad(light, GAP), cv2.MORPH_CLOSE, np.ones((GAP, GAP), np.uint8))
    contours, _ = cv2.findContours(
        framed[GAP:-GAP, GAP:-GAP].copy(), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
    )
    paper = cv2.convexHull(max(contours, key=cv2.contourArea)) if contours else None
    if paper is None or not LEAST <= cv2.contourArea(paper) / small.size <= MOST:
        return None
    quad = cv2.approxPolyDP(paper, 0.03 * cv2.arcLength(paper, True), True)
    if len(quad) != CORNERS or cv2.contourArea(quad) < STRAIGHT * cv2.contourArea(paper):
        return None
    by_row = quad.reshape(4, 2).astype(np.float32)
    by_row = by_row[np.argsort(by_row[:, 1])]
    (top_left, top_right), (low_left, low_right) = (
        sorted(pair, key=lambda corner: float(corner[0])) for pair in (by_row[:2], by_row[2:])
    )
    corners = np.stack([top_left, top_right, low_right, low_left])
    if _sides_cut(paper, small) >= CUT:
        return None
    lean = np.abs(corners[[0, 1, 0, 3], [0, 0, 1, 1]] - corners[[3, 2, 1, 2], [0, 0, 1, 1]])
    return corners if float(lean.max()) > LEAN * max(small.shape) else None


def _sides_cut(paper: NDArray[np.int32], small: Pixels) -> int:
    """How many sides of the picture the paper reaches."""
    rows, columns = small.shape
    across, down = paper[:, 0, 0], paper[:, 0, 1]
    return sum((across.min() <= 1, across.max() >= columns - 2, down.min() <= 1, down.max() >= rows - 2))
