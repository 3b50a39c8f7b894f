"""A noisy scan made calm for Tesseract, which takes specks and grain for parts of letters."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from pipeline.records.base import Same
from pipeline.records.page import Pixels

GRAIN = 1.0
"""Standard deviation, in pixels, of the blur that evens the grain of paper out."""
PAPER, BLACK = 60, 1
"""Percentiles of grey that are surely paper and surely ink."""
INK = 0.85
"""Ink is darker than this share of the paper's grey."""
SPECK = 36
"""Pixels of the largest speck, its rim included; a full stop of the smallest type has more."""


def without_specks(pixels: Pixels) -> Pixels:
    """The page with white paper, full contrast and no specks. Asked for again it is not made anew."""
    return _calm(Same(pixels))


@lru_cache(maxsize=1)
def _calm(page: Same[Pixels]) -> Pixels:
    import cv2

    pixels = page.it
    calm = cv2.GaussianBlur(pixels, (0, 0), GRAIN)
    shares = np.cumsum(np.bincount(calm.ravel(), minlength=256)) / calm.size
    black, paper = (int(np.searchsorted(shares, percent / 100)) for percent in (BLACK, PAPER))
    light = INK * paper
    ink = cv2.dilate((calm < light).astype(np.uint8), None)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    kept = stats[:, cv2.CC_STAT_AREA] >= SPECK
    kept[0] = False
    stretched = np.clip((np.arange(256) - black) * (255 / max(1.0, light - black)), 0, 255).astype(np.uint8)
    clean: Pixels = np.where(kept[labels], cv2.LUT(calm, stretched), np.uint8(255))
    return clean
