"""Tesseract's hOCR, down to single characters with a box each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.engines.markup import parsed
from pipeline.records.base import BBox, around
from pipeline.records.text import Word

_LINES = frozenset(["ocr_line", "ocr_textfloat", "ocr_header", "ocr_caption"])
_BOX = re.compile(r"bbox(?:es)? (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_SURE = re.compile(r"x_wconf (\d+)")


class Token(NamedTuple):
    """What Tesseract takes for one word: its characters, all with the word's confidence, which says more than theirs."""

    glyphs: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The word."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def bbox(self) -> BBox:
        """The box around its characters."""
        return around([glyph.bbox for glyph in self.glyphs])

    @property
    def confidence(self) -> float:
        """How sure Tesseract is of it, 0..1."""
        return self.glyphs[0].confidence


def tokens_of(document: bytes) -> Iterator[tuple[Token, ...]]:
    """The words of each line. Raises ValueError where the document is no XML."""
    root = parsed(document, "hOCR")
    for element in root.iter("{*}span") if root is not None else ():
        if element.get("class") in _LINES:
            line = _line(element)
            if line:
                yield line


def _line(element: etree._Element) -> tuple[Token, ...]:
    words = [list(_glyphs(word)) for word in element.iter() if word.get("class") == "ocrx_word"]
    words = [word for word in words if word]
    lefts = [glyph.bbox.left for word in words for glyph in word][1:]
    following = iter(lefts)
    return tuple(Token(tuple(_clipped(glyph, next(following, None)) for glyph in word)) for word in words)


def _clipped(glyph: Word, following: int | None) -> Word:
    """The glyph with a box that ends where the next begins: boxes of single characters reach too far to the right."""
    box = glyph.bbox
    if following is None or not box.left < following < box.right:
        return glyph
    return glyph.model_copy(update={"bbox": BBox(box.left, box.top, following, box.bottom)})


def _glyphs(word: etree._Element) -> Iterator[Word]:
    sure = _SURE.search(word.get("title", ""))
    confidence = min(1.0, int(sure[1]) / 100) if sure else 0.0
    for element in word.iter():
        found = _BOX.search(element.get("title", ""))
        text = (element.text or "").strip()
        if element.get("class") != "ocrx_cinfo" or found is None or not text:
            continue
        left, top, right, bottom = map(int, found.groups())
        for number, char in enumerate(text):
            start, end = (left + (right - left) * n // len(text) for n in (number, number + 1))
            yield Word(text=char, bbox=BBox(start, top, max(start, end), bottom), confidence=confidence)
