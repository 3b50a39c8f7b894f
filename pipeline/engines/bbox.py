"""pdftotext's -bbox-layout as runs of one size: words of a printed line joined, upright lines apart."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from lxml import etree

from pipeline.engines.markup import parsed
from pipeline.languages.scripts import is_wide
from pipeline.ports import LayerText
from pipeline.records.base import BBox
from pipeline.records.page import Complaint
from pipeline.records.text import Line

_SPACE, _WIDE_SPACE, _APART = 0.06, 0.5, 2.5
"""In heights of a word: gaps from which words of one size are parted by a space (or wide characters are), and from which
they are two runs."""
_PARTED, _PARTING, _WIDER = "   ", 0.8, 3.0
"""What is written for a gap that parts, how many heights it has at least, and how much wider it is than a space of the line."""
_SAME = 0.12
"""Heights that differ by less than this share are of one size."""
_UPRIGHT, _SHORTEST = 1.6, 4
"""A line of so many characters that is so many times as high as wide runs up or down the page."""
_PIECE, _STEP, _LEAST, _MOST = 2, (0.15, 1.1), 8, 400
"""Slanting text comes in pieces of so few letters, a step in heights of them apart; so many pieces make one, so many are
compared."""
_OBLIQUE = Complaint(
    code="text.oblique", what="text that runs aslant, as watermarks do, was left out", cure=""
)
_NARROW = 0.5
"""The width of a narrow character, in sizes of type."""
_TOO_HIGH = 1.8
_BASE, _RISE, _FALL = 0.7, 0.9, 0.3
"""Where in a box the base line lies, and how far type rises and falls from it, in its size."""
_FAR = 1e6
"""Points from the page's corner beyond which nothing is."""
_DROPPED = re.compile("[\u00ad\ufeff\u200b]")
_CODED = re.compile("[^a-zA-Z\u0100-\U0010ffff]*[\u00a1-\u00ff]{2}[^a-zA-Z\u0100-\U0010ffff]*")
"""A word without a plain letter, which may be Cyrillic in the codes of others (`stages/layer`): there a soft hyphen is a letter."""


class _Word(NamedTuple):
    """A word and its box in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


def pages_of(xhtml: bytes) -> list[bytes]:
    """The pages of pdftotext's output, unparsed: not all of them are asked for."""
    return [b"<page" + part.partition(b"</page>")[0] + b"</page>" for part in xhtml.split(b"<page")[1:]]


def layer_of(xhtml: bytes, dpi: int) -> LayerText:
    """One page of pdftotext's output, boxes in pixels at `dpi`; empty where it cannot be parsed."""
    try:
        page = parsed(xhtml, "text layer")
    except ValueError:
        page = None
    return LayerText(lines=()) if page is None else _layer(page, dpi / 72)


def _layer(page: etree._Element, scale: float) -> LayerText:
    given = [[w for part in one.iter("{*}word") if (w := _word(part))] for one in page.iter("{*}line")]
    slanting = _slanting([words[0] for words in given if len(words) == 1 and len(words[0].text) <= _PIECE])
    if 2 * len(slanting) > sum(len(word.text) for words in given for word in words):
        slanting = frozenset()
    found = [words for words in given if not (len(words) == 1 and words[0] in slanting)]
    upright = [words for words in found if words and _runs_down(words)]
    across = [words for words in found if words and not _runs_down(words)]
    sizes = _sizes([word for words in across for word in words])
    runs = [run for words in across for run in _runs([_fitted(word, sizes) for word in words])]
    return LayerText(
        lines=tuple(_line(run, scale) for run in runs),
        upright=tuple(_line(words, scale) for words in upright),
        complaints=(_OBLIQUE,) if slanting else (),
    )


def _slanting(words: Sequence[_Word]) -> frozenset[_Word]:
    """The letters of text that runs across the page aslant, as watermarks do: each a step beside and above the last.

    Level text of which every letter was set by itself comes in such pieces too, but they stand side by side.
    """
    words = words[:_MOST]
    level = {one for one, other in itertools.permutations(words, 2) if _beside(one, other)}
    found = {
        one
        for one, other in itertools.permutations([word for word in words if word not in level], 2)
        if abs(one.height - other.height) < 0.05 * one.height
        and all(
            _STEP[0] * one.height < abs(step) < _STEP[1] * one.height
            for step in (one.left - other.left, one.bottom - other.bottom)
        )
    }
    return frozenset(found) if len(found) >= _LEAST else frozenset()


