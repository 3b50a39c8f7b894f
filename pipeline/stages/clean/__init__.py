"""clean: a page upright, straight and grey, ready for recognition."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.languages.strangers import is_strange
from pipeline.ports import Recognizer
from pipeline.records.page import CleanPage, Pixels, RenderedPage
from pipeline.settings import CleanSettings
from pipeline.stages.clean.geometry import Turned, cropped, deskewed, turned
from pipeline.stages.clean.marks import (
    paper_box,
    smoothed,
    without_back_page,
    without_borders,
    without_specks,
)
from pipeline.stages.clean.perspective import squared
from pipeline.stages.clean.tone import evened, grey_of, grey_where_colourless, grey_without_seal, inverted

_OVER = 180
"""Degrees from which a page is turned over, on its head."""


def clean(
    page: RenderedPage, settings: CleanSettings, reader: Recognizer | None, *others: Recognizer
) -> CleanPage:
    """Turn, straighten, even out. `reader` judges the orientation; without one the page stays as it is.

    Of a script that it does not know (Hebrew, Thai) it thinks print on its feet to stand on its head: so before a page is
    turned over the first of the `others` that tells such a script judges it.
    """
    steps: list[str] = []
    readers = (reader, *others) if reader is not None else ()
    work = _upright(_cut_out(_positive(page, steps), settings, steps), settings, readers, steps)
    grey = _even(grey_without_seal(work.pixels, seal=settings.seal), settings, steps)
    return CleanPage(page.number, grey, work.pixels, page.dpi, work.transform, tuple(steps))


def _positive(page: RenderedPage, steps: list[str]) -> Turned:
    """The page as rendered, dark on light."""
    given = grey_where_colourless(page.pixels)
    pixels = inverted(given)
    if pixels is not given:
        steps.append("inverted")
    return Turned.of(pixels)


def _cut_out(work: Turned, settings: CleanSettings, steps: list[str]) -> Turned:
    """The paper without what lies about it."""
    if settings.perspective:
        work, askew = squared(work)
        if askew:
            steps.append("squared")
    if settings.border:
        bare = without_borders(work.pixels)
        if bare is not work.pixels:
            paper = paper_box(work.pixels, bare)
            work = work._replace(pixels=bare)
            steps.append("borders")
            if paper:
                work = cropped(work, paper)
                steps.append("cropped")
    return work


def _upright(
    work: Turned, settings: CleanSettings, readers: Sequence[Recognizer], steps: list[str]
) -> Turned:
    """The page on its feet and straight."""
    degrees: int | None = settings.rotation
    if degrees is None and settings.orientation and readers:
        degrees = _orientation(grey_of(work.pixels), *readers)
    if degrees:
        work = turned(work, degrees)
        steps.append(f"turned {degrees}")
    if settings.deskew:
        work, angle = deskewed(work)
        if angle:
            steps.append(f"deskewed {angle:.2f}")
    return work


def _orientation(grey: Pixels, reader: Recognizer, *others: Recognizer) -> int:
    degrees = reader.orientation(_half(grey))
    if degrees < _OVER:
        return degrees
    teller = next((other for other in others if is_strange(other.script(grey))), None)
    return degrees if teller is None else teller.orientation(grey)


def _even(grey: Pixels, settings: CleanSettings, steps: list[str]) -> Pixels:
    """Paper white, and only this side's print on it."""
    if settings.shading:
        grey = evened(grey)
    for wanted, step, name in (
        (settings.show_through, without_back_page, "back page"),
        (settings.speckle, without_specks, "specks"),
        (settings.smooth, smoothed, "smoothed"),
    ):
        after = step(grey) if wanted else grey
        if after is not grey:
            grey = after
            steps.append(name)
    return grey


def _half(pixels: Pixels) -> Pixels:
    import cv2

    small: Pixels = cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return small
