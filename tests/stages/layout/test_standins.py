"""Unread lines hold their place in the layout and leave nothing in what was read."""

from __future__ import annotations

from pipeline.records.base import BBox
from pipeline.records.text import Block, Line, Word
from pipeline.stages.layout.standins import boxes_in, stand_ins, without

UNREAD = BBox(0, 100, 400, 120)
UPRIGHT = BBox(0, 0, 20, 400)


def block(*lines: Line) -> Block:
    return Block(lines=lines, bbox=BBox(0, 0, 900, 900))


def read(text: str, left: int, right: int) -> Line:
    box = BBox(left, 100, right, 120)
    return Line(
        text=text, bbox=box, confidence=0.9, engine="one", words=(Word(text=text, bbox=box, confidence=0.9),)
    )


def test_a_stand_in_is_as_long_as_the_print_that_it_stands_for() -> None:
    level, upright = stand_ins([UNREAD, UPRIGHT])
    assert len(level.text) == len(upright.text) == 30
    assert (boxes_in(level), level.bbox) == ((UNREAD,), UNREAD)


def test_a_block_of_unread_lines_is_gone_and_what_was_read_stays_as_it_is() -> None:
    kept = block(read("Methods", 500, 600))
    assert without([block(*stand_ins([UNREAD])), kept]) == (kept,)


def test_of_a_row_joined_from_both_the_read_piece_is_left_with_its_box_and_log() -> None:
    (sign,) = stand_ins([UNREAD])
    piece = read("Methods", 500, 600)
    row = Line(
        text=f"{sign.text} Methods",
        bbox=BBox(0, 100, 600, 120),
        confidence=0.9,
        engine="one",
        words=(*sign.words, *piece.words),
    )
    (left,) = without([block(row)])
    (line,) = left.lines
    assert (line.text, line.raw, line.bbox, line.words) == ("Methods", "Methods", piece.bbox, piece.words)
    assert left.bbox == piece.bbox
    assert boxes_in(row) == (UNREAD,)
