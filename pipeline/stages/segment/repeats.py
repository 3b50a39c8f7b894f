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
_PEOPLED = frozenset({Role.AUTHORS, Role.AFFILIATIONS})
_WORD = re.compile(r"[^\W\d_]{3,}")


def without_repeats(found: list[Marked]) -> list[Marked]:
    """Titles and people that stood on an earlier page, or just before, are no second ones: the first ones hold.

    An abstract between the two makes the second ones those of another language's front matter, and these stay.
    """
    met: dict[Role, list[tuple[int, set[str]]]] = {Role.TITLE: [], Role.AUTHORS: []}
    last: set[str] = set()
    found = _without_lines_of_titles(found)
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


def _without_lines_of_titles(found: list[Marked]) -> list[Marked]:
    """People and places that are the very lines of a title on an earlier page are none."""
    lines: dict[str, int] = {}
    for m in found:
        if m.role is Role.TITLE and len(bare(m.piece.text)) >= _TOLD:
            lines.setdefault(bare(m.piece.text), m.piece.page)
    return [
        replace(m, role=Role.OTHER, run=0)
        if m.role in _PEOPLED and lines.get(bare(m.piece.text), m.piece.page) < m.piece.page
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
