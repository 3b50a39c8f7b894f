"""Many places print the same value: each is a witness, and all of them together decide."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.records.article import Evidence, Field, Origin
from pipeline.records.edits import Edit
from pipeline.records.edits import repairs as written
from pipeline.stages.extract.passages import Passage
from pipeline.trace import consider, weighs

_OUTSIDE = 1.0
"""Odds that no witness is right."""


@dataclass(frozen=True)
class Witness:
    """One place that speaks for a value; `reliability` is how often such a place is right, 0..1."""

    value: str
    evidence: Evidence
    reliability: float
    repairs: tuple[str, ...] = ()
    origin: Origin = Origin.PRINTED
    edits: tuple[Edit, ...] = ()


def witness(
    passage: Passage,
    span: tuple[int, int],
    value: str,
    reliability: float,
    *,
    repairs: tuple[str, ...] = (),
    exact: bool = False,
) -> Witness:
    """A witness at a span of a passage, trusted as far as the line was read well.

    `exact` is for values of which every character counts and none checks another, as in a DOI.
    """
    read = passage.confidence(*span)
    weight = reliability * (read**2 if exact else 0.6 + 0.4 * read)
    if passage.second:
        weight *= 0.85 * read
    if repairs:
        weight *= 0.97 ** len(repairs)
    edits = passage.edits(*span)
    told = (*written(edits), *repairs)
    return Witness(value, passage.evidence(*span), min(weight, 0.995), told, edits=edits)


def settle(witnesses: Iterable[Witness], language: str | None = None, *, about: str = "") -> Field | None:
    """The value that the witnesses together make likeliest, or None without witnesses.

    Witnesses count as independent (naive Bayes): the odds of a value are the product of r / (1 - r) over the
    places that print it, one vote a line; its confidence is its share of all odds, with 1 for "none of these". `about`
    is the field that the log tells of.
    """
    votes: dict[str, list[Witness]] = {}
    for found in sorted(witnesses, key=lambda w: -w.reliability):
        votes.setdefault(found.value, []).append(found)
    if not votes:
        return None
    odds = {value: _odds(found) for value, found in votes.items()}
    best = max(votes, key=lambda value: odds[value])
    chosen = votes[best]
    if weighs():
        for value, said in votes.items():
            consider(about, _votes_told(said, odds[value], "taken" if said is chosen else "not taken"))
    printed = any(w.origin is Origin.PRINTED for w in chosen)
    clean = any(not w.repairs for w in chosen)
    places = tuple(dict.fromkeys(w.evidence for w in chosen))
    return Field(
        value=best,
        language=language,
        confidence=odds[best] / (_OUTSIDE + sum(odds.values())),
        origin=Origin.PRINTED if printed else chosen[0].origin,
        evidence=places[:1],
        also=places[1:],
        repairs=() if clean else chosen[0].repairs,
        edits=chosen[0].edits,
        rivals=tuple(value for value in votes if value != best),
    )


def _votes_told(witnesses: Sequence[Witness], odds: float, verdict: str) -> str:
    said = ", ".join(f"page {w.evidence.page} {w.evidence.raw!r} ({w.reliability:.2f})" for w in witnesses)
    return f"{verdict}: {witnesses[0].value!r}, odds {odds:.1f}: {said}"


def _odds(witnesses: Sequence[Witness]) -> float:
    best: dict[tuple[object, ...], float] = {}
    for found in witnesses:
        place = (found.evidence.page, found.evidence.bbox, found.origin)
        best[place] = max(best.get(place, 0.0), found.reliability)
    total = sum(math.log(r / (1 - r)) for r in best.values() if r > 0)
    return math.exp(min(total, 12.0))
