"""Mastheads over the title: what the weights took for a title or a list of people of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.records.segment import Role
from pipeline.stages.segment.walk import Marked

_SMALLER = 1.15
"""How much larger than a masthead's a title's type is, at least."""


def without_mastheads(found: list[Marked]) -> list[Marked]:
    """A journal's name over the title that people follow is no title, where its type is smaller, and no list of people.

    Of a page's titles in one script that people follow the largest counts: a name and its town in a masthead read like people.
    """
    groups = list(_titles(found))
    peopled = [group for group in groups if _people_follow(found, group[-1])]
    if not peopled:
        return found
    first = found[peopled[0][0]].piece
    own = max(
        (g for g in peopled if _place(found, g) == (first.page, first.tongue)), key=lambda g: _size(found, g)
    )
    above = [g for g in groups[: groups.index(own)] if _size(found, g) * _SMALLER <= _size(found, own)]
    kept = [g for g in groups if g not in above]
    tongues = {m.piece.tongue for m in _people_below(found, own[-1])}
    people = [
        n for n in range(kept[0][0]) if found[n].role is Role.AUTHORS and found[n].piece.tongue in tongues
    ]
    for n in (*people, *(n for group in above for n in group)):
        found[n] = replace(found[n], role=Role.RUNNING_HEAD)
    return found


def _titles(found: Sequence[Marked]) -> Iterator[list[int]]:
    """The lines of titles that follow one another, up to the first abstract."""
    group: list[int] = []
    for n, m in enumerate(found):
        if group and m.role is not Role.TITLE:
            yield group
            group = []
        if m.role is Role.ABSTRACT:
            return
        if m.role is Role.TITLE:
            group.append(n)
    if group:
        yield group


def _place(found: Sequence[Marked], group: Sequence[int]) -> tuple[int, str | None]:
    """The page and script of lines."""
    return found[group[0]].piece.page, found[group[0]].piece.tongue


def _size(found: Sequence[Marked], group: Sequence[int]) -> int:
    return max(found[n].piece.size for n in group)


def _people_follow(found: Sequence[Marked], n: int) -> bool:
    after = (m for m in found[n + 1 :] if m.role not in {Role.OTHER, Role.RUNNING_HEAD, Role.IDENTIFIERS})
    following = next(after, None)
    return following is not None and following.role is Role.AUTHORS


def _people_below(found: Sequence[Marked], n: int) -> Iterator[Marked]:
    """The people that stand below a title, as far as the next one or an abstract."""
    for m in found[n + 1 :]:
        if m.role in {Role.TITLE, Role.ABSTRACT}:
            return
        if m.role is Role.AUTHORS:
            yield m
