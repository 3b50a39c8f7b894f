"""Units of the page (lines, or frames with what they hold) in rows, and lines that were broken in pieces joined again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.languages.scripts import Script, is_wide, script_of
from pipeline.languages.writing import join_pieces
from pipeline.records.base import BBox, around
from pipeline.records.edits import log
from pipeline.records.text import Line, LineReading

_COLUMN = 3
"""Characters of a line that has a direction."""

_REACH, _COLUMN_REACH, _LETTER_REACH = 1.2, 3.0, 5.0
"""Pieces of one row closer than this many body heights are one line: anywhere, inside a column of text, and after a
lone character of Han or Hangul (labels are printed `摘　　要`, names `고　은　혜`)."""


_TALL = 2.2
_WIDE, _APART, _WORDS_APART = "\u3000", 0.6, 0.9
"""What stands between two words that are a character apart, as names and keywords are, and from which gap on, in heights of
the lower one: words of Han, and words that a space parts anyway."""


@dataclass(frozen=True)
class Unit:
    """What is ordered as one: a line, or a frame with all lines inside it."""

    lines: tuple[Line, ...]
    bbox: BBox
    framed: bool = False


def body_height(lines: Sequence[Line]) -> float:
    """The usual height of a line in pixels: the median, each line counted by its length in characters."""
    heights = sorted((line.bbox.height, len(line.text)) for line in lines)
    half, seen = sum(weight for _, weight in heights) / 2, 0
    for height, weight in heights:
        seen += weight
        if seen >= half:
            return float(max(1, height))
    return 1.0


def in_rows(units: Sequence[Unit]) -> list[list[Unit]]:
    """Units in rows from top to bottom, each row from left to right.

    A unit belongs to a row when it shares half of the lower one's height with a neighbour of that row.
    """
    rows: list[list[Unit]] = []
    for unit in sorted(units, key=lambda u: (u.bbox.top + u.bbox.bottom, u.bbox.left)):
        home = next((row for row in reversed(rows[-3:]) if _fits_row(unit, row)), None)
        if home is None:
            rows.append([unit])
        else:
            home.append(unit)
    return [sorted(row, key=lambda u: u.bbox.left) for row in rows]


def _fits_row(unit: Unit, row: list[Unit]) -> bool:
    if unit.framed or any(u.framed for u in row):
        return False
    near = row[0] if len(row) == 1 else min(row, key=lambda u: _distance(unit.bbox, u.bbox))
    shared = unit.bbox.shares_rows(near.bbox)
    overlaps = any(unit.bbox.shares_columns(u.bbox) > 0.3 * min(unit.bbox.width, u.bbox.width) for u in row)
    return not overlaps and shared >= 0.5 * min(unit.bbox.height, near.bbox.height)


def _distance(one: BBox, two: BBox) -> int:
    return max(one.left - two.right, two.left - one.right, 0)


def in_order(units: Sequence[Unit], height: float, column: int = 0) -> list[Unit]:
    """Units row by row; neighbours in a row that an engine broke apart become one line.

    `height` is the body height in pixels; in a `column` (not 0) wider gaps are bridged than where text spans the page.
    """
    reach = height * (_COLUMN_REACH if column else _REACH)
    return [unit for row in in_rows(units) for unit in _mended(row, reach, height)]


def _mended(row: list[Unit], reach: float, height: float) -> list[Unit]:
    mended: list[Unit] = []
    for unit in row:
        if mended and _one_line(mended[-1], unit, reach, height):
            line = join(mended[-1].lines[0], unit.lines[0])
            mended[-1] = Unit((line,), line.bbox)
        else:
            mended.append(unit)
    return mended


def _one_line(left: Unit, right: Unit, reach: float, height: float) -> bool:
    gap = right.bbox.left - left.bbox.right
    if len(left.lines[0].text) == 1 and _is_syllable(left.lines[0].text):
        reach = _LETTER_REACH * height
    if is_vertical(left.lines[0]) or is_vertical(right.lines[0]):
        return False
    low, high = sorted((left.bbox.height, right.bbox.height))
    return not left.framed and not right.framed and gap < reach and high < 1.6 * low


def _is_syllable(char: str) -> bool:
    """Whether a character may be a part of a word that is set apart: `고　은　혜`, `摘　　要`."""
    return is_wide(char) or script_of(char) is Script.HANGUL


def is_vertical(line: Line) -> bool:
    """Whether a line runs from top to bottom: three or more characters in a box far higher than wide."""
    return len(line.text) >= _COLUMN and line.bbox.height > _TALL * line.bbox.width


def join(left: Line, right: Line) -> Line:
    """Two pieces of one printed line as one line, a wide space where they stand apart; its confidence is weighted by length."""
    gap = _WIDE if _stand_apart(left, right) else None
    sizes = max(1, len(left.text)), max(1, len(right.text))
    confidence = (left.confidence * sizes[0] + right.confidence * sizes[1]) / sum(sizes)
    other = None
    if left.other or right.other:
        readings = [
            side.other or LineReading(engine=side.engine, text=side.text, confidence=side.confidence)
            for side in (left, right)
        ]
        other = LineReading(
            engine=(left.other or right.other or readings[0]).engine,
            text=join_pieces([r.text for r in readings], gap),
            confidence=min(r.confidence for r in readings),
        )
    text = join_pieces([left.text, right.text], gap)
    edits = log(join_pieces([left.raw, right.raw], gap), text, "joining", (*left.edits, *right.edits))
    return Line(
        text=text,
        bbox=left.bbox.union(right.bbox),
        confidence=min(1.0, confidence),
        engine=left.engine if sizes[0] >= sizes[1] else right.engine,
        words=left.words + right.words if left.words and right.words else (),
        other=other,
        edits=edits,
    )


def _stand_apart(left: Line, right: Line) -> bool:
    """Whether two pieces are words with a space of a character between them; a lone character is a part of a spread word."""
    gap = right.bbox.left - left.bbox.right
    words = left.text.split()[-1:] + right.text.split()[:1]
    least = _APART if all(is_wide(word[0]) for word in words) else _WORDS_APART
    return all(len(word) > 1 for word in words) and gap > least * min(left.bbox.height, right.bbox.height)


def pitch(lines: Sequence[Line], height: float) -> float:
    """The usual distance in pixels from one line to the next below it; 1.4 body heights where there is only one line."""
    steps = [
        below.bbox.top - above.bbox.top
        for above, below in pairwise(lines)
        if 0.6 * height < below.bbox.top - above.bbox.top < 3 * height
    ]
    return float(median(steps)) if steps else 1.4 * height


def box_of(units: Sequence[Unit]) -> BBox:
    """The smallest box around the units."""
    return around([u.bbox for u in units])
