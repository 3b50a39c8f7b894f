"""Round stamps: rings of ink, coloured where the page has colour."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.records.page import Pixels

_GREY = 2
"""Dimensions of a picture without colour."""
_SIDE = 600
"""Pixels of width of the copy in which rings are looked for."""
_RADIUS = (0.035, 0.14)
"""A stamp's radius, in widths of the page."""
_TINT = 36
"""Spread of a pixel's channels from which its ink has colour."""
_DARK = 60
"""How much darker than its paper ink is."""
_SPOKES, _CLOSED = 72, 0.75
"""Directions in which a ring is looked for about its middle, and the share of them in which it is met."""
_FILLED = 0.5
"""Share of what lies in a ring that ink covers at most: an area of colour is no ring."""
_LETTER = 12
"""Pixels of that copy that ink in a ring, or a piece of it, is high at least: most print is lower, and counts its own edges."""
_EDGE, _FEW = 45, 12
"""How surely the Hough transform must find a circle, and how many are looked at."""


def rings(picture: Pixels) -> list[tuple[int, int, int, bool]]:
    """Middle and radius in pixels of each ring, and whether it is of coloured ink (Hough transform, then its rim is followed)."""
    import cv2

    scale = _SIDE / picture.shape[1]
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = small if small.ndim == _GREY else small.min(axis=2)
    masks = [((grey < np.percentile(grey, 75) - _DARK).astype(np.uint8), False)]
    if small.ndim != _GREY:
        spread = small.max(axis=2).astype(int) - small.min(axis=2)
        masks.insert(0, ((spread > float(np.median(spread)) + _TINT).astype(np.uint8), True))
    found: list[tuple[int, int, int, bool]] = []
    for mask, coloured in masks:
        for x, y, radius in _circles(mask):
            known = any(np.hypot(x / scale - a, y / scale - b) < r for a, b, r, _ in found)
            if not known and _closed(mask, x, y, radius) and _hollow(mask, x, y, radius):
                found.append((round(x / scale), round(y / scale), round(radius / scale), coloured))
    return found


def _circles(mask: NDArray[np.uint8]) -> list[tuple[float, float, float]]:
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    high_enough = stats[:, cv2.CC_STAT_HEIGHT] >= _LETTER
    high_enough[0] = False
    if not high_enough.any():
        return []
    low, high = (round(share * _SIDE) for share in _RADIUS)
    found = cv2.HoughCircles(
        cv2.GaussianBlur(high_enough[labels].astype(np.uint8) * 255, (3, 3), 0),
        cv2.HOUGH_GRADIENT,
        1.5,
        low,
        param1=100,
        param2=_EDGE,
        minRadius=low,
        maxRadius=high,
    )
    return [] if found is None else [(float(x), float(y), float(r)) for x, y, r in found[0][:_FEW]]


def _closed(mask: NDArray[np.uint8], x: float, y: float, radius: float) -> bool:
    """Whether ink is met about a radius in most directions."""
    angles = np.linspace(0, 2 * np.pi, _SPOKES, endpoint=False)
    met = np.zeros(_SPOKES, bool)
    for away in (-2, -1, 0, 1, 2):
        columns = np.clip((x + (radius + away) * np.cos(angles)).astype(int), 0, mask.shape[1] - 1)
        rows = np.clip((y + (radius + away) * np.sin(angles)).astype(int), 0, mask.shape[0] - 1)
        met |= mask[rows, columns] > 0
    return float(met.mean()) >= _CLOSED


def _hollow(mask: NDArray[np.uint8], x: float, y: float, radius: float) -> bool:
    """Whether most of what lies in a ring is paper."""
    rows, columns = np.ogrid[: mask.shape[0], : mask.shape[1]]
    inner = np.hypot(columns - x, rows - y) < 0.9 * radius
    return float(mask[inner].mean()) < _FILLED
