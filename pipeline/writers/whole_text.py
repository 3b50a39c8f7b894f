"""The whole text of a document from its pages: headings, paragraphs and references in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from statistics import median
from typing import NamedTuple

from pipeline.languages import languages
from pipeline.languages.labels import leading_label
from pipeline.languages.scripts import is_wide
from pipeline.languages.writing import join_lines, words_of
from pipeline.records.text import Block, BlockKind, Line, PageText

_NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?:[.．]\d{1,2}){0,3})[.．、]?\s*(?P<words>\S.*)|(?P<han>[一二三四五六七八九十]{1,3}[、．.]\s*\S.*)"
)
_ITEM = re.compile(r"\s*(?:[\[［【(（]\s*\d{1,3}\s*[\]］】)）]|\d{1,3}\s*[.．、](?!\d))\s*\S")
_ENDS = re.compile(r"[.。!！?？;；:：,，]\s*$")
_SHORT = 40
"""Characters that a numbered heading has at most; a wide one counts twice."""
_LARGER = 1.18
"""How much higher than the body's lines those of an unnumbered heading are."""


class PieceKind(StrEnum):
    """What a piece of the text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    REFERENCE = "reference"
    NOTE = "note"


class TextPiece(NamedTuple):
    """A heading (`level` 1, 2, ...), paragraph, reference or note, with the page and lines it was read from."""

    kind: PieceKind
    text: str
    level: int
    page: int
    lines: tuple[tuple[int, Line], ...]
    """(page, line), in order."""


def pieces(pages: Sequence[PageText]) -> tuple[TextPiece, ...]:
    """Headings, paragraphs and references in reading order; running heads and feet are left out.

    A paragraph that a column or page breaks goes on behind the break.
    """
    vocabulary = words_of(line.text for page in pages for line in page.lines)
    usual = _usual_height(pages)
    found: list[TextPiece] = []
    references = False
    for page, block in _blocks(pages):
        for lines in _block_runs(block, references):
            piece = _piece(page, lines, block, usual, vocabulary, references)
            if piece.kind is PieceKind.HEADING:
                references = _opens_references(piece.text)
            found = _taken(found, piece, vocabulary)
    return tuple(found)


def _blocks(pages: Sequence[PageText]) -> Iterator[tuple[int, Block]]:
    for page in pages:
        for block in page.blocks:
            if block.kind not in (BlockKind.HEADER, BlockKind.FOOTER) and block.lines:
                yield page.number, block


def _usual_height(pages: Sequence[PageText]) -> float:
    heights = [line.bbox.height for _, block in _blocks(pages) for line in block.lines if len(line.text) > 10]
    return median(heights) if heights else 0.0


def _block_runs(block: Block, references: bool) -> Iterator[tuple[Line, ...]]:
    """A block's lines in runs: a heading stands alone, a reference begins with its number."""
    run: list[Line] = []
    for line in block.lines:
        starts = _opens_references(line.text) or _is_numbered(line.text)
        if references:
            starts = starts or bool(_ITEM.match(line.text))
        if starts and run:
            yield tuple(run)
            run = []
        run.append(line)
        if starts and not (references and _ITEM.match(line.text)):
            references = references or _opens_references(line.text)
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _piece(
    page: int,
    lines: tuple[Line, ...],
    block: Block,
    usual: float,
    vocabulary: frozenset[str],
    references: bool,
) -> TextPiece:
    text = join_lines((line.text for line in lines), vocabulary)
    where = tuple((page, line) for line in lines)
    if block.kind in (BlockKind.FOOTNOTE, BlockKind.MARGIN):
        return TextPiece(PieceKind.NOTE, text, 0, page, where)
    if references and not _opens_references(text):
        kind = PieceKind.REFERENCE if _ITEM.match(text) else PieceKind.PARAGRAPH
        return TextPiece(kind, text, 0, page, where)
    level = _level(text, lines, usual)
    return TextPiece(PieceKind.HEADING if level else PieceKind.PARAGRAPH, text, level, page, where)


def _level(text: str, lines: Sequence[Line], usual: float) -> int:
    """1 for a chapter, 2 for `1.2`, ...; 0 for what is no heading."""
    if len(lines) > 2 or _ENDS.search(text):
        return 0
    match = _NUMBERED.fullmatch(text)
    if match and _is_numbered(text):
        return (match["number"] or "1").replace("．", ".").count(".") + 1
    if _opens_references(text) or _folded(text) in _known():
        return 1
    return 1 if usual and min(line.bbox.height for line in lines) >= _LARGER * usual and len(text) > 1 else 0


def _is_numbered(text: str) -> bool:
    """Whether a line is a numbered heading: short, words behind the number, no end of a sentence."""
    match = _NUMBERED.fullmatch(text.strip())
    if not match or _ENDS.search(text) or _ITEM.match(text):
        return False
    words = match["words"] or match["han"]
    return (
        _width(text) <= _SHORT and bool(re.match(r"[^\W\d_a-z]", words)) and not re.search(r"[。，；]", words)
    )


def _width(text: str) -> int:
    return sum(2 if is_wide(c) else 1 for c in text)


def _opens_references(text: str) -> bool:
    """Whether a line is the heading of the list of references and nothing else."""
    label = leading_label(text)
    return bool(label and label.field == "references" and not text[label.end :].strip(" :：[]【】［］"))


@cache
def _known() -> frozenset[str]:
    """The headings of sections in every language."""
    forms = (form for known in languages().values() for many in known.headings.values() for form in many)
    return frozenset(map(_folded, forms))


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _taken(found: list[TextPiece], piece: TextPiece, vocabulary: frozenset[str]) -> list[TextPiece]:
    """The piece at the end, joined to the one that a column or page broke off."""
    notes: list[TextPiece] = []
    while found and found[-1].kind is PieceKind.NOTE:
        notes.insert(0, found.pop())
    last = found[-1] if found else None
    if last is not None and _paragraph_goes_on(last, piece):
        text = join_lines((last.text, piece.text), vocabulary)
        found[-1] = last._replace(text=text, lines=last.lines + piece.lines)
        return [*found, *notes]
    return [*found, *notes, piece]


def _paragraph_goes_on(last: TextPiece, piece: TextPiece) -> bool:
    if piece.kind is not PieceKind.PARAGRAPH or last.kind not in (PieceKind.PARAGRAPH, PieceKind.REFERENCE):
        return False
    if last.kind is PieceKind.REFERENCE:
        return True
    return not re.search(r"[.。!！?？;；:：)）\]】]\s*$", last.text) and _width(last.text) > _SHORT
