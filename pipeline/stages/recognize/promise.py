"""Lines in the order of their promise: what can belong to the front matter first, and the rest only where that is open.

Where the lines are is known before any is read. The edges of the page and the first line of every block are read at
once; what these are in the article says which blocks to read whole, and how far down the page to go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.languages.families import family
from pipeline.languages.labels import leading_label
from pipeline.languages.scripts import Script, script_shares
from pipeline.records.base import BBox, around
from pipeline.records.segment import Front
from pipeline.records.text import Line, PageLines, PageText
from pipeline.stages.recognize.reading import PageReading

Block = tuple[tuple[BBox, ...], ...]
"""The pieces of the lines of a block."""

TOP = 0.3
"""Share of the height of a page that begins an article, from the top, that holds its masthead, title and authors."""
HEAD, FOOT = 0.14, 0.85
"""Shares of the page's height above which running heads end and below which feet begin."""
ROWS = 4
"""Rows of a running head or foot, and of a title above an abstract, at most."""
GAP = 1.0
"""Heights of a line from which a gap parts a running head or foot from the text."""
SMALL, LARGE = 0.9, 1.3
"""Type of notes and of titles against the page's usual type."""
NOTES = 12
"""Lines that notes have at most."""
STEP = 6
"""Lines that are read at least before the front matter is judged anew."""
LATIN = 0.7
"""Share of Latin letters that makes a line one in Latin script."""
FEW = 0.65
"""The share of a page's blocks up to which a script, Latin or other, is that of another language than the page's own."""
LONG = 10
"""Heights of a line in another script than the article's that is no cell of a table on a later page."""
SPARSE = 40
"""Lines of a page that holds a card, an imprint or the end of an abstract and no running text, at most."""
PATIENCE = 24
"""Lines read of a later page in which no front matter is found, from which it has none: a card stands at the top of its page."""
_PLAIN = frozenset({"body", "references"})
"""Fields whose labels begin nothing of the front matter."""


@dataclass(frozen=True)
class Order:
    """What tells the order of lines that are found, the text of a page of which some are read, and how far its front is."""

    sketch: Callable[[PageLines], tuple[Block, ...]]
    layout: Callable[[PageLines], PageText]
    front: Callable[[Sequence[PageText]], Front]


def read_front(
    reading: PageReading, page: Callable[[], PageLines], order: Order, before: Sequence[PageText]
) -> None:
    """Read as much of a page as its part in the front matter takes; `page` gives what is read of it so far.

    The first page, and each until title and authors are met, is read from the top until the front matter is complete, or the
    text has begun under a heading of its own below an abstract; later ones as far as an abstract runs on. Blocks that begin like front matter are
    read wherever they stand. So is a page of few lines while an abstract is to come: the cards of booklets print it without
    any label. Of a later page no more is read once so much of it has no part in the front matter. Raises ToolError.
    """
    blocks = order.sketch(page())
    if not blocks:
        return
    known = order.front(before) if before else Front()
    flows = known.runs_on or not known.begun
    sparse = known.begun and not known.whole and len(reading.unread) <= SPARSE
    edges = set(_edges(page(), _size(blocks)))
    reading.read([*edges, *_telling(blocks, page(), begins=not known.begun)])
    reading.leave([box for box in _listed(blocks, order.layout(page())) if box not in edges])
    while True:
        text = order.layout(page())
        state = order.front([*before, text])
        chosen = _promising(blocks, reading.unread, text, state, known)
        ended = known.begun or (state.begun and state.headed)
        goes_on = state.runs_on or sparse or not (ended or state.complete)
        if before and not state.places and len(text.lines) >= PATIENCE:
            goes_on = False
        if not chosen and goes_on:
            left = set(reading.unread)
            chosen = _some([box for line in block for box in line if box in left] for block in blocks)
        elif not chosen:
            chosen = _beyond(blocks, reading.unread, state.places if flows else _lone(text))
        if not chosen:
            return
        reading.read(chosen)


def _telling(blocks: Sequence[Block], page: PageLines, *, begins: bool) -> Iterator[BBox]:
    """The first line of every block, and all of large type, of notes at a foot and of a few rows in a foot.

    Of a page that `begins` an article, all of its upper part.
    """
    if begins:
        yield from (box for box in page.unread if box.bottom < TOP * page.height)
    size = _size(blocks)
    for block in blocks:
        boxes = [box for line in block for box in line]
        height = median(box.height for box in boxes)
        low = around(boxes).top > page.height / 2
        notes = height <= SMALL * size and low and len(block) <= NOTES
        foot = len(block) <= ROWS and around(boxes).top > FOOT * page.height
        yield from boxes if notes or foot or height >= LARGE * size else block[0]


def _size(blocks: Sequence[Block]) -> float:
    return median(box.height for block in blocks for line in block for box in line)


def _listed(blocks: Sequence[Block], text: PageText) -> list[BBox]:
    """The boxes of a list of references, but for blocks with a label: one work of many would pass for the article's own."""
    labels = [(line.bbox, label.field) for line in text.lines if (label := leading_label(line.text))]
    heads = [place for place, field in labels if field == "references"]
    kept = [place for place, field in labels if field not in _PLAIN]
    found: list[BBox] = []
    for block in blocks:
        boxes = [box for line in block for box in line]
        if found or any(_inside(box, head) for box in boxes for head in heads):
            found += [box for box in boxes if not any(_inside(boxes[0], place) for place in kept)]
    return found


