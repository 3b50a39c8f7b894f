"""Logos: the journal's name in large type over the title, which recognition takes for a title of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.languages.scripts import letters_alone
from pipeline.records.segment import Role
from pipeline.stages.segment.walk import Marked

_NAMED, _ALIKE = 4, 75
"""Letters of a journal's name in a logo, at least, and percent of it that agree with the name in a head: logos are misread."""
_SMALLER = 1.15
"""How much larger than the title's a logo's type is, at least, where nothing else parts them."""


def without_logos(found: Sequence[Marked]) -> list[Marked]:
    """The pieces, titles of one line that only repeat a head with its numbers as running heads."""
    return [
        replace(m, role=Role.RUNNING_HEAD) if m.role is Role.TITLE and _is_logo(found, n) else m
        for n, m in enumerate(found)
    ]


def _is_logo(found: Sequence[Marked], n: int) -> bool:
    """Whether a title, under which another begins, is the name that a head of its page gives beside volume or year."""
    name = letters_alone(found[n].piece.text)
    if len(name) < _NAMED or not _is_alone(found, n):
        return False
    heads = (
        letters_alone(m.piece.text)
        for m in found
        if m.role is Role.RUNNING_HEAD and m.piece.page == found[n].piece.page
    )
    return any(
        len(head) > len(name) and any(map(str.isdigit, head)) and fuzz.partial_ratio(name, head) >= _ALIKE
        for head in heads
    )


def _is_alone(found: Sequence[Marked], n: int) -> bool:
    """Whether another title in the same letters begins below a line that no title leads to."""
    above = found[n - 1] if n else None
    if (
        above
        and above.role is Role.TITLE
        and (above.run, above.piece.block)
        == (
            found[n].run,
            found[n].piece.block,
        )
    ):
        return False
    following = next((m for m in found[n + 1 :] if m.role is not Role.RUNNING_HEAD), None)
    if following is None or following.role is not Role.TITLE:
        return False
    one, two = found[n].piece, following.piece
    return one.tongue == two.tongue and (found[n].run != following.run or one.size > _SMALLER * two.size)
