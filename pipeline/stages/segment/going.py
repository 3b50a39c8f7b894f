"""Whether a line goes on with what is being read: an abstract, a note."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.languages.families import family, members, same_family
from pipeline.languages.labels import headings_in
from pipeline.languages.names import is_full_name
from pipeline.languages.scripts import EAST_ASIAN, script_counts
from pipeline.records.segment import Role
from pipeline.stages.segment.names import place_likeness
from pipeline.stages.segment.pieces import Piece, ems
from pipeline.stages.segment.tongue import LATIN

_SCRIPTS = 2
"""Scripts in a line of another language: its own, and that of a term."""
_OWN = 6
"""Characters of a text's own writing in a line of terms."""
_SIZES, NEAR_SIZES = (0.75, 1.33), (0.85, 1.18)
"""Type of other sizes than between these belongs to something else."""
_MANY, _SAME_WIDTH = 20, 0.93
"""Ems of a line whose width tells its type, at least, and how much alike these are in one type."""
_PLACE = 0.6
"""A line that looks this much like a place is one."""

END = re.compile(r"[.。．!?！？:：]\s*[\]）)］”\"]*\s*$")
_ADDRESS = re.compile(r"(?:https?:|www\.|doi\b|\b10\.\d{4})\S*[\w/]\s*$", re.IGNORECASE)
"""What a citation ends in beside a full stop: the address of the article."""
_DATE_END = re.compile(r"\s*(?:[^\W\d_]{3,10}\.?,?\s+(?:de\s+)?)?(?:19|20)\d\d\b.{0,4}$")
"""What a line begins and ends with that a date runs over to: `2021`, `November 2021`."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPACING, INDENT, _FIRST = 1.15, 4, 1.5
"""How much further down the next paragraph stands than the next line, how far its first line is set in, and how far down the
second line of a text stands from top to top, in heights, at most."""
_PARTED = 0.6
"""White above what is set apart from a line, in heights, at least."""
_UNSPACED = frozenset({"Han", "Kana"})
OPEN_END = re.compile(r"(?:[,，\u060c、;；\u061b\-‐–/(（:：]|\s[.·])\s*$")


_WIDE = 0.8
"""How wide a line that breaks off is, at least, as a share of the next one: else it is the last of its paragraph."""


@dataclass
class Open:
    """What is being read: the role, its run, its last piece and the language of its text so far."""

    role: Role
    run: int
    last: Piece
    tongue: str | None
    lone: bool = False
    """Whether the label stood on a line by itself."""
    left: int = 0
    """Where its first line begins, in pixels."""
    pitch: int = 0
    """From the top of its last line but one to that of its last, in pixels; 0 where it has one line."""


def same_language(piece: Piece, tongue: str) -> bool:
    """Whether a piece, or the label that it bears, is in the language of a text."""
    if piece.tongue == tongue:
        return True
    known = piece.label.languages if piece.label else ()
    return tongue in known or (tongue == LATIN and LATIN in map(family, known))


def other_language(tongue: str | None, piece: Piece, last: Piece) -> bool:
    """Whether a line is in another language than the text so far: not a term or a formula that fills a line."""
    if tongue is None or piece.tongue is None or piece.tongue == tongue:
        return False
    if same_family(tongue, piece.tongue):
        return False
    if tongue == LATIN:
        return True
    words = re.findall(r"[A-Za-zÀ-ÿ]{3,}", piece.text)
    if last.block == piece.block and sum(c.isalpha() and c > EAST_ASIAN for c in piece.text) >= _OWN:
        return False
    moved = (last.page, last.block) != (piece.page, piece.block)
    return len(words) >= (4 if moved else 7) and len(script_counts(piece.text)) <= _SCRIPTS


def is_heading(piece: Piece) -> bool:
    """Whether a piece begins with a heading of an abstract in its language."""
    codes = members(LATIN) if piece.tongue == LATIN else (piece.tongue,)
    found = [h for code in codes if code for h in headings_in(piece.text, code) if h.start == 0]
    return bool(found)


def breaks_off(last: Piece, piece: Piece) -> bool:
    """Whether a sentence runs over to the line just under it: whatever block or height its marks and indices give it."""
    here, there = piece.line.bbox, last.line.bbox
    under = last.page == piece.page and here.top > there.top and below(last, piece)
    aligned = abs(here.left - there.left) < max(last.size, piece.size) and there.width > _WIDE * here.width
    return under and aligned and not END.search(last.text)


def ends_sentence(last: Piece, piece: Piece) -> bool:
    """Whether a label is nothing but the last word of a sentence that runs over to its line: `... with few / references.`"""
    label = piece.label
    alone = label is not None and not piece.text[label.end :].strip(" .。．") and END.search(piece.text)
    return bool(alone) and last.block == piece.block and breaks_off(last, piece)


def next_paragraph(current: Open, piece: Piece) -> bool:
    """Whether a line under a finished paragraph stands at its line spacing, in its type and column: another paragraph of it."""
    last, size = current.last, max(current.last.size, 1)
    down = piece.line.bbox.top - last.line.bbox.top
    first = _FIRST * size if last.full and last.label is not None else 0
    near = 0 < down < (_SPACING * current.pitch or first)
    placed = (piece.page, piece.column) == (last.page, last.column) and near
    indent = piece.line.bbox.left - current.left
    return placed and alike(last, piece) and piece.full and -size < indent < INDENT * size


def alike(last: Piece, piece: Piece) -> bool:
    """Whether two lines are of one size of type: by their boxes, or by the width of many characters, as one raised or lowered sign makes a box higher."""
    near = NEAR_SIZES[0] < piece.size / max(last.size, 1) < NEAR_SIZES[1]
    one, two = ems(last.text), ems(piece.text)
    if near or min(one, two) < _MANY:
        return near
    widths = (piece.line.bbox.width / two) / max(last.line.bbox.width / one, 1)
    return _SAME_WIDTH < widths < 1 / _SAME_WIDTH


def below(last: Piece, piece: Piece) -> bool:
    """Whether a line is the next one under, or beside, another."""
    gap = piece.line.bbox.top - last.line.bbox.bottom
    beside = piece.line.bbox.shares_rows(last.line.bbox) > 0.5 * last.size
    return beside or (
        -0.8 * last.size < gap < 1.2 * last.size and piece.line.bbox.shares_columns(last.line.bbox) > 0
    )


def runs_on(last: Piece, piece: Piece) -> bool:
    """Whether a line was full when the next one began: its first word would not have fitted."""
    first = re.match(r"\S+", piece.text)
    word = len(first[0]) if first and family(piece.tongue or LATIN) not in _UNSPACED else 1
    return last.full or last.room < (0.5 * word + 0.8) * last.size


def note_goes_on(current: Open, piece: Piece) -> bool:
    """Whether a piece goes on with a note: an address, a date, a citation."""
    last, role = current.last, current.role
    if last.page == piece.page and re.search(r"@[\w.-]*[-.@]$", last.text):
        return True
    near = last.page == piece.page and last.column == piece.column and below(last, piece)
    if near and _next_line_of(role, current, piece):
        return True
    if last.page != piece.page or last.block != piece.block:
        return bool(OPEN_END.search(last.text)) and "@" in piece.text
    if not _SIZES[0] < piece.size / max(last.size, 1) < _SIZES[1]:
        return role is Role.CITATION
    if OPEN_END.search(last.text) or "@" in piece.text or piece.text[:1] in "(（［":
        return True
    return (role is Role.AFFILIATIONS and place_likeness(piece.text) > _PLACE) or (
        last.full
        and role is not Role.DATES
        and not other_language(current.tongue or last.tongue, piece, last)
    )


def _set_apart(last: Piece, piece: Piece) -> bool:
    """Whether white stands above a line that is set in, or in larger type, or far larger type: something else begins under what has ended."""
    gap = piece.line.bbox.top - last.line.bbox.bottom
    apart = gap > _PARTED * last.size and (piece.indented or piece.size > NEAR_SIZES[1] * last.size)
    return apart or piece.size > _SIZES[1] * last.size


def _next_line_of(role: Role, current: Open, piece: Piece) -> bool:
    """Whether the line under a note belongs to it by what the note is."""
    if role is Role.DATES:
        if piece.text[:1].islower() and not END.search(current.last.text) and piece.label is None:
            return bool(_YEAR.search(piece.text)) and current.last.text[-1:].isalpha()
        return bool(_DATE_END.match(piece.text)) and not _YEAR.search(current.last.text)
    lone = current.lone and current.last.block == piece.block
    edited = role is Role.OTHER and is_full_name(piece.text)
    return role is Role.CITATION or (lone and (edited or role is Role.CORRESPONDENCE))


def cited_out(current: Open, piece: Piece) -> bool:
    """Whether a citation has ended above a line that is set apart from it, or above a paragraph in other letters than its Latin ones."""
    if current.role is not Role.CITATION:
        return False
    turned = current.tongue == LATIN and piece.tongue not in {None, LATIN}
    if turned and piece.block != current.last.block:
        return True
    ended = any(form.search(current.last.text) for form in (END, _ADDRESS))
    return ended and current.last.page == piece.page and _set_apart(current.last, piece)


def next_line(current: Open, piece: Piece) -> bool:
    """Whether a line is the next one of a text by its column, left edge, type and line spacing, whatever was read between."""
    last, size = current.last, max(current.last.size, 1)
    down = piece.line.bbox.top - last.line.bbox.top
    placed = (piece.page, piece.column) == (last.page, last.column) and 0 < down < _SPACING * current.pitch
    edge = abs(piece.line.bbox.left - current.left) < size / 2
    return placed and alike(last, piece) and edge and not other_language(current.tongue, piece, last)
