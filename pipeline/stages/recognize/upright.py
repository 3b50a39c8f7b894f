"""Whether a page is set in vertical lines: its characters lie on their left side where its lines run across."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.languages.scripts import is_wide
from pipeline.ports import Recognizer
from pipeline.records.page import CleanPage, Pixels
from pipeline.records.text import Line, Word
from pipeline.stages.recognize.raised import sheet

_LINES, _SIGNS, _FEWEST = 6, 16, 8
"""Lines that are tried, characters of each, and how many of these it must have."""

_KNOWN = 0.15
"""The share of the characters that must read the same when each is turned: drawn vertical pages have 0.26 to 0.73, all
others at most 0.03."""


def may_lie(page: CleanPage) -> bool:
    """Whether a page was turned by a quarter or is wider than high, as vertical pages are once their lines run across."""
    across, down = abs(page.transform[0]), abs(page.transform[1])
    return down > across or page.pixels.shape[1] > page.pixels.shape[0]


def is_set_vertically(pixels: Pixels, lines: Sequence[Line], reader: Recognizer) -> bool:
    """Whether a page whose lines run across was turned, or scanned, so from vertical lines.

    Lines of vertical print that lie are read nearly as well as others, but without their marks, and what the page
    prints across stands. Characters are cut out of some lines, turned clockwise one by one, set side by side and read
    again: on a vertical page they read the same, on others as nothing like it. Raises ToolFailed.
    """
    runs = [words for line in lines if len(words := _wide_words(line)) >= _FEWEST]
    runs = sorted(runs, key=len, reverse=True)[:_LINES]
    if not runs:
        return False
    read = reader.read_lines(*sheet([_restored(pixels, words) for words in runs]), ())
    same = sum(sum(word.text in line.text for word in words) for words, line in zip(runs, read, strict=True))
    return same >= _KNOWN * sum(len(words) for words in runs)


def _wide_words(line: Line) -> list[Word]:
    """The first wide characters of a line that lies; letters and marks stand otherwise in vertical lines."""
    if line.bbox.width < _FEWEST * line.bbox.height:
        return []
    return [
        word for word in line.words if len(word.text) == 1 and is_wide(word.text) and word.text.isalnum()
    ][:_SIGNS]


def _restored(pixels: Pixels, words: Sequence[Word]) -> Pixels:
    """Characters of one line, each turned clockwise by a quarter, side by side on a strip with air about it."""
    size = max(word.bbox.height for word in words)
    strip = np.full((size + size // 4, (size + size // 8) * len(words)), 255, np.uint8)
    for place, word in enumerate(words):
        middle = word.bbox.middle_x
        left = max(0, int(middle - size / 2))
        cell = np.rot90(pixels[max(0, word.bbox.top) : word.bbox.bottom, left : left + size], k=-1)
        x = place * (size + size // 8)
        strip[size // 8 : size // 8 + cell.shape[0], x : x + cell.shape[1]] = cell
    return strip
