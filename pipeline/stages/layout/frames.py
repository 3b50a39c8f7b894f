"""Frames and rules: which lines stand in one printed box and are read as one."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.base import BBox, around
from pipeline.records.text import Line
from pipeline.stages.layout.rows import Unit


def units_of(lines: Sequence[Line], rules: Sequence[BBox], height: float) -> list[Unit]:
    """Lines as units; those inside one frame become a single framed unit. `height` is the body height in pixels."""
    taken: set[int] = set()
    units: list[Unit] = []
    for frame in _frames(lines, rules, height):
        inside = [i for i, line in enumerate(lines) if i not in taken and _within(line.bbox, frame)]
        if len(inside) > 1:
            taken.update(inside)
            held = tuple(lines[i] for i in inside)
            units.append(Unit(held, around([line.bbox for line in held]), framed=True))
    units += [Unit((line,), line.bbox) for i, line in enumerate(lines) if i not in taken]
    return units


def is_frame(rule: BBox, height: float) -> bool:
    """Whether a printed rule is a box that holds text, and no mere line."""
    return rule.height > 2 * height and rule.width > 6 * height


def level_rules(rules: Sequence[BBox], height: float) -> list[BBox]:
    """The horizontal lines among the rules, frames' own edges left out."""
    return [r for r in rules if r.height <= max(6.0, 0.5 * height) and r.width >= 3 * height]


def _frames(lines: Sequence[Line], rules: Sequence[BBox], height: float) -> list[BBox]:
    """Outermost frames, largest first; a frame around nearly the whole page parts nothing."""
    page = around([line.bbox for line in lines])
    found: list[BBox] = []
    for rule in sorted(rules, key=lambda r: -r.width * r.height):
        whole = rule.height > 0.8 * page.height and rule.width > 0.8 * page.width
        if is_frame(rule, height) and not whole and not any(_within(rule, outer) for outer in found):
            found.append(rule)
    return found


def _within(inner: BBox, outer: BBox) -> bool:
    if not (outer.left <= inner.middle_x <= outer.right and outer.top <= inner.middle_y <= outer.bottom):
        return False
    return inner.shares_columns(outer) > 0.9 * inner.width
