"""A noisy scan made calm for Tesseract, which takes specks and grain for parts of letters."""

from __future__ import annotations

import numpy as np

from pipeline.records.page import Pixels

GRAIN = 1.0
"""Standard deviation, in pixels, of the blur that evens the grain of paper out."""
PAPER = 60
"""Percentile of grey that is surely paper."""
INK = 0.85
"""Ink is darker than this share of the paper's grey."""
SPECK = 36
"""Pixels of the largest speck, its rim included; a full stop of the smallest type has more."""


def without_specks(pixels: Pixels) -> Pixels:
    """The page with white paper, full contrast and no specks."""
    import cv2

    calm = cv2.GaussianBlur(pixels, (0, 0), GRAIN)
    paper, black = float(np.percentile(calm, PAPER)) * INK, float(np.percentile(calm, 1))
    ink = cv2.dilate((calm < paper).astype(np.uint8), None)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    kept = stats[:, cv2.CC_STAT_AREA] >= SPECK
    kept[0] = False
    stretched = np.clip((calm.astype(np.float32) - black) * (255 / max(1.0, paper - black)), 0, 255)
    clean: Pixels = np.where(kept[labels], stretched, 255).astype(np.uint8)
    return clean
