"""Grey, without red seals and shading."""

from __future__ import annotations

import numpy as np

from pipeline.records.page import Pixels


def grey_without_seal(pixels: Pixels, *, seal: bool) -> Pixels:
    """Grey; with `seal` the red channel, in which a red stamp is as bright as paper."""
    import cv2

    if pixels.ndim == 2:
        return pixels
    if seal:
        red: Pixels = np.ascontiguousarray(pixels[:, :, 2])
        return red
    grey: Pixels = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    return grey


def evened(grey: Pixels) -> Pixels:
    """Divide by the background, so that shadows become paper; black-and-white pages stay as they are."""
    import cv2

    if len(np.unique(grey[::16, ::16])) <= 4:
        return grey
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    background = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    even: Pixels = cv2.divide(grey, background, scale=255)
    return even
