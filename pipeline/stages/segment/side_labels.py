"""Labels at the side of their text: `RESUMEN` in a narrow column, the abstract to the right of it.

In reading order the columns below the label may come before that text; put right behind its label, it is read as what it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.segment import Role
from pipeline.stages.segment.pieces import Piece

_LABELLED = frozenset({Role.ABSTRACT, Role.KEYWORDS})
_APART, _NEXT = 12, 1.6
"""How far to the right of its label a text stands, in heights of a line, at most; white between two of its lines, likewise."""
_BELOW, _UNDER = 1.2, 4.0
"""How far below a label the text beside it begins, and white between it and text under it that is its own, in heights of a line, at most."""


def with_side_labels(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, the text that stands beside a lone label right behind it."""
    found = list(pieces)
    for label in [p for p in found if _is_lone(p)]:
        at = next(n for n, p in enumerate(found) if p is label)
        following = found[at + 1] if at + 1 < len(found) else None
        if following is None or _is_under(label, following) or _is_beside(label, following):
            continue
        own = _text_beside(label, found[at + 1 :]) or _text_before(label, found[:at])
        if own:
            kept = [p for p in found if not any(p is one for one in own)]
            at = next(n for n, p in enumerate(kept) if p is label)
            found = [*kept[: at + 1], *own, *kept[at + 1 :]]
    return found


def _is_lone(piece: Piece) -> bool:
    """Whether a piece is nothing but the label of an abstract or of keywords."""
    label = piece.label
    return label is not None and piece.role in _LABELLED and not piece.text[label.end :].strip(" .:—–-_")


def _is_under(label: Piece, piece: Piece) -> bool:
    white = piece.line.bbox.top - label.line.bbox.bottom
    shared = piece.line.bbox.shares_columns(label.line.bbox) > 0
    return piece.page == label.page and shared and white < _UNDER * label.size and not _is_lone(piece)


def _is_beside(label: Piece, piece: Piece) -> bool:
    """Whether a piece begins to the right of a label, at its height or a line below, and near it."""
    here, there = piece.line.bbox, label.line.bbox
    level = -label.size / 2 < here.top - there.top < _BELOW * (there.bottom - there.top + 1)
    return piece.page == label.page and level and 0 <= here.left - there.right < _APART * label.size


def _text_before(label: Piece, above: Sequence[Piece]) -> list[Piece]:
    """The text beside a label that stands a hair higher and is read right before it."""
    own = _text_beside(label, above)
    return own if own and own[-1] is above[-1] else []


def _text_beside(label: Piece, rest: Sequence[Piece]) -> list[Piece]:
    """The lines beside a label and those below them at one edge, as far as no white parts them nor another label begins."""
    first = next((p for p in rest if _is_beside(label, p) and p.label is None), None)
    if first is None:
        return []
    stops = [p.line.bbox.top for p in rest if _is_lone(p) and p.page == label.page]
    end = min((top for top in stops if top > label.line.bbox.bottom), default=None)
    own = [first]
    for piece in rest:
        box, last = piece.line.bbox, own[-1].line.bbox
        edge = (
            piece.page == label.page and piece.label is None and box.left >= first.line.bbox.left - label.size
        )
        ends = end is not None and box.top >= end - label.size / 2
        if edge and not ends and last.top < box.top and box.top - last.bottom < _NEXT * label.size:
            own.append(piece)
    return own
