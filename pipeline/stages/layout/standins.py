"""What stands in the layout for lines that were found and not read: without them the rest of a page has no shape."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.base import BBox, around
from pipeline.records.edits import log
from pipeline.records.text import Block, Line, Word

_SIGN = "\ufffc"
_DENSE = 1.5
"""Characters to a square of a line's height, as print has them on the whole."""


def stand_ins(boxes: Sequence[BBox]) -> tuple[Line, ...]:
    """Lines of signs that mean nothing, as long as what is printed in the boxes would be."""
    return tuple(_stand_in(box) for box in boxes)


def _stand_in(box: BBox) -> Line:
    low, high = sorted((max(1, box.width), max(1, box.height)))
    text = _SIGN * max(1, round(_DENSE * high / low))
    return Line(
        text=text, bbox=box, confidence=1.0, engine="", words=(Word(text=_SIGN, bbox=box, confidence=1.0),)
    )


def boxes_in(line: Line) -> tuple[BBox, ...]:
    """The boxes that a line of the layout stands in for: several where pieces of one row were joined."""
    return tuple(word.bbox for word in line.words if word.text == _SIGN)


def without(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with what was read alone."""
    return tuple(left for block in blocks if (left := _left(block)) is not None)


def _left(block: Block) -> Block | None:
    if not any(_SIGN in line.text for line in block.lines):
        return block
    lines = [line for each in block.lines if (line := _read(each)) is not None]
    if not lines:
        return None
    return block.model_copy(update={"lines": tuple(lines), "bbox": around([line.bbox for line in lines])})


def _read(line: Line) -> Line | None:
    """What was read of a line, or None: of a row joined from read and unread pieces the former."""
    if _SIGN not in line.text:
        return line
    text, raw = (" ".join(said.replace(_SIGN, " ").split()) for said in (line.text, line.raw))
    words = tuple(word for word in line.words if word.text != _SIGN)
    if not text:
        return None
    boxes = [word.bbox for word in words] or [line.bbox]
    return line.model_copy(
        update={
            "text": text,
            "words": words,
            "bbox": around(boxes),
            "edits": log(raw, text, known=line.edits),
        }
    )
