"""A glimpse at a line tells whether the first engine can read it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ports import Recognizer
from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line
from pipeline.stages.recognize.weak import is_weak

GLIMPSE, LEAST = 5, 0.4
"""Heights of the piece of a line that tells its script, and the share of the line up to which that is worth while."""
FOREIGN = 0.9
"""A piece in a script of the models is read with at least this confidence."""


def glimpsed(pixels: Pixels, boxes: Sequence[BBox], first: Recognizer, wanted: Sequence[str]) -> list[Line]:
    """The lines of a page in a foreign language as `first` reads them; those foreign at a glimpse are left without text.

    A short piece from the middle of a line tells it. Lines of one script stand together: it is tried only below a foreign
    line, and where none stands above.
    """
    foreign: dict[BBox, bool] = {}
    read: dict[BBox, Line] = {}
    for box in sorted(boxes, key=lambda box: box.middle_y):
        above = next((known for known in reversed(foreign) if _over(known, box)), None)
        foreign[box] = (above is None or foreign[above]) and _foreign_at_a_glimpse(pixels, box, first, wanted)
        if not foreign[box]:
            (read[box],) = first.read_lines(pixels, [box], wanted)
            foreign[box] = is_weak(read[box])
    return [
        read.get(box) or Line(text="", bbox=box, confidence=0.0, engine=first.name, words=()) for box in boxes
    ]


def _over(above: BBox, box: BBox) -> bool:
    return 2 * above.shares_columns(box) > min(above.width, box.width)


def _foreign_at_a_glimpse(pixels: Pixels, box: BBox, first: Recognizer, wanted: Sequence[str]) -> bool:
    share = GLIMPSE * box.height / max(1, box.width)
    if share > LEAST:
        return False
    (piece,) = first.read_lines(pixels, [box.part(0.5 - share / 2, 0.5 + share / 2)], wanted)
    return piece.confidence < FOREIGN
