"""Front matters that exist as text only, set as pages: lines with boxes, headings in larger type, a block a paragraph."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.languages.scripts import is_wide
from pipeline.records.base import BBox, around
from pipeline.records.page import Document, MediaType, PageInfo, Source
from pipeline.records.text import Block, Line, PageText, TextOrigin

Paragraph = tuple[int, bool, str]
"""Page, whether it is set as a heading, and text."""

_ESCAPED = re.compile(r"\\([*~`_#+.\-])")
"""A sign that the archive's markup escapes: `\\*` is a printed star."""
_SIZE, _HEADING = 40, 56
_LEFT, _RIGHT, _TOP, _BOTTOM = 300, 2180, 300, 200
_LEADING, _GAP = 1.4, 0.9
"""Pixels of a made-up page at 300 dots an inch; from line to line and between blocks, in sizes of type."""


def front_matters(path: Path, every: int = 1) -> Iterator[tuple[str, list[Paragraph]]]:
    """(id, paragraphs) of every n-th paper of an archive: a paper a line, `{"id", "blocks": [[page, heading, text]]}`."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, every):
            paper: dict[str, Any] = json.loads(line)
            yield paper["id"], [(page, bool(big), text) for page, big, text in paper["blocks"]]


def set_pages(paragraphs: list[Paragraph]) -> tuple[PageText, ...]:
    """The paragraphs as laid-out pages; a line ends where the archive says that it did."""
    numbers = sorted({page for page, _, _ in paragraphs})
    return tuple(_page(n, [(big, text) for page, big, text in paragraphs if page == n]) for n in numbers)


def document_of(name: str, pages: tuple[PageText, ...]) -> Document:
    """The document that such pages would come from."""
    source = Source(path=name, name=name, sha256="0" * 64, media_type=MediaType.PDF, size=0)
    return Document(
        source=source, pages=tuple(PageInfo(number=p.number, width=595, height=842) for p in pages)
    )


def _page(number: int, paragraphs: list[tuple[bool, str]]) -> PageText:
    blocks, top = [], _TOP
    for big, text in paragraphs:
        size = _HEADING if big else _SIZE
        lines = []
        printed = _ESCAPED.sub(r"\1", text).split("\n")
        for part in (part for line in printed for part in wrapped(line, (_RIGHT - _LEFT) / size)):
            box = BBox(_LEFT, top, _LEFT + max(1, round(ems(part) * size)), top + size)
            lines.append(Line(text=part, bbox=box, confidence=1.0, engine="text"))
            top += round(size * _LEADING)
        if lines:
            blocks.append(Block(lines=tuple(lines), bbox=around([line.bbox for line in lines])))
            top += round(size * _GAP)
    return PageText(
        number=number,
        width=_RIGHT + _LEFT,
        height=top + _BOTTOM,
        dpi=300,
        origin=TextOrigin.TEXT_LAYER,
        blocks=tuple(blocks),
    )


def wrapped(text: str, width: float) -> Iterator[str]:
    """A text in lines of a width in ems, broken between words, or anywhere between wide characters."""
    start = at = space = 0
    used = 0.0
    for at, char in enumerate(text):
        used += ems(char)
        if char == " ":
            space = at
        if used > width:
            end = at if is_wide(char) or space <= start else space
            yield text[start:end].strip()
            start, used = end, ems(text[end : at + 1])
    if text[start:].strip():
        yield text[start:].strip()


def ems(text: str) -> float:
    """The usual width of a text, in sizes of type."""
    return sum(1.0 if is_wide(c) else 0.3 if c in " .,;:il'|" else 0.55 for c in text)
