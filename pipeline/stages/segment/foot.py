"""Notes at the foot of the page that the article begins on: where people work, and the English title and names of many a journal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.records.segment import Role
from pipeline.stages.segment.going import END, other_language
from pipeline.stages.segment.heads import cited
from pipeline.stages.segment.names import author_likeness, place_likeness
from pipeline.stages.segment.pieces import Piece
from pipeline.stages.segment.walk import Marked

_FOOT, _FOOT_LINES = 100, 4
"""Characters of a citation at the foot of a page at most, and how far it stands above the lowest line, in heights."""
_MARK = re.compile(
    r"\s*(?:[¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠ]|[*∗†‡§¶#]{1,4}\s?\d?|[(（\[]?\s?[\da-h]\s?[)）\].]?\s?(?=[^\W\d_a-z.,]))"
)
"""What a note begins with, before its text."""
_PLACED, _PEOPLED = 0.4, 0.5
"""How much the first line of a note looks like a place or like people, at least."""
_LOWER, _MOST = 0.45, 16
"""How far down the page notes begin, as a share of its height, and how many lines they have at most."""
_LEADING = 0.6
"""White between two lines of one place at most, in heights of a line."""
_FRONT = {Role.TITLE, Role.AUTHORS, Role.ABSTRACT}
_SHORT = 60
"""Characters that a marked line above the first one that is told has at most, to stand in the same note."""


def foot_runs(found: Sequence[Marked]) -> Iterator[list[int]]:
    """The notes at the foot of each column of the first page with front matter, as places among the pieces."""
    page = next((m.piece.page for m in found if m.role in _FRONT), None)
    own = [n for n, m in enumerate(found) if m.piece.page == page]
    if not own or not any(found[n].role is Role.BODY for n in own):
        return
    lowest = max(found[n].piece.line.bbox.bottom for n in own)
    for column in sorted({found[n].piece.column for n in own}):
        low = [
            n
            for n in own
            if found[n].piece.column == column and found[n].piece.line.bbox.top > _LOWER * lowest
        ]
        if note := _note(found, low):
            yield note


def _note(found: Sequence[Marked], low: Sequence[int]) -> list[int]:
    """The last lines of a column from the first one on that begins a note; labelled lines stand between them."""
    begins = [
        n
        for at, n in enumerate(low)
        if found[n].role is Role.BODY
        and _begins_note(found[n].piece, found[low[at - 1]].piece if at else None)
    ]
    if not begins:
        return []
    at = low.index(begins[0])
    while at and _marked(found[low[at - 1]]):
        at -= 1
    free = [n for n in low[at:] if found[n].role is Role.BODY and not found[n].piece.garbled]
    return free if len(low) - at <= _MOST else []


def _marked(m: Marked) -> bool:
    return m.role is Role.BODY and len(m.piece.text) < _SHORT and bool(_MARK.match(m.piece.text))


def _begins_note(piece: Piece, above: Piece | None) -> bool:
    """Whether a line is the first one of a note that may say who wrote the article and where."""
    if above is not None and above.block == piece.block and not _MARK.match(piece.text):
        return False
    placed, peopled = place_likeness(piece.text) > _PLACED, author_likeness(piece.text) > _PEOPLED
    if _MARK.match(piece.text):
        return placed or peopled or "@" in piece.text
    foreign = above is not None and other_language(above.tongue, piece, above)
    return foreign or (placed and above is not None and piece.size < above.size)


def whole_places(note: Sequence[Piece], roles: Sequence[Role]) -> list[Role]:
    """The roles of a note's lines, text right below a place whose sentence has not ended as the place that goes on; an address ends one."""
    told = list(roles)
    for n in range(1, len(note)):
        above, piece = note[n - 1], note[n]
        white = piece.line.bbox.top - above.line.bbox.bottom
        if (
            told[n - 1] is Role.AFFILIATIONS
            and told[n] is Role.BODY
            and not END.search(above.text)
            and not _MARK.match(piece.text)
            and "@" not in above.text + piece.text
            and -above.size < white < _LEADING * above.size
            and above.line.bbox.shares_columns(piece.line.bbox) > 0
        ):
            told[n] = Role.AFFILIATIONS
    return told


def with_cited_feet(found: list[Marked]) -> list[Marked]:
    """Text that is a citation in a short line of its own at the foot of a page is a running head: `Journal, 18(3): 143-166`."""
    for n, m in enumerate(found):
        piece = m.piece
        if m.role is Role.BODY and piece.label is None and len(piece.text) < _FOOT and cited(piece.text):
            lowest = max(each.piece.line.bbox.bottom for each in found if each.piece.page == piece.page)
            if piece.line.bbox.bottom > lowest - _FOOT_LINES * piece.size:
                found[n] = replace(m, role=Role.RUNNING_HEAD)
    return found
