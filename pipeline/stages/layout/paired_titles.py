"""A title and its translation side by side over the two columns of their abstracts, row by row in one block: two blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.records.base import around
from pipeline.records.text import Block, BlockKind, Line

_ROWS, _COLUMN = 2, 4
"""Lines of such a title at least, and of each column below it."""
_EDGE, _LEVEL = 0.35, 0.5
"""How far from the edge of its column a line begins, in heights of a line, at most; share of its height that one beside it has."""
_NEAR = 1.0
"""How far from the gutter a word may seem to begin that stands at it, in heights of a line."""


def with_pairs_parted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each that holds rows of two lines over two columns as one of the lines on the left and one of those on the right."""
    found: list[Block] = []
    for n, block in enumerate(blocks):
        edges = _columns_below(block, blocks[n + 1 :]) if block.kind is BlockKind.BODY else None
        found += (edges and _parted(block, *edges)) or [block]
    return found


def _columns_below(block: Block, below: Sequence[Block]) -> tuple[Block, Block] | None:
    """The next two blocks below that stand side by side as columns of text; None where the next such block stands alone."""
    long = [b for b in below if b.kind is BlockKind.BODY and len(b.lines) >= _COLUMN]
    if len(long) <= 1:
        return None
    left, right = long[:2]
    beside = (
        right.bbox.left > left.bbox.right and abs(left.bbox.top - right.bbox.top) < left.lines[0].bbox.height
    )
    return (left, right) if beside and left.bbox.top > block.bbox.bottom else None


def _parted(block: Block, left: Block, right: Block) -> list[Block] | None:
    """The two halves of a block; None where a line of it begins at neither edge, or runs over the gutter without a gap there."""
    one: list[Line] = []
    two: list[Line] = []
    for line in block.lines:
        for part in _halves(line, right.bbox.left):
            if _begins(part, right.bbox.left):
                two.append(part)
            elif _begins(part, left.bbox.left) and part.bbox.right < right.bbox.left:
                one.append(part)
            else:
                return None
    level = all(any(_is_level(line, other) for other in one) for line in two)
    if min(len(one), len(two)) < _ROWS or not level:
        return None
    return [_block(block, one, left.column), _block(block, two, right.column)]


def _halves(line: Line, gutter: int) -> Iterator[Line]:
    """A line, cut at the space nearest to the gutter that it runs over: words of a text layer have no boxes."""
    spaces = [n for n, char in enumerate(line.text) if char.isspace()]
    here = line.bbox
    if not spaces or not here.left < gutter < here.right - here.height:
        yield line
        return
    at = min(spaces, key=lambda n: abs(line.box(n + 1, len(line.text)).left - gutter))
    near = abs(line.box(at + 1, len(line.text)).left - gutter) < _NEAR * here.height
    if near:
        yield line.cut(0, at).model_copy(update={"bbox": here._replace(right=gutter - 1)})
        yield line.cut(at, len(line.text)).model_copy(update={"bbox": here._replace(left=gutter)})
    else:
        yield line


def _begins(line: Line, edge: int) -> bool:
    return abs(line.bbox.left - edge) < _EDGE * line.bbox.height


def _is_level(line: Line, other: Line) -> bool:
    return line.bbox.shares_rows(other.bbox) > _LEVEL * line.bbox.height


def _block(block: Block, lines: Sequence[Line], column: int) -> Block:
    box = around([line.bbox for line in lines])
    return block.model_copy(update={"lines": tuple(lines), "bbox": box, "column": column})
