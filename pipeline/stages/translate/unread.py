"""Which words of a sentence its translation has not read: no piece of it looked at them, by the model's own attention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.languages.normal import normalised
from pipeline.languages.variants import simplified
from pipeline.stages.translate.coverage import Coverage

_NAME = re.compile(r"[A-Za-zα-ω]{2,}[A-Za-zα-ω0-9]*")
_NEAR = 12
"""Characters that a piece may stand behind the one before it: numbers may be stand-ins, which the source has not."""
_TELLING = 0.95
"""Evidence against a counterpart (log likelihood ratio) from which a word is one that good translations render."""

Read = Sequence[tuple[str, float]]


class LookedAt(NamedTuple):
    """A word, the largest share of attention that a piece of the translation gives it, and whether it has a counterpart."""

    text: str
    share: float
    rendered: bool


def as_read(source: str) -> str:
    """A sentence in the form that the model was given, in which the places of `unread` are."""
    return simplified(normalised(source))


def unread(text: str, read: Read, found: Coverage, floor: float) -> Iterator[str]:
    """Words and names of a sentence that have no counterpart and got less than `floor` of the attention of every piece.

    `text` is of `as_read`, `found` the coverage of it. The attention must have been trained to follow the words
    (guided alignment); of a model's whose attention was not, it says nothing.
    """
    yield from (w.text for w in looked_at(text, read, found) if not w.rendered and w.share < floor)
    places = list(_places(text, read))
    for name in _NAME.finditer(text):
        if _most(places, name.start(), name.end()) < floor:
            yield name[0]


def looked_at(text: str, read: Read, found: Coverage) -> Iterator[LookedAt]:
    """The words that good translations render."""
    places = list(_places(text, read))
    for word, like in zip(found.words, found.has_like, strict=True):
        if word.entry is not None and word.entry.telling > _TELLING:
            yield LookedAt(word.text, _most(places, word.start, word.end), like)


def _places(text: str, read: Read) -> Iterator[tuple[int, int, float]]:
    at = 0
    for piece, share in read:
        start = text.find(piece, at, at + len(piece) + _NEAR) if piece else -1
        if start >= 0:
            at = start + len(piece)
            yield start, at, share


def _most(places: Sequence[tuple[int, int, float]], start: int, end: int) -> float:
    """The largest share of the pieces in a place; 1 where none is known to be there."""
    return max((share for a, b, share in places if a < end and start < b), default=1.0)
