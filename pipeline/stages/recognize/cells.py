"""Which ink is which syllable: Tesseract's boxes of single characters are off by a stroke here and there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.languages.scripts import Script, script_of
from pipeline.records.base import BBox, around
from pipeline.stages.recognize.glyphs import Glyph
from pipeline.stages.recognize.ink import Mark

FREE = 0.6
"""What it costs to leave a mark to no glyph; all costs are in pitches."""
MISSING = 0.8
"""What it costs to leave a syllable without ink; half of it for other characters, which are guesses."""
FAR = 2.5
"""No glyph is farther from its ink than so many pitches."""
NARROW, BROAD = 0.6, 0.98
"""A syllable's ink is at least and at most so wide."""
AWAY = 0.8
"""What a pitch between a glyph and its ink costs."""
WIDEST = 1.3
"""Ink wider than this is of two syllables."""
OPEN = 0.22
"""The widest gap inside a syllable."""


class Placed(NamedTuple):
    """Glyphs with the boxes of their ink, and the ink of none."""

    glyphs: tuple[Glyph, ...]
    free: tuple[Mark, ...]


def placed(glyphs: Sequence[Glyph], marks: Sequence[Mark], pitch: float) -> Placed:
    """Share the marks out among the glyphs, both from left to right, at the least cost (dynamic programming)."""
    costs = [[0.0] * (len(marks) + 1) for _ in range(len(glyphs) + 1)]
    taken = [[0] * (len(marks) + 1) for _ in range(len(glyphs) + 1)]
    for m in range(1, len(marks) + 1):
        costs[0][m], taken[0][m] = costs[0][m - 1] + FREE, -1
    for g, glyph in enumerate(glyphs, start=1):
        missing = MISSING if script_of(glyph.text) is Script.HANGUL else MISSING / 2
        above, row, ways = costs[g - 1], costs[g], taken[g]
        row[0] = above[0] + missing
        for m in range(1, len(marks) + 1):
            best, way = above[m] + missing, 0
            if row[m - 1] + FREE < best:
                best, way = row[m - 1] + FREE, -1
            for count, cost in _fits(glyph, marks, m, pitch):
                if above[m - count] + cost < best:
                    best, way = above[m - count] + cost, count
            row[m], ways[m] = best, way
    return _traced(glyphs, marks, taken)


def _fits(glyph: Glyph, marks: Sequence[Mark], end: int, pitch: float) -> list[tuple[int, float]]:
    """How many marks before `end` the glyph may take, and what it costs."""
    last = marks[end - 1].bbox
    if abs(last.left - glyph.middle) > FAR * pitch:
        return []
    hangul = script_of(glyph.text) is Script.HANGUL
    found = []
    open_cost, left, right = 0.0, last.left, last.right
    for count in range(1, min(end, 6 if hangul else 2) + 1):
        box = marks[end - count].bbox
        if count > 1:
            open_cost += 4 * max(0.0, (left - box.right) / pitch - OPEN)
        left, right = min(left, box.left), max(right, box.right)
        width = (right - left) / pitch
        if count > 1 and width > WIDEST:
            break
        away = AWAY * abs((left + right) / 2 - glyph.middle) / pitch
        shape = 6 * max(0.0, width - BROAD) + 3 * max(0.0, NARROW - width) if hangul else 0.25 * (count - 1)
        found.append((count, away + shape + open_cost))
    return found


def _traced(glyphs: Sequence[Glyph], marks: Sequence[Mark], taken: Sequence[Sequence[int]]) -> Placed:
    out: list[Glyph] = []
    free: list[Mark] = []
    g, m = len(glyphs), len(marks)
    while g or m:
        way = taken[g][m]
        if way < 0:
            m -= 1
            free.append(marks[m])
            continue
        g -= 1
        out.append(_at(glyphs[g], [mark.bbox for mark in marks[m - way : m]]))
        m -= way
    return Placed(tuple(reversed(out)), tuple(reversed(free)))


def _at(glyph: Glyph, boxes: list[BBox]) -> Glyph:
    if not boxes:
        return glyph
    return Glyph(glyph.word.model_copy(update={"bbox": around(boxes)}), glyph.spaced)
