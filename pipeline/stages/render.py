"""render: one page of a document as a picture."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from pipeline.errors import TooLarge, UnreadableFile
from pipeline.ports import Drawn, Pdf
from pipeline.records.page import Document, MediaType, Pixels, RenderedPage
from pipeline.settings import Limits, RenderSettings

COARSE = 72
"""Pixels an inch below which nothing is rendered: that of a screen."""

if TYPE_CHECKING:
    from PIL import Image

SMALLEST = 16
"""Pixels of width and height below which no line of text fits."""

SOLID, LIGHT_INK = 128, 0.5
"""What is less clear than the one is ink; with less ink than the other share of a picture its ground is clear."""


def render(
    document: Document, number: int, pdf: Pdf, settings: RenderSettings, limits: Limits
) -> RenderedPage:
    """Render page `number` at the settings' dpi; a picture file is taken at its own resolution.

    Pixels are computed before anything is rendered. Raises TooLarge, UnreadableFile or ToolError.
    """
    return _rendered(document, number, pdf.render, settings, limits)


def glance(
    document: Document, number: int, pdf: Pdf, settings: RenderSettings, limits: Limits
) -> RenderedPage:
    """The same by the quicker renderer, which may draw less than a reader sees."""
    return _rendered(document, number, pdf.glance, settings, limits)


def _rendered(
    document: Document,
    number: int,
    draw: Callable[[Path, int, int], Drawn],
    settings: RenderSettings,
    limits: Limits,
) -> RenderedPage:
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
    if dpi < COARSE:
        raise TooLarge(
            f"measures {page.width:.0f} x {page.height:.0f} points, too large to render.",
            where=where,
            cure="Shrink the page.",
        )
    drawn = draw(Path(document.source.path), number, dpi)
    return _readable(RenderedPage(number, drawn.pixels, float(dpi), drawn.complaints), where)


def _readable(page: RenderedPage, where: str) -> RenderedPage:
    if min(page.pixels.shape[:2]) < SMALLEST:
        height, width = page.pixels.shape[:2]
        raise UnreadableFile(
            f"has no room for text ({width} x {height} pixels).", where=where, cure="Scan it again."
        )
    return page


def shown(picture: Image.Image) -> Pixels:
    """A picture of any mode as a person sees it, in BGR: deep greys spread over eight bits, clear ground as paper.

    Clear ground under light ink is taken to be dark.
    """
    from PIL import Image

    if picture.mode[:1] in "IF":
        deep = np.nan_to_num(np.asarray(picture, dtype=np.float64))
        low, high = (float(v) for v in np.percentile(deep, (0.1, 99.9)))
        picture = Image.fromarray((np.clip((deep - low) / max(high - low, 1.0), 0, 1) * 255).astype(np.uint8))
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        inked = picture.convert("RGBA")
        alpha = np.asarray(inked.getchannel("A"))
        solid = np.asarray(inked.convert("L"))[alpha > SOLID]
        light = solid.size < LIGHT_INK * alpha.size and solid.size and float(np.median(solid)) > SOLID
        ground = Image.new("RGBA", inked.size, (0, 0, 0, 255) if light else (255, 255, 255, 255))
        picture = Image.alpha_composite(ground, inked)
    pixels: Pixels = np.asarray(picture.convert("RGB"))[:, :, ::-1].copy()
    return pixels


def _picture(path: Path, width_points: float, number: int, where: str) -> RenderedPage:
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as picture:
                picture.seek(number - 1)
                pixels = shown(ImageOps.exif_transpose(picture))
    except Image.DecompressionBombError as error:
        raise TooLarge(
            "unpacks to more pixels than a page has.", where=where, cure="Shrink the picture."
        ) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise UnreadableFile(f"is a broken picture ({error}).", where=where, cure="Scan it again.") from error
    return RenderedPage(number, pixels, pixels.shape[1] * 72 / width_points)
