"""A page's picture with what was read drawn on it: blocks in their order, lines by engine and confidence."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pipeline.records.base import BBox
from pipeline.records.outcome import PagePicture
from pipeline.records.readers import reader
from pipeline.records.text import Block, BlockKind, Line, PageText

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

    Font = FreeTypeFont | ImageFont

Colour = tuple[int, int, int]

BLOCK, PAPER, INK = (40, 40, 90), (255, 255, 255), (0, 0, 0)
SURE, FAIR = 0.97, 0.85
GREEN, YELLOW, RED = (40, 160, 70), (220, 170, 0), (210, 40, 40)
TINT = 60
"""How opaque, of 255, the colour is that is laid over a line to be looked at."""
ROW = 22
"""Pixels between the rows of the legend."""
NUMBER = 15


def overlay(page: PageText, picture: PagePicture) -> bytes:
    """PNG: each block framed and numbered in reading order, each line boxed in the colour of its confidence.

    The bar before a line tells the engine; a second bar after it, that the other engine read it otherwise. Lines that
    are not surely right are tinted. The legend under the page says so in words.
    """
    from PIL import Image
    from PIL.ImageDraw import Draw
    from PIL.ImageFont import load_default

    with Image.open(io.BytesIO(picture.jpeg)) as shown:
        seen = _tinted(shown.convert("RGB"), page, picture.scale)
    font = load_default(size=14)
    rows = _legend(page)
    canvas = Image.new("RGB", (seen.width, seen.height + ROW * len(rows) + 8), PAPER)
    canvas.paste(seen, (0, 0))
    draw = Draw(canvas)
    for block in page.blocks:
        draw.rectangle(_scaled(block.bbox, picture.scale, 5), outline=BLOCK, width=1)
        for line in block.lines:
            _line(draw, line, picture.scale)
    for order, block in enumerate(page.blocks, start=1):
        _number(draw, order, block, picture.scale, load_default(size=NUMBER))
    for row, entries in enumerate(rows):
        _words(draw, entries, seen.height + 4 + row * ROW, font)
    out = io.BytesIO()
    canvas.save(out, "PNG", compress_level=3)
    return out.getvalue()


def _tinted(seen: Picture, page: PageText, scale: float) -> Picture:
    """The page with colour over the lines that are not surely right."""
    from PIL import Image
    from PIL.ImageDraw import Draw

    cover = Image.new("L", seen.size, 0)
    paint = Image.new("RGB", seen.size, PAPER)
    for line in page.lines:
        if line.confidence < SURE:
            frame = _scaled(line.bbox, scale, 0)
            Draw(cover).rectangle(frame, fill=TINT)
            Draw(paint).rectangle(frame, fill=_colour(line))
    return Image.composite(paint, seen, cover)


def _line(draw: ImageDraw, line: Line, scale: float) -> None:
    left, top, right, bottom = _scaled(line.bbox, scale, 0)
    draw.rectangle((left, top, right, bottom), outline=_colour(line), width=1)
    draw.rectangle((left - 4, top, left - 1, bottom), fill=reader(line.engine).colour)
    if line.other is not None:
        draw.rectangle((right + 1, top, right + 4, bottom), fill=reader(line.other.engine).colour)


def _number(draw: ImageDraw, order: int, block: Block, scale: float, font: Font) -> None:
    """The block's place in the order, white on dark at its upper left corner, with its kind where it is not body text."""
    left, top, _, _ = _scaled(block.bbox, scale, 5)
    words = str(order) if block.kind is BlockKind.BODY else f"{order} {block.kind.value}"
    width = int(draw.textlength(words, font=font)) + 10
    left = max(0, left - (width if block.kind is BlockKind.BODY else 26))
    top = max(0, top - (0 if block.kind is BlockKind.BODY else NUMBER + 6))
    draw.rectangle((left, top, left + width, top + NUMBER + 6), fill=BLOCK)
    draw.text((left + 5, top + 1), words, fill=PAPER, font=font)


def _legend(page: PageText) -> list[list[tuple[Colour | None, str]]]:
    """Rows of the legend: swatches (None: none) and what they mean."""
    lines = page.lines
    count = f"page {page.number}: {len(page.blocks)} blocks, {len(lines)} lines, {{}} to be looked at"
    used = {line.engine for line in lines} | {line.other.engine for line in lines if line.other}
    return [
        [
            (BLOCK, "blocks, numbered as they are read"),
            (None, count.format(sum(n.confidence < SURE for n in lines))),
        ],
        [
            (None, "frame of a line:"),
            (GREEN, f"surely right ({SURE:.0%} and more)"),
            (YELLOW, "look at it"),
            (RED, f"doubtful (under {FAIR:.0%})"),
        ],
        [
            (None, "bar before a line: read by"),
            *((reader(name).colour, reader(name).label) for name in sorted(used)),
            (None, "bar after it: that engine read it otherwise"),
        ],
    ]


def _words(draw: ImageDraw, entries: list[tuple[Colour | None, str]], top: int, font: Font) -> None:
    left = 8
    for colour, name in entries:
        if colour is not None:
            draw.rectangle((left, top + 4, left + 12, top + 16), fill=colour)
            left += 17
        draw.text((left, top + 1), name, fill=INK, font=font)
        left += 16 + int(draw.textlength(name, font=font))


def _scaled(box: BBox, scale: float, margin: int) -> tuple[float, float, float, float]:
    left, top, right, bottom = (edge * scale for edge in box)
    return left - margin, top - margin, max(left, right) + margin, max(top, bottom) + margin


def _colour(line: Line) -> Colour:
    if line.confidence >= SURE:
        return GREEN
    return YELLOW if line.confidence >= FAIR else RED
