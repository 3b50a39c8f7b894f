"""Columns: one deep, persistent empty gutter over a band of the page decides them.

A vertical line x is tried across the page. The lines that it would cut part the page into bands; in a band that
nothing crosses, with at least three rows on either side, x is a gutter. The x that parts most rows wins; what lies
left and right of it, and above and below the band, is looked at again in the same way, so that a page may be
one-column above and two-column below, and a footer may have three columns. The idea is the recursive X-Y cut (Nagy and
Seth 1984) turned round: white space that persists is found first, as Breuel (2002) does with empty rectangles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from pipeline.languages import languages
from pipeline.languages.scripts import hangs
from pipeline.records.base import BBox
from pipeline.stages.layout.over_columns import without_lines_over
from pipeline.stages.layout.rows import Unit, box_of, in_rows

_DIRT, _SPECK, _STROKE = 0.5, 3, 3
"""What was read with less confidence, and is of fewer characters or higher than so many lines, is dirt."""

_ROWS = 3
"""Rows that each side of a gutter must have."""

_GAP = 0.55
"""The least width of a gutter, in body heights."""

_NARROW, _EDGE, _TOLD, _FLUSH = 0.2, 0.4, 8, 0.3
"""The least width of one whose edges tell it, how far off an edge lines stand at most, in body heights; the lines on either
side of it, at least, and the share of them that stand at its edges: boxes of a scan are wider than their lines."""

_SIDES = 2
"""Units that a gutter must have about it, at least: one on each side."""

_MOST = 1500
"""Units beyond which a page is no page of text; it is then read row by row."""

_BREAK = 0.1
"""What each further band takes from a gutter's rows: a line that hangs into a gutter does not make two of it."""

_DENSE = 0.3
"""Share of a side's height that its lines must fill; side headings fill less."""


@dataclass(frozen=True)
class Strip:
    """A run of units that is read from top to bottom; column 0 spans the page."""

    units: tuple[Unit, ...]
    column: int = 0


@dataclass(frozen=True)
class _Band:
    """A stretch of the page that a gutter parts; units by side, and how many rows it parts."""

    left: tuple[Unit, ...]
    right: tuple[Unit, ...]
    rows: int

    @property
    def units(self) -> tuple[Unit, ...]:
        return self.left + self.right


_Run = tuple[int, int, int]
"""The first unit of a run, the first after it, and how many of it stand on the left of a gutter."""
_Known = dict[_Run, list[_Band]]


def strips(units: Sequence[Unit], height: float) -> list[Strip]:
    """The units in reading order of strips, stamps and specks last. `height` is the body height in pixels."""
    printed = [unit for unit in units if not _noise(unit, height)]
    noise = [unit for unit in units if _noise(unit, height)]
    return _strips(printed, height, first=0) + ([Strip(tuple(noise))] if noise else [])


def _strips(units: list[Unit], height: float, first: int) -> list[Strip]:
    """Strips of units that lie in the column `first` (0: the whole page)."""
    bands = _best_bands(units, height)
    if not bands:
        return [Strip(tuple(units), first)] if units else []
    out: list[Strip] = []
    held = {id(unit) for band in bands for unit in band.units}
    rest = [unit for unit in units if id(unit) not in held]
    for band in bands:
        begin = min(_middle(unit) for unit in band.units)
        above = [unit for unit in rest if _middle(unit) < begin]
        rest = [unit for unit in rest if _middle(unit) >= begin]
        out += _strips(above, height, first)
        left = _strips(list(band.left), height, max(1, first))
        out += left
        out += _strips(list(band.right), height, 1 + max(s.column for s in left))
    return out + _strips(rest, height, first)


def _middle(unit: Unit) -> float:
    return unit.bbox.middle_y


def _best_bands(units: list[Unit], height: float) -> list[_Band]:
    """The bands of the gutter that parts most rows; none where no gutter is deep enough."""
    if not 2 * _ROWS <= len(units) <= _MOST:
        return []
    area, ordered = box_of(units), sorted(units, key=_middle)
    best: list[_Band] = []
    best_score = 0.0
    known: _Known = {}
    for x, cut, at_left in _gutters(ordered, area, height):
        runs = _runs(cut, at_left)
        bands = [band for run in runs for band in _once(ordered, run, x, height, area, known)]
        score = sum(band.rows for band in bands) + min(1.0, sum(_width(b) for b in bands) / (100 * height))
        score -= _BREAK * (len(bands) - 1)
        if bands and score > best_score:
            best, best_score = bands, score
    return best


def _width(band: _Band) -> int:
    return box_of(band.right).left - box_of(band.left).right


def _gutters(
    ordered: list[Unit], area: BBox, height: float
) -> Iterator[tuple[int, NDArray[np.bool_], NDArray[np.bool_]]]:
    """Gutters across the area, which units each cuts, and which are left of it; of gutters that do the same the first."""
    slack, step = 0.25 * height, max(1, round(height / 3))
    left, right = np.array([(unit.bbox.left, _inked(unit)) for unit in ordered]).T
    places = np.arange(area.left + step, area.right, step)
    at = places[:, np.newaxis]
    cut, at_left = (left < at - slack) & (right > at + slack), left + right < 2 * at
    other = (np.diff(cut, axis=0) | np.diff(at_left, axis=0)).any(axis=1)
    for n in np.flatnonzero(np.concatenate(([True], other)))[: len(places)].tolist():
        yield int(places[n]), cut[n], at_left[n]


