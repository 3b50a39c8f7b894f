"""What is on the paper or about it but was not printed there: a copier's black borders, the back page, dirt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.records.page import Pixels
from pipeline.stages.clean.tone import GREY, grey_of, is_black_and_white

WHITE, MIDDLE = 255, 128
"""Grey levels."""

STEP = 8
"""Borders are looked for on a copy so many times smaller, in which strokes and rules are thinner than `THICK`."""
DARK = 90
THICK = 5
WIDE = 25
"""Gaps in a border up to this width are part of it."""
LEAST = 0.004
"""Share of the page that a border covers at least."""
SPAN = 0.4
"""Share of the page's width or height that it runs along at least."""
SOLID = 0.93
"""Share of a border that is dark: bands with white type in them are less so."""
BED, FULL = 0.12, 0.9
"""Share of a picture that a scanner's bed covers beside a small booklet, at least, and of a row or column that is all bed."""
EVEN = 0.55
"""What is lighter than this share of the way from ink to paper shines through from the back, if it stands alone."""
PALE = 225
"""Such places are darker than this over five pixels each way, which noise is not."""
ALONE = 0.002
"""Share of the page that they cover at least."""
JUMP = 90
"""How far a speck's grey is from that of the pixels about it."""
FEW = 2
"""Pixels that a speck has at most."""
SPECKS = 0.002
"""Share of the page that specks cover at least."""


def without_borders(pixels: Pixels) -> Pixels:
    """Black areas that reach in from the page's edges as paper; the page as it is where there are none."""
    import cv2

    grey = grey_of(pixels)
    small = cv2.resize(grey, None, fx=1 / STEP, fy=1 / STEP, interpolation=cv2.INTER_AREA)
    dark = (small < DARK).astype(np.uint8)
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((THICK, THICK), np.uint8))
    edge = np.zeros(small.shape, np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    rim = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    for label in rim[rim > 0].tolist():
        if max(stats[label, 2] / small.shape[1], stats[label, 3] / small.shape[0]) < SPAN:
            continue
        found = (labels == label).astype(np.uint8)
        whole = cv2.morphologyEx(found, cv2.MORPH_CLOSE, np.ones((WIDE, WIDE), np.uint8))
        if stats[label, 4] >= LEAST * small.size and dark[whole == 1].mean() >= SOLID:
            edge |= whole
    if not edge.any():
        return pixels
    wide = cv2.dilate(edge, np.ones((THICK, THICK), np.uint8))
    if wide.all():
        return pixels
    mask = cv2.resize(wide, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_NEAREST).astype(bool)
    out = pixels.copy()
    out[mask] = np.percentile(small[wide == 0], 75)
    return out


def paper_box(given: Pixels, bare: Pixels) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of the paper on a scanner's black bed, from the page with the bed and without it.

    None where the borders are narrow: a copier's borders fit the page.
    """
    bed = given[::STEP, ::STEP] != bare[::STEP, ::STEP]
    bed = bed if bed.ndim == GREY else bed.any(axis=2)
    top, bottom, left, right = 0, bed.shape[0], 0, bed.shape[1]
    for _ in range(2):
        left, right = _inside(bed[top:bottom].mean(axis=0))
        top, bottom = _inside(bed[:, left:right].mean(axis=1))
    if (right - left) * (bottom - top) > (1 - BED) * bed.size or min(right - left, bottom - top) < STEP:
        return None
    height, width = given.shape[:2]
    return left * STEP, top * STEP, min(width, right * STEP), min(height, bottom * STEP)


def _inside(covered: NDArray[np.float64]) -> tuple[int, int]:
    """The first and the last row or column, exclusive, that is not all bed."""
    paper = np.flatnonzero(covered < FULL)
    return (int(paper[0]), int(paper[-1]) + 1) if paper.size else (0, len(covered))


def without_back_page(grey: Pixels) -> Pixels:
    """Print that shines through from the back as paper: pale, and away from all ink. The page must be even."""
    import cv2

    otsu, _ = cv2.threshold(grey[::2, ::2], 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    dark = grey[grey <= otsu] if otsu < WHITE else grey[:0]
    ink = float(dark.mean()) if dark.size else 0.0
    least = ink + EVEN * (255 - ink)
    near = cv2.dilate((grey < least).astype(np.uint8), np.ones((7, 7), np.uint8))
    pale = (cv2.blur(grey, (5, 5)) < PALE) & (near == 0)
    if float(pale.mean()) < ALONE:
        return grey
    levels = np.clip((np.arange(256) - ink) * 255 / (least + 25 - ink), 0, 255).astype(np.uint8)
    clear: Pixels = cv2.LUT(grey, levels)
    return clear


def without_specks(grey: Pixels) -> Pixels:
    """Single pixels that differ from all about them made like them, where a page is full of them."""
    import cv2

    about = cv2.medianBlur(grey, 3)
    dark = (grey < MIDDLE).astype(np.uint8)
    beside = cv2.boxFilter(dark, -1, (3, 3), normalize=False)
    alone = np.where(dark == 1, beside <= FEW, beside >= 9 - FEW)
    specks: NDArray[np.bool_] = alone & (cv2.absdiff(grey, about) > JUMP)
    return np.where(specks, about, grey) if float(specks.mean()) >= SPECKS else grey


def smoothed(grey: Pixels) -> Pixels:
    """A black-and-white page with its steps rounded; others as they are."""
    import cv2

    if not is_black_and_white(grey):
        return grey
    soft: Pixels = cv2.GaussianBlur(grey, (0, 0), 0.9)
    return soft
