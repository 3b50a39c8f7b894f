"""A page as a person wants to see it: small, JPEG."""

from __future__ import annotations

from pipeline.records.outcome import PagePicture
from pipeline.records.page import Pixels

WIDTH = 1100
QUALITY = 72


def picture(pixels: Pixels, number: int, page_width: int) -> PagePicture:
    """Shrink (never enlarge) a page to at most WIDTH pixels and encode it.

    `page_width` is the width in pixels that the record's boxes refer to.
    """
    import cv2

    height, width = pixels.shape[:2]
    if width > WIDTH:
        pixels = cv2.resize(pixels, (WIDTH, round(height * WIDTH / width)), interpolation=cv2.INTER_AREA)
    _, jpeg = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return PagePicture(number, jpeg.tobytes(), pixels.shape[1] / page_width)