def _inked(unit: Unit) -> int:
    """Where the ink of a unit ends: a mark that hangs into the gutter is half white."""
    return unit.bbox.right - (round(unit.bbox.height) if hangs(unit.lines[-1].text) else 0)


def _ink_of(units: Sequence[Unit]) -> BBox:
    return box_of(units)._replace(right=max(map(_inked, units)))


def _runs(cut: NDArray[np.bool_], at_left: NDArray[np.bool_]) -> Iterator[_Run]:
    """The runs of units, from top to bottom, that a gutter does not cut, none of a unit alone."""
    ends = [-1, *np.flatnonzero(cut).tolist(), len(cut)]
    for before, end in pairwise(ends):
        if end - before > _SIDES:
            yield before + 1, end, int(np.count_nonzero(at_left[before + 1 : end]))


def _once(ordered: list[Unit], run: _Run, x: int, height: float, area: BBox, known: _Known) -> list[_Band]:
    """What a run parts into; it is `known` by where it begins and ends and how many are on the left: most gutters part alike."""
    if run not in known:
        known[run] = _band(ordered[run[0] : run[1]], x, height, area)
    return known[run]


def _noise(unit: Unit, height: float) -> bool:
    """Whether a unit is a stamp or a speck rather than a line of print."""
    line = unit.lines[0]
    return (
        not unit.framed
        and line.confidence < _DIRT
        and (len(line.text) < _SPECK or unit.bbox.height > _STROKE * height)
    )


def _band(run: list[Unit], x: int, height: float, area: BBox) -> list[_Band]:
    if len(run) <= 1 or (len(run) < 2 * _ROWS and not any(unit.framed for unit in run)):
        return []
    run = without_lines_over(run, area, x, height)
    left = [u for u in run if u.bbox.left + u.bbox.right < 2 * x]
    right = [u for u in run if u.bbox.left + u.bbox.right >= 2 * x]
    if min(len(left), len(right)) == 0:
        return []
    one, two = _ink_of(left), _ink_of(right)
    told = _between_edges(left, right, height)
    wide = two.left - one.right >= _GAP * height or told >= _NARROW * height
    if not wide or not _are_beside(one, two, height):
        return []
    rows = min(_row_count(left), _row_count(right))
    band = _Band(tuple(left), tuple(right), rows)
    return [band] if rows >= _ROWS and _is_dense(band) else []


def _row_count(units: list[Unit]) -> int:
    return sum(max(1, len(u.lines)) if u.framed else 0 for u in units) + len(
        in_rows([u for u in units if not u.framed])
    )


def _between_edges(left: list[Unit], right: list[Unit], height: float) -> float:
    """The room between the edge that many lines reach and the one that many of those beside them begin at; 0 where few do.

    A line may hang a little over its edge.
    """
    ends, begins = sorted(map(_inked, left)), sorted(unit.bbox.left for unit in right)
    last, first = ends[round(0.9 * (len(ends) - 1))], begins[round(0.1 * (len(begins) - 1))]
    ending = sum(abs(end - last) < _EDGE * height for end in ends)
    beginning = sum(abs(begin - first) < _EDGE * height for begin in begins)
    told = all(n >= max(_TOLD, _FLUSH * len(side)) for n, side in ((ending, ends), (beginning, begins)))
    hang = max(ends[-1] - last, first - begins[0])
    return first - last if told and hang < _EDGE * height else 0.0


def _are_beside(left: BBox, right: BBox, height: float) -> bool:
    """Whether two sides stand beside one another, and neither is a mere sliver."""
    return left.shares_rows(right) >= 2 * height and min(left.width, right.width) >= 2.5 * height


def _is_dense(band: _Band) -> bool:
    if _side_headings(band.left) or _fill(band.right) < _DENSE:
        return False
    return _fill(band.left) >= _DENSE or _is_margin(band.left, band.right)


def _is_margin(notes: Sequence[Unit], text: Sequence[Unit]) -> bool:
    """Whether sparse lines at the left are notes in the margin: a narrow side, in smaller type than the text."""
    narrow = box_of(notes).width < 0.35 * box_of(text).width
    return narrow and _type(notes) < 0.9 * _type(text)


def _type(units: Sequence[Unit]) -> float:
    return median(unit.bbox.height for unit in units)


def _fill(units: Sequence[Unit]) -> float:
    rows = in_rows(units)
    inked = sum(max(u.bbox.height for u in row) for row in rows)
    return inked / max(1, box_of(units).height)


def _side_headings(units: Sequence[Unit]) -> bool:
    """Whether the left side only names the paragraphs at its right (a structured abstract set like a table)."""
    headings = _headings()
    texts = [u.lines[0].text.strip(" :：【】[]［］").casefold() for u in units]
    return sum(text in headings for text in texts) >= max(2, len(texts) / 2)


@cache
def _headings() -> frozenset[str]:
    return frozenset(h for found in languages().values() for forms in found.headings.values() for h in forms)
