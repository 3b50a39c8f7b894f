"""Grey, without red seals and shading."""

from __future__ import annotations

import numpy as np

from pipeline.records.page import Pixels

GREY = 2
"""Dimensions of a picture without colour."""
LEVELS = 4
"""Levels of grey that a page in black and white has at most."""
TINT = 24
"""Spread of a pixel's channels from which it has colour."""
COLOURED = 0.0005
"""Share of such pixels from which a page has."""
RED = 50
"""How far red must be above green and blue to be a stamp's ink."""
SEAL = 0.04
"""A stamp is at least this share of the page's width wide and high: red type is not."""

DARK, CONTRAST = 100, 60
"""A page whose middle grey is below the one, and whose print is lighter by the other, is light on dark."""
THIN = (0.003, 0.35)
"""Share of such a page that its print takes up."""
BROAD = 15
"""Pixels of a copy of a quarter of the size: strokes of print are thinner."""


def grey_of(pixels: Pixels) -> Pixels:
    """A picture in grey; the same one where it is grey already."""
    import cv2

    if pixels.ndim == GREY:
        return pixels
    grey: Pixels = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    return grey


def is_black_and_white(grey: Pixels) -> bool:
    """Whether a page has no shades, as a fax."""
    return len(np.unique(grey[::16, ::16])) <= LEVELS


def grey_without_seal(pixels: Pixels, *, seal: bool) -> Pixels:
    """Grey; with `seal`, stamps are seen through the red channel, in which their ink is as bright as paper."""
    grey = grey_of(pixels)
    if seal and pixels.ndim != GREY:
        for rows, columns in _stamps(pixels):
            grey[rows, columns] = pixels[rows, columns, 2]
    return grey


def _stamps(pixels: Pixels) -> list[tuple[slice, slice]]:
    """Where red ink lies together over an area that only a stamp has."""
    import cv2

    step = max(1, pixels.shape[1] // 600)
    small = pixels[::step, ::step].astype(np.int16)
    red = (small[:, :, 2] - np.maximum(small[:, :, 0], small[:, :, 1]) > RED).astype(np.uint8)
    joined = cv2.dilate(red, np.ones((9, 9), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    least = SEAL * small.shape[1]
    return [
        (
            slice(max(0, top * step), (top + height + 1) * step),
            slice(max(0, left * step), (left + width + 1) * step),
        )
        for left, top, width, height, _ in stats[1:].tolist()
        if min(width, height) - 8 >= least
    ]


def grey_where_colourless(pixels: Pixels) -> Pixels:
    """A picture without colour as grey, which takes a third of the time; one with colour as it is."""
    if pixels.ndim == GREY:
        return pixels
    sample = pixels[::8, ::8].astype(np.int16)
    spread = sample.max(axis=2) - sample.min(axis=2)
    if float((spread > TINT).mean()) >= COLOURED:
        return pixels
    return grey_of(pixels)


def inverted(pixels: Pixels) -> Pixels:
    """A page of light print on dark ground turned into its negative; others as they are.

    Paper on a dark scanner bed is no print: it is still there when all that is thin is gone.
    """
    import cv2

    grey = grey_of(pixels)
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    middle = float(np.median(small))
    light = small > middle + CONTRAST
    if middle > DARK or not THIN[0] <= float(light.mean()) <= THIN[1]:
        return pixels
    broad = cv2.morphologyEx(light.astype(np.uint8), cv2.MORPH_OPEN, np.ones((BROAD, BROAD), np.uint8))
    return pixels if float(broad.mean()) > 0.2 * float(light.mean()) else 255 - pixels


def evened(grey: Pixels) -> Pixels:
    """Divide by the background, so that shadows become paper; black-and-white pages stay as they are."""
    import cv2

    if is_black_and_white(grey):
        return grey
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    background = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    even: Pixels = cv2.divide(grey, background, scale=255)
    return even
