"""Layout: a page's lines in reading order, as blocks with column and kind."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.base import BBox, around
from pipeline.records.text import Block, BlockKind, Line, PageLines, PageText, TextOrigin
from pipeline.stages.layout.again import to_read_again
from pipeline.stages.layout.bands import Bands, part
from pipeline.stages.layout.blocks import blocks_of, paragraphs
from pipeline.stages.layout.columns import strips
from pipeline.stages.layout.cover import is_cover
from pipeline.stages.layout.doubts import complained, doubts, enclosed, seen_wrong, unread
from pipeline.stages.layout.forms import with_form_rows
from pipeline.stages.layout.frames import units_of
from pipeline.stages.layout.mirror import is_read_leftward, mirrored, turned, turned_box
from pipeline.stages.layout.paired_titles import with_pairs_parted
from pipeline.stages.layout.rows import Unit, body_height, in_order
from pipeline.stages.layout.skew import slant_of
from pipeline.stages.layout.spread import fold_of
from pipeline.stages.layout.standins import boxes_in, stand_ins, without
from pipeline.stages.layout.vertical import runs_down, stacked

__all__ = [
    "complained",
    "doubts",
    "enclosed",
    "is_cover",
    "layout",
    "seen_wrong",
    "sketch",
    "to_read_again",
    "unread",
]


def layout(page: PageLines) -> PageText:
    """Order a page's lines: header, then columns band by band, then footnotes, then footer.

    Lines of a text file keep their order; everywhere else boxes alone decide. Line boxes are pixels of the page. Of a
    double page the left one comes first.
    """
    lines = _lines(page)
    return PageText(
        number=page.number,
        width=page.width,
        height=page.height,
        dpi=page.dpi,
        origin=page.origin,
        blocks=without(_blocks(page, lines)),
        transform=page.transform,
        vertical=page.vertical or runs_down(lines),
        marks=page.marks,
        script=page.script,
        unread=len(page.unread),
    )


def sketch(page: PageLines) -> tuple[tuple[tuple[BBox, ...], ...], ...]:
    """The boxes of a page that are not read yet, in reading order: by block, line, and piece of a line."""
    blocks = (map(boxes_in, block.lines) for block in _blocks(page, _lines(page)))
    return tuple(block for each in blocks if (block := tuple(filter(None, each))))


def _lines(page: PageLines) -> tuple[Line, ...]:
    return (*(line for line in page.lines if line.text.strip()), *stand_ins(page.unread))


def _blocks(page: PageLines, lines: tuple[Line, ...]) -> Sequence[Block]:
    if page.origin is TextOrigin.TEXT_FILE:
        return paragraphs(lines)
    sheet = BBox(0, 0, page.width, page.height)
    if not is_read_leftward(lines):
        return _by_page(lines, page.rules, sheet)
    rules = tuple(turned_box(rule, page.width) for rule in page.rules)
    return [turned(block, page.width) for block in _by_page(mirrored(lines, page.width), rules, sheet)]


def _by_page(lines: tuple[Line, ...], rules: tuple[BBox, ...], page: BBox) -> list[Block]:
    """The blocks of a page, or of the two pages of a double one; the columns of the second are counted on."""
    fold = fold_of(lines, page.width, page.height, body_height(lines))
    if fold is None:
        return _ordered(lines, rules, page)
    halves = page._replace(right=fold), page._replace(left=fold)
    left, right = (
        _ordered(
            tuple(line for line in lines if half.left <= line.bbox.middle_x < half.right),
            tuple(rule for rule in rules if half.left <= rule.middle_x < half.right),
            half,
        )
        for half in halves
    )
    count = 1 + max((block.column for block in left), default=0)
    return [*left, *(block.model_copy(update={"column": block.column + count}) for block in right)]


def _ordered(lines: tuple[Line, ...], rules: tuple[BBox, ...], page: BBox) -> list[Block]:
    if not lines:
        return []
    aside = () if runs_down(lines) else stacked(lines)
    lines = tuple(line for line in lines if line not in aside) or lines
    slant = slant_of(lines, body_height(lines))
    lines, rules = slant.out(lines), tuple(slant.out_box(rule) for rule in rules)
    size = body_height(lines)
    bands: Bands = part(lines, rules, size, page)
    blocks = _band_block(bands.header, BlockKind.HEADER, size)
    for strip in strips(units_of(with_form_rows(bands.body), rules, size), size):
        blocks += blocks_of(strip, rules, size)
    feet = [b for b in blocks if b.kind is BlockKind.FOOTNOTE]
    blocks = with_pairs_parted([b for b in blocks if b.kind is not BlockKind.FOOTNOTE]) + feet
    blocks += _band_block(bands.footer, BlockKind.FOOTER, size) + _band_block(
        bands.margin, BlockKind.MARGIN, size
    )
    blocks = [_with_lines(block, slant.back(block.lines)) for block in blocks]
    if not aside:
        return blocks
    return [*blocks, Block(lines=aside, bbox=around([line.bbox for line in aside]), kind=BlockKind.MARGIN)]


def _with_lines(block: Block, lines: tuple[Line, ...]) -> Block:
    return block.model_copy(update={"lines": lines, "bbox": around([line.bbox for line in lines])})


def _band_block(lines: tuple[Line, ...], kind: BlockKind, size: float) -> list[Block]:
    """The lines of a header or footer band, row by row, as one block."""
    ordered = [u.lines[0] for u in in_order([Unit((line,), line.bbox) for line in lines], size)]
    if not ordered:
        return []
    return [Block(lines=tuple(ordered), bbox=around([line.bbox for line in ordered]), kind=kind)]
