"""Front matter that is printed again: on the cover, the title page and the card of a preprint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from rapidfuzz import fuzz

from pipeline.records.segment import Role
from pipeline.stages.segment.surroundings import bare
from pipeline.stages.segment.walk import Marked

_ALIKE = 75
"""Percent of the letters of the words of a name or title that agree with those of an earlier one."""
_TOLD = 6
"""Letters of a line of a title at least that is known again."""
_WHOLE = 18
"""Letters of a whole title that a line of an abstract is, at least."""
_NEAR = 8
"""Pixels within which two pages have a head in the same place."""
_PEOPLED = frozenset({Role.AUTHORS, Role.AFFILIATIONS})
_WORD = re.compile(r"[^\W\d_]{3,}")


def without_repeats(found: list[Marked]) -> list[Marked]:
    """Titles and people that stood on an earlier page, or just before, are no second ones: the first ones hold.

    An abstract between the two makes the second ones those of another language's front matter, and these stay.
    """
    met: dict[Role, list[tuple[int, set[str]]]] = {Role.TITLE: [], Role.AUTHORS: []}
    last: set[str] = set()
    found = _without_lines_of_titles(_without_heads(found))
    for group in _groups(found):
        role, page = found[group[0]].role, found[group[0]].piece.page
        if role is Role.ABSTRACT:
            met = {Role.TITLE: [], Role.AUTHORS: []}
        if role not in met:
            continue
        words = {word.casefold() for n in group for word in _WORD.findall(found[n].piece.text)}
        again = words == last or any(earlier < page and _same(words, known) for earlier, known in met[role])
        last = words
        if again:
            for n in group:
                found[n] = replace(found[n], role=Role.OTHER, run=0)
        else:
            met[role].append((page, words))
    return found


def _without_heads(found: list[Marked]) -> list[Marked]:
    """What stands in the very same place on the next page is no title, in a row with another such piece or right below one, or
    at the top of the page over another title.
    """
    placed = {(m.piece.page, _place(m)) for m in found if bare(m.piece.text)}
    again = [m for m in found if any((m.piece.page + step, _place(m)) in placed for step in (-1, 1))]
    rows = [m for m in again if any(_in_row(m, other) for other in again)]
    heads = {
        id(m)
        for m in again
        if m.role is Role.TITLE and (any(_is_with(m, row) for row in rows) or _is_topmost(m, found))
    }
    return [replace(m, role=Role.RUNNING_HEAD) if id(m) in heads else m for m in found]


def _is_topmost(m: Marked, found: Sequence[Marked]) -> bool:
    """Whether a piece is the first of its page, and another title stands on the page."""
    page = [other for other in found if other.piece.page == m.piece.page]
    titled = any(other.role is Role.TITLE and bare(other.piece.text) != bare(m.piece.text) for other in page)
    return titled and all(
        m.piece.line.bbox.bottom <= other.piece.line.bbox.top for other in page if other is not m
    )


def _in_row(m: Marked, other: Marked) -> bool:
    """Whether another piece stands beside one in its row."""
    box, there = m.piece.line.bbox, other.piece.line.bbox
    beside = other is not m and other.piece.page == m.piece.page
    return beside and 2 * box.shares_rows(there) > min(box.height, there.height)


def _is_with(m: Marked, row: Marked) -> bool:
    """Whether a piece stands in a row of a page, or right below it."""
    down = m.piece.line.bbox.top - row.piece.line.bbox.bottom
    return m.piece.page == row.piece.page and -2 * m.piece.size < down < m.piece.size


def _place(m: Marked) -> tuple[str, int, int]:
    """A piece's letters and where it begins on its page, as far as two pages of a text layer agree."""
    box = m.piece.line.bbox
    return bare(m.piece.text), round(box.left / _NEAR), round(box.top / _NEAR)


def _without_lines_of_titles(found: list[Marked]) -> list[Marked]:
    """People and places that are the very lines of a title on an earlier page are none; a line of an abstract that is the
    whole of one is a running head.
    """
    lines: dict[str, int] = {}
    wholes: dict[str, int] = {}
    for group in _groups(found):
        title = [found[n].piece for n in group if found[n].role is Role.TITLE]
        for piece in title:
            if len(bare(piece.text)) >= _TOLD:
                lines.setdefault(bare(piece.text), piece.page)
        whole = bare("".join(piece.text for piece in title))
        if len(whole) >= _WHOLE:
            wholes.setdefault(whole, title[0].page)
    return [
        replace(m, role=Role.OTHER, run=0)
        if m.role in _PEOPLED and lines.get(bare(m.piece.text), m.piece.page) < m.piece.page
        else replace(m, role=Role.RUNNING_HEAD)
        if m.role is Role.ABSTRACT and wholes.get(bare(m.piece.text), m.piece.page) < m.piece.page
        else m
        for m in found
    ]


def _groups(found: Sequence[Marked]) -> list[list[int]]:
    keyed = groupby(range(len(found)), key=lambda n: (found[n].role, found[n].run, found[n].piece.page))
    return [list(group) for _, group in keyed]


def _same(words: set[str], known: set[str]) -> bool:
    """Whether most words are among those known, in what way ever they are misread."""
    if not words:
        return False
    alike = sum(any(fuzz.ratio(word, other) >= _ALIKE for other in known) for word in words)
    return alike >= _ALIKE / 100 * len(words)
