"""The end of an article in Latin letters: the English abstract below its label, dates, and addresses that its first pages lack.

Its references are in the same letters, so that only labels tell, and the language of what follows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.languages.families import ENGLISH
from pipeline.languages.labels import headings_in, leading_label
from pipeline.languages.scripts import language_of
from pipeline.languages.strangers import share_of
from pipeline.records.segment import Role, Segments
from pipeline.records.text import Block, BlockKind, Line, PageText
from pipeline.stages.segment.end_parts import cropped, prints_english
from pipeline.stages.segment.pieces import is_reference

_HEADS = frozenset((BlockKind.HEADER, BlockKind.FOOTER))
_DATES = frozenset(("received", "revised", "accepted"))
_MAILED = frozenset(("email", "correspondence"))
_GAP = "\u3000"
"""What a layout puts between parts of a row that stand far apart."""
_TEXT, _LINES = 200, 60
"""Letters that an abstract has at least, and lines at most."""
_APART, _OVER = 1.6, 4.0
"""White within an abstract, and between its title and its label, at most, in heights of a line."""
_TITLE, _ENGLISH = 4, 0.8
"""Lines of a title at most, and how likely it is in English, at least."""
_ADDRESS = 12
"""Lines of an address at most."""


class Wanted(NamedTuple):
    """What the first pages of an article lack."""

    english: bool
    dates: bool
    mail: bool


class _At(NamedTuple):
    page: PageText
    block: Block
    line: Line


def wanted(found: Segments) -> Wanted:
    """What the pages read of an article in Latin letters lack that its end may print."""
    foreign = found.language != ENGLISH
    mailed = any("@" in s.text for s in found.segments)
    return Wanted(foreign and not prints_english(found), not found.of(Role.DATES), not mailed)


def latin_end(pages: Sequence[PageText], found: Segments) -> list[PageText]:
    """What of the last pages is the English front matter, a date, or (as pages like the first ones) an address, where that is lacking."""
    lacking = wanted(found)
    lines = [
        _At(page, block, line)
        for page in pages
        for block in page.blocks
        if block.kind not in _HEADS
        for line in block.lines
    ]
    english = _abstract(lines, found.language) if lacking.english else []
    dates = dict(_dates([at.line for at in lines])) if lacking.dates else {}
    own = {id(lines[n].line): lines[n].line for n in english}
    owned = [block for page in pages for block in page.blocks if lacking.mail and _is_address(block)]
    mailed = {id(line): line for block in owned for line in block.lines if id(line) not in own}
    like_first = [cropped(page, mailed) for page in pages]
    ends = [_titled(cropped(page, own)) for page in pages] + [cropped(page, dates) for page in pages]
    ends = [page.model_copy(update={"closing": True}) for page in ends]
    return [page for page in (*like_first, *ends) if page.blocks]


def _titled(page: PageText) -> PageText:
    """A page whose title stands under a label beside whose text it is, with the title above them."""
    label = next((block for block in page.blocks if _tells(block.lines[0], "abstract")), None)
    if label is None or len(label.lines) > 1:
        return page
    box = label.bbox
    beside = [
        b for b in page.blocks if b.bbox.left > box.right and abs(b.bbox.top - box.top) < _APART * box.height
    ]
    under = [
        b
        for b in page.blocks
        if beside
        and b.bbox.top > box.bottom
        and box.shares_columns(b.bbox) > 0
        and b.bbox.right <= beside[0].bbox.left
    ]
    titles = [b for b in under if not _tells(b.lines[0], "keywords")]
    rest = [b for b in page.blocks if not any(b is title for title in titles)]
    return page.model_copy(update={"blocks": (*titles, *rest)})


def _abstract(lines: Sequence[_At], own: str) -> list[int]:
    """The lines of the English abstract, with its label, the title that stands over or beside it, and its keywords."""
    for n, at in enumerate(lines):
        if not _tells(at.line, "abstract"):
            continue
        below = list(_below(lines, n))
        text = " ".join(lines[m].line.text for m in below)
        if len(text) >= _TEXT and language_of(text, own) == ENGLISH:
            return [*_above(lines, n), *below]
    return []


def _tells(line: Line, field: str) -> bool:
    label = leading_label(line.text)
    return label is not None and label.field == field and ENGLISH in label.languages


def _below(lines: Sequence[_At], first: int) -> Iterator[int]:
    """The label's line and those that go on beside and below it: to a reference, a label of another kind, or white behind the text."""
    yield first
    letters, taken, last, told = 0, 0, lines[first], lines[first]
    for n in range(first + 1, len(lines)):
        at = lines[n]
        box, height = at.line.bbox, at.line.bbox.height
        if at.page is told.page and box.top < told.line.bbox.top - height:
            continue
        label = leading_label(at.line.text)
        keywords = _tells(at.line, "keywords")
        ends = label is not None and not keywords and not headings_in(at.line.text, ENGLISH)
        if is_reference(at.line.text) or ends:
            return
        white = box.top - last.line.bbox.bottom
        apart = at.page is not last.page or white < -height or white > _APART * height
        if (letters >= _TEXT and apart and not keywords) or taken >= _LINES:
            return
        yield n
        letters, taken, last = letters + len(at.line.text), taken + 1, at


def _above(lines: Sequence[_At], label: int) -> list[int]:
    """The lines of the block right above a label where they are a title in English."""
    block, box = lines[label - 1].block if label else None, lines[label].line.bbox
    if block is None or block is lines[label].block or lines[label - 1].page is not lines[label].page:
        return []
    text = " ".join(line.text for line in block.lines)
    near = 0 <= box.top - block.bbox.bottom < _OVER * box.height
    titled = (
        len(block.lines) <= _TITLE and not text.rstrip().endswith(".") and not any(c.isdigit() for c in text)
    )
    if not (near and titled and share_of(text, ENGLISH) >= _ENGLISH):
        return []
    return list(range(label - len(block.lines), label))


def _dates(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """The lines, by the identity of the whole ones, that begin with a date's label behind the references, and what they go on with."""
    for n, line in enumerate(lines):
        start = line.text.rfind(_GAP) + 1
        part = line.cut(start, len(line.text)) if start else line
        label = leading_label(part.text)
        if label is None or label.field not in _DATES or is_reference(part.text):
            continue
        follows = next((m for m in lines[n + 1 : n + 3] if _continues(part, m)), None)
        if not any(c.isdigit() for c in part.text + (follows.text if follows else "")):
            continue
        yield id(line), part
        if follows is not None and not part.text.rstrip()[-1:].isdigit():
            yield id(follows), follows


def _continues(line: Line, other: Line) -> bool:
    """Whether a line begins right below another, at its edge."""
    height = line.bbox.height
    return (
        abs(other.bbox.left - line.bbox.left) < 3 * height and 0 < other.bbox.top - line.bbox.top < 2 * height
    )


def _is_address(block: Block) -> bool:
    """Whether a block is a short one with a mail address that a label tells, and no reference."""
    labels = [label.field for line in block.lines if (label := leading_label(line.text))]
    mailed = any("@" in line.text for line in block.lines)
    cited = any(is_reference(line.text) for line in block.lines)
    return (
        mailed
        and not cited
        and len(block.lines) <= _ADDRESS
        and bool(_MAILED & set(labels))
        and block.kind not in _HEADS
    )
