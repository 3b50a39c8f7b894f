"""Turning and straightening, with the way back to the rendered page kept."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.records.base import Transform
from pipeline.records.page import Pixels
from pipeline.stages.clean.tone import grey_of

LARGEST = 5.0
STEP = 0.1
SMALLEST = 0.08


class Turned(NamedTuple):
    """A picture, and the matrix from its pixels to those of the rendered page."""

    pixels: Pixels
    matrix: NDArray[np.float64]

    @classmethod
    def of(cls, pixels: Pixels) -> Turned:
        """The rendered page itself."""
        return cls(pixels, np.eye(3))

    @property
    def transform(self) -> Transform:
        """The matrix, row by row."""
        a, b, c, d, e, f, g, h, i = (float(round(v, 9)) for v in self.matrix.ravel())
        return (a, b, c, d, e, f, g, h, i)


def turned(work: Turned, degrees: int) -> Turned:
    """Turn clockwise by 90, 180 or 270 degrees."""
    height, width = work.pixels.shape[:2]
    back = {
        90: np.array([[0, 1, 0], [-1, 0, height - 1], [0, 0, 1]], dtype=float),
        180: np.array([[-1, 0, width - 1], [0, -1, height - 1], [0, 0, 1]], dtype=float),
        270: np.array([[0, -1, width - 1], [1, 0, 0], [0, 0, 1]], dtype=float),
    }[degrees]
    pixels = np.ascontiguousarray(np.rot90(work.pixels, k=-degrees // 90))
    return Turned(pixels, work.matrix @ back)


def cropped(work: Turned, box: tuple[int, int, int, int]) -> Turned:
    """The part of a picture within left, top, right and bottom."""
    left, top, right, bottom = box
    shift = np.array([[1, 0, left], [0, 1, top], [0, 0, 1]], dtype=float)
    return Turned(np.ascontiguousarray(work.pixels[top:bottom, left:right]), work.matrix @ shift)


def deskewed(work: Turned) -> tuple[Turned, float]:
    """Straighten by the angle whose row profile is sharpest; returns the angle in degrees, 0 where it is straight."""
    import cv2

    grey = grey_of(work.pixels)
    angle = _skew(grey)
    if abs(angle) < SMALLEST:
        return work, 0.0
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    pixels: Pixels = cv2.warpAffine(
        work.pixels, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    forward = np.vstack([matrix, [0.0, 0.0, 1.0]])
    return Turned(pixels, work.matrix @ np.linalg.inv(forward)), angle


def _skew(grey: Pixels) -> float:
    """Degrees (positive: counter-clockwise) that straighten the lines, found coarse, then fine."""
    import cv2

    scale = 800 / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)).astype(
        np.float32
    )
    coarse = max(np.arange(-LARGEST, LARGEST + 0.01, 0.5), key=lambda a: _sharpness(ink, float(a)))
    fine = np.arange(coarse - 0.5, coarse + 0.51, STEP)
    return float(max(fine, key=lambda a: _sharpness(ink, float(a))))


def _sharpness(ink: NDArray[np.float32], angle: float) -> float:
    import cv2

    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.warpAffine(ink, matrix, (width, height)).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())
