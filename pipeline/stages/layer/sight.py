"""What of a text layer a reader sees: text without ink (invisible, white, left behind by an editor) is no print."""

from __future__ import annotations

import numpy as np

from pipeline.records.page import Complaint, Pixels
from pipeline.records.text import Line, PageLines
from pipeline.stages.layer.pictured import Light, shows_more

_GREY = 2
"""Dimensions of a picture without colour."""

_CONTRAST = 40
"""Grey levels between the darkest and the lightest pixel of a line below which nothing stands there."""
_MOST = 0.3
"""Share of a page's text that may be out of sight; with more the layer is another text than the page."""

PICTURED = Complaint(
    code="text.pictured", what="a part of the text is a picture, so the whole page was read by OCR", cure=""
)


def in_sight(page: PageLines, pixels: Pixels) -> tuple[PageLines | None, tuple[Complaint, ...]]:
    """The lines that have ink in a picture of the page, of any size; None where too much has none.

    None too where the picture shows more running text than the layer holds: the page is read as a whole then.
    """
    light, levels = light_of(pixels)
    if shows_more(page, light, levels):
        return None, (PICTURED,)
    scale = light.shape[1] / page.width
    seen = [line for line in page.lines if _has_ink(line, light, levels, scale)]
    lost = sum(len(line.text) for line in page.lines) - sum(len(line.text) for line in seen)
    if not lost:
        return page, ()
    told = Complaint(
        code="text.unseen",
        what=f"{len(page.lines) - len(seen)} line(s) of the text layer cannot be seen on the page and were left out",
        cure="",
    )
    if lost > _MOST * sum(len(line.text) for line in page.lines):
        return None, (told,)
    return page.model_copy(update={"lines": tuple(seen)}), (told,)


def light_of(pixels: Pixels) -> tuple[Light, int]:
    """How light each pixel is, as the sum of its colours, and how many there are of them.

    Light colours stay apart from paper in it, as they do not in what the eye calls grey.
    """
    import cv2

    if pixels.ndim == _GREY:
        return pixels, 1
    blue, green, red = cv2.split(pixels)
    some = cv2.add(blue, green, dtype=cv2.CV_16U)
    return np.asarray(cv2.add(some, red, dtype=cv2.CV_16U), np.uint16), 3


def _has_ink(line: Line, light: Light, levels: int, scale: float) -> bool:
    left, top, right, bottom = (round(scale * edge) for edge in line.bbox)
    cut = light[max(0, top - 1) : max(0, bottom + 1), max(0, left - 1) : max(0, right + 1)]
    return bool(cut.size) and float(np.ptp(cut)) >= _CONTRAST * levels
