"""render: one page of a document as a picture."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np

from pipeline.errors import TooLarge, UnreadableFile
from pipeline.ports import Pdf
from pipeline.records.page import Document, MediaType, Pixels, RenderedPage
from pipeline.settings import Limits, RenderSettings

SMALLEST = 16
"""Pixels of width and height below which no line of text fits."""


def render(
    document: Document, number: int, pdf: Pdf, settings: RenderSettings, limits: Limits
) -> RenderedPage:
    """Render page `number` at the settings' dpi; a picture file is taken at its own resolution.

    Pixels are computed before anything is rendered. Raises TooLarge, UnreadableFile or ToolError.
    """
    page = document.pages[number - 1]
    where = f"{document.source.name}, page {number}"
    if document.source.media_type is not MediaType.PDF:
        return _readable(_picture(Path(document.source.path), page.width, number, where), where)
    if not page.width * page.height:
        raise UnreadableFile(
            "is missing from the file, or broken.", where=where, cure="Repair it with qpdf, or scan it again."
        )
    pixels = page.width * page.height * (settings.dpi / 72) ** 2
    dpi = settings.dpi
    if pixels > limits.page_pixels:
        dpi = int(settings.dpi * (limits.page_pixels / pixels) ** 0.5)
    if dpi < 72:
        raise TooLarge(
            f"measures {page.width:.0f} x {page.height:.0f} points, too large to render.",
            where=where,
            cure="Shrink the page.",
        )
    drawn = pdf.render(Path(document.source.path), number, dpi)
    return _readable(RenderedPage(number, drawn.pixels, float(dpi), drawn.damage), where)


def _readable(page: RenderedPage, where: str) -> RenderedPage:
    if min(page.pixels.shape[:2]) < SMALLEST:
        height, width = page.pixels.shape[:2]
        raise UnreadableFile(
            f"has no room for text ({width} x {height} pixels).", where=where, cure="Scan it again."
        )
    return page


def _picture(path: Path, width_points: float, number: int, where: str) -> RenderedPage:
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as picture:
                picture.seek(number - 1)
                upright = ImageOps.exif_transpose(picture).convert("RGB")
                pixels: Pixels = np.asarray(upright)[:, :, ::-1].copy()
    except Image.DecompressionBombError as error:
        raise TooLarge(
            "unpacks to more pixels than a page has.", where=where, cure="Shrink the picture."
        ) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise UnreadableFile(f"is a broken picture ({error}).", where=where, cure="Scan it again.") from error
    return RenderedPage(number, pixels, pixels.shape[1] * 72 / width_points)
