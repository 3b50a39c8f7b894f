"""Text laid over other text, as stamps and marks of an owner are: no part of the line that it lies on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from statistics import median

from pipeline.records.text import Line

_LETTERS, _LONGER = 4, 1.5
"""Letters of what is laid over a line, at least (marks and exponents have fewer), and how much longer that line is."""
_INSIDE = 0.55
"""Share of its box that lies within the other line's."""
_LARGE, _MARK, _OVER = 1.7, 2, 0.1
"""How many times larger than the page's type a watermark is at least, its letters, and the share of its width that lines
below it fill: a title has none there."""
_TALL = 3.0
"""How many times as high as the page's type a sign is that belongs to no line."""


def without_overlaid(runs: Sequence[Line]) -> tuple[Line, ...]:
    """The runs of a page but those laid over a longer one, watermarks in large type over its lines, and ornaments."""
    if not runs:
        return ()
    size = median(run.bbox.height for run in runs)
    level, tops = _by_row(runs)
    runs = [run for run in runs if not (_is_ornament(run, size) or _is_across(run, level, tops, size))]
    level, tops = _by_row(runs)
    most = max((run.bbox.height for run in level if run.bbox.height <= _TALL * size), default=0)
    return tuple(run for run in runs if not any(_covers(o, run) for o in _near(level, tops, run, most)))


def _by_row(runs: Sequence[Line]) -> tuple[list[Line], list[int]]:
    level = sorted(runs, key=lambda run: run.bbox.top)
    return level, [run.bbox.top for run in level]


def _near(level: Sequence[Line], tops: Sequence[int], run: Line, most: int) -> Sequence[Line]:
    if sum(char.isalpha() for char in run.text) < _LETTERS:
        return ()
    return level[bisect_left(tops, run.bbox.top - most) : bisect_left(tops, run.bbox.bottom)]


def _is_ornament(run: Line, size: float) -> bool:
    return run.bbox.height > _TALL * size and not any(char.isalnum() for char in run.text)


def _is_across(run: Line, level: Sequence[Line], tops: Sequence[int], size: float) -> bool:
    """Whether a run in large type lies over lines of the page, as a watermark does: their middles are in its box."""
    box = run.bbox
    if box.height <= _LARGE * size or sum(char.isalpha() for char in run.text) < _MARK:
        return False
    under = level[bisect_left(tops, box.top) : bisect_left(tops, box.bottom)]
    met = [
        other
        for other in under
        if other is not run
        and other.bbox.height < box.height / _LARGE
        and box.top <= other.bbox.middle_y <= box.bottom
        and other.bbox.shares_columns(box) > 0
    ]
    return sum(other.bbox.shares_columns(box) for other in met) >= _OVER * box.width


def _covers(other: Line, run: Line) -> bool:
    """Whether a run lies within a longer one that says something else."""
    if other is run or other.bbox.width < _LONGER * run.bbox.width or run.text in other.text:
        return False
    box = run.bbox
    wide = box.shares_columns(other.bbox) >= 0.95 * box.width
    return wide and box.shares_rows(other.bbox) >= _INSIDE * box.height
