"""Lines that the first engine reads weakly: they may be in a script that its models lack."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

from pipeline.languages.scripts import Script, script_of
from pipeline.records.page import Pixels
from pipeline.records.text import Line
from pipeline.stages.recognize.glyphs import glyphs_of
from pipeline.stages.recognize.ink import ink_of

SURE = 0.97
"""Lines of a script that the models have are mostly read with at least this confidence."""
DENSE = 2.0
"""Characters that a stretch of a line as wide as it is high holds at least, in Latin print."""
FULL = 0.4
"""A line that was read has at least so many characters to a square of its height."""
HAN, SURE_HAN = 4, 0.9
"""So many Han, each read with such confidence, are no strokes of another script."""
UNREAD = 0.12
"""Share of a line's ink, by width, that stands far from all that was read, for the line to be read again."""


def is_han(line: Line) -> bool:
    """Whether the line is full and holds Han or Kana that are surely read: no line of another script, however weak."""
    sure = sum(
        script_of(word.text[0]) in {Script.HAN, Script.KANA} and word.confidence >= SURE_HAN
        for word in line.words
    )
    return sure >= HAN and len(line.text) >= FULL * line.bbox.width / max(1, line.bbox.height)


def is_thin(line: Line, pixels: Pixels) -> bool:
    """Whether a good part of the line's ink was not read."""
    glyphs = glyphs_of(line)
    ink = ink_of(pixels, line)
    if not glyphs or not ink.type_height:
        return False
    near = 0.5 * ink.type_height
    middles = sorted(glyph.middle for glyph in glyphs)
    left_out = sum(mark.bbox.width for mark in ink.marks if _away(mark.bbox.middle_x, middles) > near)
    return left_out > UNREAD * sum(mark.bbox.width for mark in ink.marks)


def _away(column: float, middles: Sequence[float]) -> float:
    """How far the nearest of the columns, which are in order, is."""
    here = bisect(middles, column)
    return min(abs(middle - column) for middle in middles[max(0, here - 1) : here + 1])


def is_weak(line: Line) -> bool:
    """Whether a line is read with doubt, or with fewer letters than one of its width has."""
    if line.confidence < SURE:
        return True
    wide = sum(script_of(char) in {Script.HAN, Script.KANA} for char in line.text)
    if wide * 4 > len(line.text):
        return False
    return len(line.text) < DENSE * line.bbox.width / max(1, line.bbox.height)
