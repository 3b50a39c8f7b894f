"""Lines at the top or the foot of a band that stand over its columns: centred ones, and names below a title."""

from __future__ import annotations

from statistics import median

from pipeline.records.base import BBox
from pipeline.stages.layout.rows import Unit

_ROWS = 3
"""Rows of columns that are left below such lines, at least, on either side."""

_BESIDE = 0.3
"""Share of a line's height that one beside it has in common."""

_PEOPLE, _INDENT, _WHITE = 3, 1.5, 0.8
"""Lines of names at the right below a title, at most; how far right of a column's edge they begin, and the white below them, in
body heights."""

_OFF = 1.2
"""How far right of the edges of their columns two lines begin that stand over both, in body heights."""


def without_lines_over(run: list[Unit], area: BBox, x: int, height: float) -> list[Unit]:
    """A run of units without those that stand over the columns on either side of `x`; `height` is the body height in pixels."""
    return _without_pairs(_without_people(_without_centred(run, area), x, height), x, height)


def _without_centred(run: list[Unit], area: BBox) -> list[Unit]:
    """A run without the lines at its top and bottom that stand alone in the middle of the area: they span it."""
    begin, end = 0, len(run)
    while begin < end and _stands_alone(run[begin], run[begin + 1 : begin + 3], area):
        begin += 1
    while begin < end and _stands_alone(run[end - 1], run[max(begin, end - 3) : end - 1], area):
        end -= 1
    return run[begin:end]


def _without_people(run: list[Unit], x: int, height: float) -> list[Unit]:
    """A run without the lines at its top that stand alone at the right, apart, where no column begins: names below a title."""
    begin = 0
    while begin < min(len(run) - 1, _PEOPLE) and _is_aside(run[begin], run[begin + 1 :], x, height):
        begin += 1
    apart = begin > 0 and run[begin].bbox.top - run[begin - 1].bbox.bottom > _WHITE * height
    return run[begin:] if apart else run


def _without_pairs(run: list[Unit], x: int, height: float) -> list[Unit]:
    """A run without the rows at its top of one line on either side that begin at no edge and stand apart: two names below a title."""
    begin = 0
    while begin + 2 * _ROWS < len(run) and _is_pair(run[begin : begin + 3], run[begin + 2 :], x, height):
        begin += 2
    return run[begin:]


def _is_pair(top: list[Unit], below: list[Unit], x: int, height: float) -> bool:
    one, two = sorted(top[:2], key=lambda unit: unit.bbox.left)
    level = one.bbox.shares_rows(two.bbox) > _BESIDE * one.bbox.height and one.bbox.right < x < two.bbox.left
    apart = top[2].bbox.top - max(one.bbox.bottom, two.bbox.bottom) > _WHITE * height
    edges = [
        [u.bbox.left for u in below if (u.bbox.left + u.bbox.right < 2 * x) is at_left]
        for at_left in (True, False)
    ]
    return (
        level
        and apart
        and all(edges)
        and all(
            unit.bbox.left > median(edge) + _OFF * height
            for unit, edge in zip((one, two), edges, strict=True)
        )
    )


def _is_aside(unit: Unit, below: list[Unit], x: int, height: float) -> bool:
    column = min((u.bbox.left for u in below if u.bbox.left >= x), default=x)
    beside = any(unit.bbox.shares_rows(other.bbox) > _BESIDE * unit.bbox.height for other in below[:2])
    return unit.bbox.left > column + _INDENT * height and not beside


def _stands_alone(unit: Unit, near: list[Unit], area: BBox) -> bool:
    off = abs(unit.bbox.middle_x - area.middle_x)
    beside = any(unit.bbox.shares_rows(other.bbox) > _BESIDE * unit.bbox.height for other in near)
    return off < 0.04 * area.width and not beside
