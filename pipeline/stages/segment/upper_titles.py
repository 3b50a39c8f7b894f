"""The title of the other language, right above the first one in type as large, that the weights passed for a head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.languages.families import ENGLISH
from pipeline.languages.scripts import language_of
from pipeline.languages.serials import says_serial
from pipeline.records.segment import Role
from pipeline.stages.segment.first_title import is_whole, may_be_title, right_below
from pipeline.stages.segment.heads import head_likeness
from pipeline.stages.segment.names import author_likeness, place_likeness
from pipeline.stages.segment.tongue import LATIN
from pipeline.stages.segment.walk import Marked

_RUN = -13000
"""The run of a title that the one below it tells."""
_SMALLER, _LARGER = 0.95, 1.25
"""The size of its type to that of the title below, and to that of the text, at least."""
_WHITE = 3.0
"""White between the two titles at most, in heights of a line."""
_HEAD, _PLACED, _NAMES_PLACE, _NAMED = 0.5, 0.6, 0.3, 56
"""From where lines are like a head or names, like a place, and like one where they are no longer than an institution's name."""
_TOLD = frozenset({Role.ABSTRACT, Role.KEYWORDS})


def with_upper_title(found: list[Marked], text_size: float) -> list[Marked]:
    """The pieces, lines in large type right above the first title as a title where they are in another language that has an abstract.

    Journals in two languages print both titles above the people; a journal's name stands there in the language of the title.
    """
    first = next((n for n, m in enumerate(found) if m.role is Role.TITLE), None)
    if first is None:
        return found
    group = _right_above(found, first, text_size)
    if group and _is_of_other_language(found, group, first):
        for n in group:
            found[n] = replace(found[n], role=Role.TITLE, run=_RUN)
    return found


def _right_above(found: Sequence[Marked], first: int, text_size: float) -> list[int]:
    """The lines of one type right above a title that may be one themselves; none where they are smaller, or far off."""
    below = found[first].piece
    last = next((n for n in range(first - 1, -1, -1) if found[n].piece.page == below.page), None)
    if last is None:
        return []
    group = [last]
    while group[0] and right_below(found[group[0] - 1], found[group[0]]):
        group.insert(0, group[0] - 1)
    size = min(found[n].piece.size for n in group)
    white = below.line.bbox.top - found[last].piece.line.bbox.bottom
    own = min(found[n].piece.size for n in _title_lines(found, first))
    large = size > _LARGER * text_size and size > _SMALLER * own
    near = found[last].piece.column == below.column and -size < white < _WHITE * size
    free = all(found[n].run == 0 and may_be_title(found[n], _LARGER * text_size) for n in group)
    return group if large and near and free and _is_title(found, group) else []


def _is_title(found: Sequence[Marked], group: Sequence[int]) -> bool:
    """Whether lines have the shape of a title, and are no head, names or the name of a place alone."""
    text = " ".join(found[n].piece.text for n in group)
    told = head_likeness(text) > _HEAD or says_serial(text) or "@" in text or author_likeness(text) > _HEAD
    short = len(text) < (_NAMED if found[group[0]].piece.tongue == LATIN else _NAMED // 4)
    return is_whole(found, group) and not told and place_likeness(text) < (_NAMES_PLACE if short else _PLACED)


def _is_of_other_language(found: Sequence[Marked], group: Sequence[int], first: int) -> bool:
    """Whether lines are in another language than a title, and the document has an abstract or keywords in it."""
    tongue, own = found[group[0]].piece.tongue, found[first].piece.tongue
    told = [m for m in found if m.role in _TOLD]
    if tongue != own:
        return any(m.piece.tongue == tongue for m in told)
    labels = {code for m in told if m.piece.label for code in m.piece.label.languages[:1]}
    codes = [
        language_of(" ".join(found[n].piece.text for n in lines), ENGLISH)
        for lines in (group, _title_lines(found, first))
    ]
    return tongue == LATIN and len(set(codes)) > 1 and len(labels) > 1


def _title_lines(found: Sequence[Marked], first: int) -> list[int]:
    last = first
    while last + 1 < len(found) and (found[last + 1].role, found[last + 1].run) == (
        Role.TITLE,
        found[first].run,
    ):
        last += 1
    return list(range(first, last + 1))
