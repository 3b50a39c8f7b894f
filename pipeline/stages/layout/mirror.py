"""A page that is read from right to left is laid out as its mirror image: rows, columns and indents begin at the left there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pipeline.languages.direction import runs_leftward
from pipeline.records.base import BBox
from pipeline.records.text import Block, Line
from pipeline.stages.layout.rows import Unit, body_height, in_order

Placed = TypeVar("Placed", Line, Block)


def is_read_leftward(lines: Sequence[Line]) -> bool:
    """Whether most of a page's text, counted in letters, runs from right to left."""
    letters = [sum(char.isalpha() for char in line.text) for line in lines]
    leftward = sum(count for count, line in zip(letters, lines, strict=True) if runs_leftward(line.text))
    return 2 * leftward > sum(letters)


def mirrored(lines: Sequence[Line], width: int) -> tuple[Line, ...]:
    """The lines with boxes as in a mirror; pieces of one line that runs rightward, which would change places, are joined before."""
    own = [line for line in lines if runs_leftward(line.text)]
    rest = [Unit((line,), line.bbox) for line in lines if not runs_leftward(line.text)]
    joined = in_order(rest, body_height(lines)) if rest else []
    return tuple(turned(line, width) for line in (*own, *(unit.lines[0] for unit in joined)))


def turned(one: Placed, width: int) -> Placed:
    """A line with its box in a mirror as wide as the page, or a block with those of all its lines; twice is once."""
    update: dict[str, object] = {"bbox": turned_box(one.bbox, width)}
    if isinstance(one, Block):
        update["lines"] = tuple(turned(line, width) for line in one.lines)
    return one.model_copy(update=update)


def turned_box(box: BBox, width: int) -> BBox:
    """A box in a mirror as wide as the page."""
    return box._replace(left=width - box.right, right=width - box.left)
