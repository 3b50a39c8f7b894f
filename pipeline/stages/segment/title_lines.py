"""What the lines of a title block tell of one another: which go on with a title, and where names in brackets end it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.languages.given import given_share
from pipeline.languages.names import is_full_name
from pipeline.records.segment import Role
from pipeline.stages.segment.first_title import right_below
from pipeline.stages.segment.names import author_likeness
from pipeline.stages.segment.walk import Marked

_GOES_ON = (":", "：", "-", "\u2010")
"""What ends a line of a title that its block goes on with."""
_LOOSE = frozenset({Role.AUTHORS, Role.OTHER, Role.BODY})
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
    return _without_names(found)


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
