"""region: a part of a cleaned page that a person drew, as a page of its own."""

from __future__ import annotations

import numpy as np

from pipeline.errors import UnreadableFile
from pipeline.records.base import BBox
from pipeline.records.page import CleanPage


def cut_out(page: CleanPage, region: BBox, rotation: int) -> CleanPage:
    """The region, turned clockwise by 0, 90, 180 or 270 degrees. Raises UnreadableFile where it lies outside the page."""
    part = page.pixels[region.top : region.bottom, region.left : region.right]
    pixels = np.ascontiguousarray(np.rot90(part, -(rotation // 90)))
    if not pixels.size:
        raise UnreadableFile("the region lies outside the page.", cure="Draw it again.")
    return CleanPage(page.number, pixels, pixels, page.dpi)