def _edges(page: PageLines, size: float) -> Iterator[BBox]:
    """Rows at the top and at the bottom of the page that a gap parts from the text, or else its first row.

    The last row of a text alone would look like a running foot: it may be the end of a work that is cited.
    """
    rows = _box_rows(page.unread)
    area = around(list(page.unread))
    head = [row for row in rows if around(row).bottom < area.top + HEAD * area.height]
    foot = [row for row in rows if around(row).top > area.top + FOOT * area.height]
    yield from (box for row in head[: _before_last_gap(head, size) or 1] for box in row)
    yield from (box for row in foot[::-1][: _before_last_gap(foot[::-1], size)] for box in row)


def _before_last_gap(rows: Sequence[Sequence[BBox]], size: float) -> int:
    """How many of the rows, from the edge inwards, stand before the last gap."""
    boxes = [around(list(row)) for row in rows[: ROWS + 1]]
    gaps = [max(b.top - a.bottom, a.top - b.bottom) for a, b in pairwise(boxes)]
    return max((n for n, gap in enumerate(gaps, start=1) if gap > GAP * size), default=0)


def _box_rows(boxes: Iterable[BBox]) -> list[list[BBox]]:
    """Boxes by row, from the top."""
    rows: list[list[BBox]] = []
    for box in sorted(boxes, key=lambda box: box.middle_y):
        if rows and 2 * rows[-1][0].shares_rows(box) > min(rows[-1][0].height, box.height):
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def _promising(
    blocks: Sequence[Block], unread: Iterable[BBox], text: PageText, front: Front, known: Front
) -> list[BBox]:
    """What is unread of the blocks that begin like front matter, and of the first ones that play a part in it.

    Only of the first: a text of which beginnings alone are read looks like an abstract that goes on, until this has ended.
    """
    few = _in_few(text) - _own(known)
    begins = [line.bbox for line in text.lines if _begins_front(line, few, LONG * known.begun)]
    parts = _of(blocks, unread, front.places)
    above = _above(blocks, unread, begins)
    return [*above, *(box for block in _of(blocks, unread, begins) for box in block), *_some(parts)]


def _above(blocks: Sequence[Block], unread: Iterable[BBox], begins: Sequence[BBox]) -> Iterator[BBox]:
    """The rest of short blocks right above those that begin like front matter: the title of an abstract."""
    left = set(unread)
    for over, block in pairwise(blocks):
        begun = len(over) <= ROWS and not left.intersection(over[0])
        if begun and any(_inside(box, place) for box in block[0] for place in begins):
            yield from (box for line in over for box in line if box in left)


def _of(blocks: Sequence[Block], unread: Iterable[BBox], places: Sequence[BBox]) -> Iterator[list[BBox]]:
    """What is unread of each block that one of the places, which were read, lies in."""
    left = set(unread)
    for block in blocks:
        boxes = [box for line in block for box in line]
        rest = [box for box in boxes if box in left]
        if rest and any(_inside(box, place) for box in boxes if box not in left for place in places):
            yield rest


def _lone(text: PageText) -> list[BBox]:
    """The lines that are nothing but a label, whose value stands in the next block."""
    labelled = ((line, leading_label(line.text)) for line in text.lines)
    return [
        line.bbox
        for line, label in labelled
        if label and label.field not in _PLAIN and label.end >= len(line.text.rstrip())
    ]


def _beyond(blocks: Sequence[Block], unread: Iterable[BBox], places: Sequence[BBox]) -> list[BBox]:
    """What is unread of the block after one with such a place: read whole it may turn out to go on with it."""
    left = set(unread)
    follows = False
    for block in blocks:
        boxes = [box for line in block for box in line]
        rest = [box for box in boxes if box in left]
        if rest and follows:
            return rest
        follows = any(_inside(box, place) for box in boxes for place in places)
    return []


def _some(blocks: Iterable[list[BBox]]) -> list[BBox]:
    """The lines of the first blocks, so many that the front matter is worth judging anew."""
    chosen: list[BBox] = []
    for block in blocks:
        chosen += block
        if len(chosen) >= STEP:
            break
    return chosen


def _inside(box: BBox, place: BBox) -> bool:
    """Whether the middle of a found line lies in one of the layout."""
    return place.left <= box.middle_x <= place.right and place.top <= box.middle_y <= place.bottom


def _begins_front(line: Line, few: frozenset[bool], long: float) -> bool:
    """Whether a line has a label of the front matter, or is in one of the `few` scripts and so long, in heights."""
    label = leading_label(line.text)
    if label is not None:
        return label.field not in _PLAIN
    return line.bbox.width >= long * line.bbox.height and _is_latin(line.text) in few


def _in_few(text: PageText) -> frozenset[bool]:
    """The scripts, Latin or not, that stand in some blocks of a page but are not its own; both where it is mixed."""
    kinds = [_is_latin(block.lines[0].text) for block in text.blocks if script_shares(block.lines[0].text)]
    return frozenset(kind for kind in kinds if kinds.count(kind) <= FEW * len(kinds))


def _own(known: Front) -> frozenset[bool]:
    """The script, Latin or not, of an article that has begun: on a later page what is printed in it is text."""
    return frozenset({family(known.language) == Script.LATIN} if known.begun and known.language else ())


def _is_latin(text: str) -> bool:
    return script_shares(text).get(Script.LATIN, 0.0) >= LATIN
