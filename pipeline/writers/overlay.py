"""A page's picture with what was read drawn on it: blocks in their order, lines by engine and confidence."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pipeline.records.base import BBox
from pipeline.records.outcome import PagePicture
from pipeline.records.text import Line, PageText

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

    Font = FreeTypeFont | ImageFont

ENGINES = {"rapidocr": (30, 90, 220), "tesseract": (225, 120, 0), "text_layer": (120, 120, 120)}
OTHER = (150, 0, 150)
BLOCK = (60, 60, 60)
SURE, FAIR = 0.97, 0.85
GREEN, YELLOW, RED = (40, 160, 70), (220, 170, 0), (210, 40, 40)
FOOT = 26


def overlay(page: PageText, picture: PagePicture) -> bytes:
    """PNG: each block framed and numbered in reading order, each line boxed in the colour of its confidence.

    The bar before a line tells the engine; a second bar after it, that the other engine read it otherwise.
    """
    from PIL import Image
    from PIL.ImageDraw import Draw
    from PIL.ImageFont import load_default

    with Image.open(io.BytesIO(picture.jpeg)) as shown:
        seen = shown.convert("RGB")
    canvas = Image.new("RGB", (seen.width, seen.height + FOOT), (255, 255, 255))
    canvas.paste(seen, (0, 0))
    draw = Draw(canvas)
    font = load_default(size=15)
    number = 0
    for order, block in enumerate(page.blocks, start=1):
        frame = _scaled(block.bbox, picture.scale, 5)
        draw.rectangle(frame, outline=BLOCK, width=1)
        draw.text((max(0, frame[0] - 22), frame[1]), str(order), fill=BLOCK, font=font)
        for line in block.lines:
            number += 1
            left, top, right, bottom = _scaled(line.bbox, picture.scale, 0)
            draw.rectangle((left, top, right, bottom), outline=_colour(line), width=1)
            draw.rectangle((left - 4, top, left - 1, bottom), fill=ENGINES.get(line.engine, OTHER))
            if line.other is not None:
                draw.rectangle(
                    (right + 1, top, right + 4, bottom), fill=ENGINES.get(line.other.engine, OTHER)
                )
    _legend(draw, seen.height, font, f"page {page.number}: {len(page.blocks)} blocks, {number} lines")
    out = io.BytesIO()
    canvas.save(out, "PNG", compress_level=3)
    return out.getvalue()


def _legend(draw: ImageDraw, top: int, font: Font, words: str) -> None:
    left = 8
    entries = [
        (BLOCK, words),
        *((colour, name) for name, colour in ENGINES.items()),
        (GREEN, f"confidence from {SURE}"),
        (YELLOW, f"from {FAIR}"),
        (RED, "below"),
    ]
    for colour, name in entries:
        draw.rectangle((left, top + 8, left + 10, top + 18), fill=colour)
        draw.text((left + 15, top + 4), name, fill=(0, 0, 0), font=font)
        left += 30 + int(draw.textlength(name, font=font))


def _scaled(box: BBox, scale: float, margin: int) -> tuple[float, float, float, float]:
    left, top, right, bottom = (edge * scale for edge in box)
    return left - margin, top - margin, max(left, right) + margin, max(top, bottom) + margin


def _colour(line: Line) -> tuple[int, int, int]:
    if line.confidence >= SURE:
        return GREEN
    return YELLOW if line.confidence >= FAIR else RED
