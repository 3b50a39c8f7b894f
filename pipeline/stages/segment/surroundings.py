"""What a run of lines stands in, and what a line shows of that."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.stages.segment.pieces import Piece

PLACES = (0.08, 0.16, 0.3, 0.5, 0.75)
"""Bounds of classes of places down a page or run, as shares of its height."""
_HEAD, _SAID = 4, 8
"""Letters from which on a running head, and a line that stood before, is known again."""


@dataclass(frozen=True)
class Surroundings:
    """What a run of lines stands in: type size of the document's text, the roles on either side, and what was met before.

    `heads` are the letters of running heads, `said` those of all lines before the run, `mails` what stands before the @
    in the document's addresses, `bottoms` the lowest line of each page that has text in pixels; `foot` says that the run is a note at
    the foot of a page.
    """

    text_size: float
    following: str
    heads: frozenset[str] = frozenset()
    after: str = "none"
    met: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    mails: str = ""
    bottoms: Mapping[int, int] = field(default_factory=dict)
    foot: bool = False


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The letters of a text in lower case: what two prints of a running head share."""
    return "".join(c for c in text.casefold() if c.isalpha())


def classed(name: str, value: float, bounds: Sequence[float]) -> str:
    """The feature that says between which bounds a value lies."""
    return f"{name}:{bisect_right(bounds, value)}"


def shown_around(n: int, run: Sequence[Piece], around_it: Surroundings) -> Iterator[str]:
    """The features of a line that speak of what its run stands in."""
    piece = run[n]
    yield f"before {around_it.following}"
    yield f"after {around_it.after}"
    yield from (f"met {role}" for role in around_it.met)
    if piece.page > min(around_it.bottoms, default=1):
        yield "later page"
    if len(bare(piece.text)) >= _HEAD and bare(piece.text) in around_it.heads:
        yield "running head"
    if len(bare(piece.text)) >= _SAID and bare(piece.text) in around_it.said:
        yield "said before"
    yield classed("down", piece.line.bbox.top / max(p.line.bbox.bottom for p in run), PLACES)
    if around_it.bottoms:
        yield classed("page down", piece.line.bbox.top / max(around_it.bottoms[piece.page], 1), PLACES)
    if around_it.foot:
        yield "foot"