def _beside(one: _Word, other: _Word) -> bool:
    """Whether two pieces stand next to one another on one base line."""
    apart = max(one.left - other.right, other.left - one.right)
    return abs(one.bottom - other.bottom) < 0.05 * one.height and apart < one.height


def _sizes(words: Sequence[_Word]) -> dict[float, float]:
    """For each height that is no height of type, the size of the type, worked out from the words' widths.

    Fonts state how far they rise and fall, and some say twice their size: their lines would lie over one another.
    """
    widths: dict[float, list[float]] = {}
    for word in words:
        ems = sum(1.0 if is_wide(char) else _NARROW for char in word.text)
        widths.setdefault(round(word.height, 1), []).append((word.right - word.left) / ems)
    found = {height: median(each) for height, each in widths.items()}
    return {height: size for height, size in found.items() if height > _TOO_HIGH * size}


def _fitted(word: _Word, sizes: dict[float, float]) -> _Word:
    """The word with a box as high as its type, about the same base line."""
    size = sizes.get(round(word.height, 1))
    if size is None:
        return word
    base = word.top + _BASE * word.height
    return word._replace(top=base - _RISE * size, bottom=base + _FALL * size)


def _is_coded(said: str) -> bool:
    return _CODED.fullmatch(said.replace("\u00ad", "\u00a1")) is not None


def _word(element: etree._Element) -> _Word | None:
    said = (element.text or "") if not len(element) else "".join(str(part) for part in element.itertext())
    text = " ".join((said if said.isascii() or _is_coded(said) else _DROPPED.sub("", said)).split())
    get = element.get
    try:
        left, top = float(get("xMin", "")), float(get("yMin", ""))
        right, bottom = float(get("xMax", "")), float(get("yMax", ""))
    except ValueError:
        return None
    sane = -_FAR < left <= right < _FAR and -_FAR < top < bottom < _FAR
    return _Word(text, left, top, right, bottom) if text and sane else None


def _runs_down(words: list[_Word]) -> bool:
    signs = sum(len(word.text) for word in words)
    width = max(w.right for w in words) - min(w.left for w in words)
    height = max(w.bottom for w in words) - min(w.top for w in words)
    return signs >= _SHORTEST and height > _UPRIGHT * width


def _runs(words: list[_Word]) -> Iterator[list[_Word]]:
    """Words side by side that are of one size."""
    run: list[_Word] = []
    for word in words:
        if run and not _goes_on(run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _goes_on(last: _Word, word: _Word) -> bool:
    alike = abs(last.height - word.height) <= _SAME * max(last.height, word.height)
    level = abs(last.bottom - word.bottom) <= _SAME * last.height
    return alike and level and -last.height < word.left - last.right < _APART * last.height


def _parting(run: list[_Word]) -> float:
    """The gap, in heights, that parts what stands in one row (names, as a rule): far wider than that between its words."""
    gaps = [(word.left - last.right) / last.height for last, word in itertools.pairwise(run)]
    spaces = [gap for gap in gaps if gap > _SPACE]
    return max(_PARTING, _WIDER * min(spaces)) if len(spaces) > 1 else math.inf


def _line(run: list[_Word], scale: float) -> Line:
    text, parts = run[0].text, _parting(run)
    for last, word in itertools.pairwise(run):
        wide = is_wide(last.text[-1]) and is_wide(word.text[0])
        gap = (word.left - last.right) / last.height
        text += (
            _PARTED if gap > parts and not wide else " " if gap > (_WIDE_SPACE if wide else _SPACE) else ""
        ) + word.text
    edges = (
        min(w.left for w in run),
        min(w.top for w in run),
        max(w.right for w in run),
        max(w.bottom for w in run),
    )
    return Line(
        text=text, bbox=BBox(*(round(scale * edge) for edge in edges)), confidence=1.0, engine="text_layer"
    )
