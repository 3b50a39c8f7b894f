"""Which sentences of two texts say the same: Gale and Church (1993) on lengths, helped by numbers, codes and terms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

from pipeline.languages import languages
from pipeline.languages.quantities import codes, holds, quantities
from pipeline.languages.terms import glossary, holds_term
from pipeline.records.base import Frozen

_VARIANCE = 6.8
"""Variance of a text's length for each letter of its translation (Gale and Church measured 6.8)."""

_PRIORS = {(1, 1): 0.89, (1, 0): 0.005, (0, 1): 0.005, (2, 1): 0.045, (1, 2): 0.045, (2, 2): 0.01}
_ANCHOR = 2.5
"""Nats that a number, code or term is worth that stands on both sides; one that stands on one side costs as much."""


class AlignedSentences(Frozen):
    """Sentences that say the same, by position in each text; `cost` in nats for each sentence (the less, the surer)."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    cost: float


def align(
    source: Sequence[str], source_language: str, target: Sequence[str], target_language: str
) -> list[AlignedSentences]:
    """The cheapest alignment of two texts, in order, by dynamic programming over beads 1-1, 1-0, 0-1, 2-1, 1-2, 2-2."""
    here = [_Sentence(s, source_language, target_language) for s in source]
    there = [_Sentence(t, target_language, source_language) for t in target]
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    back: dict[tuple[int, int], tuple[int, int]] = {}
    for i, j in product(range(len(here) + 1), range(len(there) + 1)):
        for (a, b), prior in _PRIORS.items():
            start = (i - a, j - b)
            if start in best and (a, b) != (0, 0):
                cost = best[start] - math.log(prior) + _cost(here[start[0] : i], there[start[1] : j])
                if cost < best.get((i, j), math.inf):
                    best[i, j], back[i, j] = cost, start
    return _beads((len(here), len(there)), best, back)


def _beads(
    end: tuple[int, int], best: dict[tuple[int, int], float], back: dict[tuple[int, int], tuple[int, int]]
) -> list[AlignedSentences]:
    beads: list[AlignedSentences] = []
    while end in back:
        start = back[end]
        size = max(end[0] - start[0], end[1] - start[1])
        beads.append(
            AlignedSentences(
                source=tuple(range(start[0], end[0])),
                target=tuple(range(start[1], end[1])),
                cost=(best[end] - best[start]) / size,
            )
        )
        end = start
    return beads[::-1]


class _Sentence:
    """What of a sentence is compared: its length as English would have it, its numbers, codes and terms."""

    def __init__(self, text: str, language: str, other: str) -> None:
        file = languages().get(language)
        letters = sum(c.isalnum() for c in text)
        ascii_letters = sum(c.isalnum() and c.isascii() for c in text)
        density = file.density if file else 1.0
        self.length = (
            ascii_letters + (letters - ascii_letters) / density if density < 1 else letters / density
        )
        self.text = text
        self.numbers = {q.value for q in quantities(text, language)}
        self.codes = codes(text, language)
        self.terms = glossary(language, other).find(text)


def _cost(here: Sequence[_Sentence], there: Sequence[_Sentence]) -> float:
    """Nats against these sentences being translations of one another."""
    if not here or not there:
        return 0.0
    a, b = sum(s.length for s in here), sum(t.length for t in there)
    z = abs(b - a) / math.sqrt(_VARIANCE * max((a + b) / 2, 1.0))
    cost = min(-math.log(max(math.erfc(z / math.sqrt(2)), 1e-12)), 20.0)
    numbers_here = {n for s in here for n in s.numbers}
    numbers_there = {n for t in there for n in t.numbers}
    common, apart = numbers_here & numbers_there, numbers_here ^ numbers_there
    text = " ".join(t.text for t in there)
    named = [holds(text, code) for s in here for code in s.codes]
    named += [holds_term(text, term) for s in here for term in s.terms]
    kept = len(common) + sum(named)
    lost = len(apart) + len(named) - sum(named)
    return cost - _ANCHOR * min(kept, 4) + _ANCHOR * min(lost, 4)
