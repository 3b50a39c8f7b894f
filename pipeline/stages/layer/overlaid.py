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
_TALL = 3.0
"""How many times as high as the page's type a sign is that belongs to no line."""


def without_overlaid(runs: Sequence[Line]) -> tuple[Line, ...]:
    """The runs of a page but those laid over a longer one, and ornaments far higher than its type."""
    if not runs:
        return ()
    size = median(run.bbox.height for run in runs)
    level = sorted(runs, key=lambda run: run.bbox.top)
    tops = [run.bbox.top for run in level]
    most = max((run.bbox.height for run in level if run.bbox.height <= _TALL * size), default=0)
    return tuple(
        run
        for run in runs
        if not (_is_ornament(run, size) or any(_covers(o, run) for o in _beside(level, tops, run, most)))
    )


def _beside(level: Sequence[Line], tops: Sequence[int], run: Line, most: int) -> Sequence[Line]:
    if sum(char.isalpha() for char in run.text) < _LETTERS:
        return ()
    return level[bisect_left(tops, run.bbox.top - most) : bisect_left(tops, run.bbox.bottom)]


def _is_ornament(run: Line, size: float) -> bool:
    return run.bbox.height > _TALL * size and not any(char.isalnum() for char in run.text)


def _covers(other: Line, run: Line) -> bool:
    """Whether a run lies within a longer one that says something else."""
    if other is run or other.bbox.width < _LONGER * run.bbox.width or run.text in other.text:
        return False
    box = run.bbox
    wide = box.shares_columns(other.bbox) >= 0.95 * box.width
    return wide and box.shares_rows(other.bbox) >= _INSIDE * box.height
