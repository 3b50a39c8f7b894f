"""Small made-up pages: lines put where a journal prints them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.base import BBox
from pipeline.records.text import Line, PageLines, TextOrigin

WIDTH, HEIGHT, SIZE, STEP = 2480, 3508, 40, 60
LEFT, RIGHT = 200, 2280
COLUMNS = ((200, 1200), (1280, 2280))


def line(text: str, left: int, top: int, right: int, size: int = SIZE) -> Line:
    """One line of print."""
    return Line(text=text, bbox=BBox(left, top, right, top + size), confidence=0.98, engine="test")


def stack(
    name: str, count: int, top: int, left: int = LEFT, right: int = RIGHT, step: int = STEP
) -> list[Line]:
    """`count` full lines called name1, name2, ... under one another; the last one ends early."""
    ends = [right] * (count - 1) + [left + (right - left) * 2 // 3]
    return [line(f"{name}{i + 1}", left, top + i * step, end) for i, end in enumerate(ends)]


def page(lines: Sequence[Line], rules: Sequence[BBox] = (), number: int = 1) -> PageLines:
    """A page at 300 dpi whose lines come in a mixed-up order."""
    mixed = sorted(lines, key=lambda found: (sum(map(ord, found.text)) * 7919) % 1009)
    return PageLines(
        number=number,
        width=WIDTH,
        height=HEIGHT,
        dpi=300,
        origin=TextOrigin.OCR,
        lines=tuple(mixed),
        rules=tuple(rules),
    )
