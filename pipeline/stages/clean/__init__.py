"""clean: a page upright, straight and grey, ready for recognition."""

from __future__ import annotations

from pipeline.ports import Recognizer
from pipeline.records.page import CleanPage, Pixels, RenderedPage
from pipeline.settings import CleanSettings
from pipeline.stages.clean.geometry import Turned, deskewed, turned
from pipeline.stages.clean.tone import evened, grey_without_seal, plain


def clean(page: RenderedPage, settings: CleanSettings, reader: Recognizer | None) -> CleanPage:
    """Turn, straighten, even out. `reader` judges the orientation; without one the page stays as it is."""
    steps: list[str] = []
    work = Turned.of(plain(page.pixels))
    degrees: int | None = settings.rotation
    if degrees is None and settings.orientation and reader is not None:
        degrees = reader.orientation(_half(grey_without_seal(work.pixels, seal=False)))
    if degrees:
        work = turned(work, degrees)
        steps.append(f"turned {degrees}")
    if settings.deskew:
        work, angle = deskewed(work)
        if angle:
            steps.append(f"deskewed {angle:.2f}")
    grey = grey_without_seal(work.pixels, seal=settings.seal)
    if settings.shading:
        grey = evened(grey)
    return CleanPage(page.number, grey, work.pixels, page.dpi, work.transform, tuple(steps))


def _half(pixels: Pixels) -> Pixels:
    import cv2

    small: Pixels = cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return small
