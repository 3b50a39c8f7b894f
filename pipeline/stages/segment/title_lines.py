"""What the lines of a title block tell of one another: which go on with a title, and where names in brackets end it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.languages.given import given_share
from pipeline.languages.names import is_full_name
from pipeline.languages.serials import says_serial
from pipeline.languages.told import open_end
from pipeline.records.segment import Role
from pipeline.stages.segment.first_title import right_below
from pipeline.stages.segment.names import author_likeness, place_likeness
from pipeline.stages.segment.walk import Marked

_GOES_ON = (":", "：", "-", "\u2010")
"""What ends a line of a title that its block goes on with."""
_LOOSE = frozenset({Role.AUTHORS, Role.OTHER, Role.BODY})
_ABOVE = frozenset({Role.RUNNING_HEAD, Role.OTHER, Role.BODY})
_BESIDE = -16000
"""The run of a title beside another."""
_ROWS, _SIZES = 2, (0.85, 1.18)
"""Lines of a title beside another at least, and how large its type is to that one's."""
_NAMED, _PLACED = 0.3, 0.4
"""From where a line is like names, or like a place."""
_NAMES = 0.7
"""From where a line is names, whatever is said of the next one."""


def with_whole_titles(found: list[Marked]) -> list[Marked]:
    """The pieces, each line of a title that breaks off with the next one of its block, and each that begins in a small letter with the one above."""
    for n in range(1, len(found)):
        last, m = found[n - 1], found[n]
        if last.role is Role.TITLE and m.role in _LOOSE and _breaks_off(last) and _one_block(last, m):
            found[n] = replace(m, role=Role.TITLE, run=last.run)
        elif m.role is Role.TITLE and m.piece.text[:1].islower() and m.run != last.run:
            _join(found, n)
    return _without_names(_with_one_beside(_with_lines_above(found)))


def _with_lines_above(found: list[Marked]) -> list[Marked]:
    """The pieces, the lines right above a title in its block and type as its first ones where the one above it ends in an open word."""
    for n in range(len(found) - 1, 0, -1):
        last, m = found[n - 1], found[n]
        opened = open_end().search(last.piece.text.rstrip()) is not None
        if m.role is Role.TITLE and last.role in _ABOVE and opened and _one_block(last, m) and _is_free(last):
            found[n - 1] = replace(last, role=Role.TITLE, run=m.run)
    return found


def _with_one_beside(found: list[Marked]) -> list[Marked]:
    """The pieces, the lines of a block level with the first title in its type, in another column, as a title: its translation."""
    first = next((m for m in found if m.role is Role.TITLE), None)
    if first is None:
        return found
    own = first.piece
    block = [n for n, m in enumerate(found) if m.piece.page == own.page and m.piece.block == own.block]
    top = found[block[0]].piece
    for piece in [m.piece for m in found]:
        level = piece.page == own.page and piece.column != own.column and piece.block != own.block
        if not level or abs(piece.line.bbox.top - top.line.bbox.top) > own.size / 2:
            continue
        beside = [
            at
            for at, other in enumerate(found)
            if other.piece.page == own.page and other.piece.block == piece.block
        ]
        alike = all(_SIZES[0] < found[at].piece.size / own.size < _SIZES[1] for at in beside)
        if len(beside) >= _ROWS and alike and all(_is_free(found[at]) for at in beside):
            for at in beside:
                found[at] = replace(found[at], role=Role.TITLE, run=_BESIDE)
        break
    return found


def _is_free(m: Marked) -> bool:
    """Whether a line is nothing but words: no label, place, address or name stands in it, and it is no head."""
    text = m.piece.text
    told = m.piece.label is not None or "@" in text or says_serial(text) or m.role not in _ABOVE
    named = author_likeness(text) >= _NAMED and given_share(text) > 0
    return not told and not named and place_likeness(text) < _PLACED


def _breaks_off(m: Marked) -> bool:
    return m.piece.label is None and m.piece.text.rstrip().endswith(_GOES_ON)


def _one_block(last: Marked, m: Marked) -> bool:
    return last.piece.block == m.piece.block and m.piece.label is None and right_below(last, m)


def _join(found: list[Marked], n: int) -> None:
    """Make one title of that which begins at `n` in a small letter and the line above it, where they stand in one type."""
    last, m = found[n - 1], found[n]
    if last.piece.page != m.piece.page or last.piece.tongue != m.piece.tongue:
        return
    if last.role is Role.TITLE:
        own = [at for at in range(n, len(found)) if found[at].run == m.run and found[at].role is Role.TITLE]
        for at in own:
            found[at] = replace(found[at], run=last.run)
    elif last.role is Role.AUTHORS and _one_block(last, m) and author_likeness(last.piece.text) < _NAMES:
        found[n - 1] = replace(last, role=Role.TITLE, run=m.run)


def _without_names(found: list[Marked]) -> list[Marked]:
    """The pieces, the last line of a title as people where it is nothing but somebody's name in brackets, and nobody else is named."""
    title = [n for n, m in enumerate(found) if m.role is Role.TITLE]
    if any(m.role is Role.AUTHORS for m in found):
        return found
    ends = [n for n in title if n + 1 == len(found) or found[n + 1].role is not Role.TITLE]
    for n in ends:
        if n and found[n - 1].role is Role.TITLE and _is_bracketed_name(found[n].piece.text):
            found[n] = replace(found[n], role=Role.AUTHORS, run=0)
    return found


def _is_bracketed_name(text: str) -> bool:
    bare = text.strip()
    inner = bare[1:-1].strip()
    return bare[:1] in "(（" and bare[-1:] in ")）" and is_full_name(inner) and given_share(inner) > 0
