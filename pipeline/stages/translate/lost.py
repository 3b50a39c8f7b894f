"""Which part of a source has no counterpart in its translation.

The words of the translation first go to the rest of the source; what that leaves is all that may say the part.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from pipeline.languages import language
from pipeline.languages.lexicon import SourceWord
from pipeline.languages.lost_parts import LostParts, lost_parts
from pipeline.languages.numerals import months
from pipeline.languages.quantities import DECADE, decade
from pipeline.stages.translate.coverage import Coverage, shares
from pipeline.stages.translate.findings import Finding, LanguagePair

_PART = 6
"""Clauses of a part that may have been dropped, at most."""
_HAN_PART = 4
"""Han characters that say something."""
_SPREAD = 0.22
"""Standard deviation of the logarithm of the length ratio of good pairs."""
_MOST_BY_LENGTH, _MOST_BY_MARKS = 4.0, 4.0
_CLAUSE = re.compile(r"[，,；;。：:！!？?、（）()]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ALIKE = re.compile(r"[A-Za-z][A-Za-z0-9-]+|\d+(?:\.\d+)?")
_MONTH = re.compile(r"(\d{1,2})\s?月")
_KEPT_ALIKE, _LOST_ALIKE = -2.0, 0.7
"""Log likelihood ratios of a number or code of a part that stands in the translation as often as in the source, and not at all."""
_BROKEN_OFF = re.compile(
    r"[,;:–—][^\w)\]]*$|\b(?:and|or|of|the|a|an|than|was|were|is|are)\W*$|\b(?:in|with|to|by|for|from|between)[^\w.!?]*$"
)
"""An end that no sentence has; before a full stop a preposition may be right (those whom you live with.)."""
_ENDED = re.compile(r"[。．.！？!?…)）]\s*$|[\u3400-\u9fff\w]\s*$")


def dropped(source: str, target: str, found: Coverage, pair: LanguagePair) -> Finding | None:
    """The clauses of the source that most surely have no counterpart, if they are sure enough."""
    if not found.stems or not _letters(source, pair.source) or not _letters(target, pair.target):
        return None
    if _BROKEN_OFF.search(target) and _ENDED.search(source):
        return Finding(code="translation.dropped", message=f"it breaks off: “…{target[-20:]}”")
    data = lost_parts(pair.source, pair.target)
    scored = [(score(signs, data), start, end) for start, end, signs in parts(source, target, found, pair)]
    best, start, end = max(scored, default=(-math.inf, 0, 0))
    if best <= data.least:
        return None
    return Finding(
        code="translation.dropped", message=f"nothing says “{source[start:end].strip(' ，,；;。')}”"
    )


class Signs(NamedTuple):
    """What speaks for the loss of a part, and against it; `lost_parts.toml` says what each is."""

    unsaid: float
    shared: float
    fewer: float
    length: float
    marks: float
    over: float
    freely: float


def score(signs: Signs, data: LostParts) -> float:
    """The logarithm of the odds that a part is lost."""
    return data.weights["constant"] + sum(
        data.weights[name] * x for name, x in zip(Signs._fields, signs, strict=True)
    )


def parts(source: str, target: str, found: Coverage, pair: LanguagePair) -> Iterator[tuple[int, int, Signs]]:
    """Every part of a source that may be lost, with its signs."""
    sides = _Whole(source, target, found, pair)
    for start, end in _runs(source):
        inside = [i for i, word in enumerate(found.words) if start <= word.start and word.end <= end]
        if inside:
            yield start, end, sides.signs(start, end, inside)


class _Whole:
    """A source and its translation, with what is the same for all parts."""

    def __init__(self, source: str, target: str, found: Coverage, pair: LanguagePair) -> None:
        said_otherwise = lost_parts(pair.source, pair.target).said_otherwise(source, target)
        self._source, self._found, self._pair = source, found, pair
        self._total = _letters(source, pair.source)
        self._ratio = math.log(_letters(target, pair.target) / self._total)
        self._marks = _marks(source, target, pair)
        self._free = 1 - sum(found.stem_has_like) / len(found.stem_has_like)
        self._wanting = [
            word.entry is not None and not any(a <= word.start and word.end <= b for a, b in said_otherwise)
            for word in found.words
        ]
        places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, stem in enumerate(found.stems):
            places[stem.text].append((place, (place + 0.5) / len(found.stems)))
        self._places = [[p for text in meant for p in places[text]] for meant in found.meant]
        self._middle = [(word.start + word.end) / 2 for word in found.words]

    def signs(self, start: int, end: int, inside: Sequence[int]) -> Signs:
        """What speaks for and against the loss of what stands from `start` to `end`, of whose words these are the numbers."""
        found, cut = self._found, (start, end)
        within = set(inside)
        outside = [i for i in range(len(found.words)) if i not in within and self._places[i]]
        taken = set(self._matched(outside, cut, frozenset()).values())
        own = self._matched(inside, None, taken)
        words = [i for i in inside if self._wanting[i]]
        against = {i: _against(found.words[i], len(found.stems)) for i in words if i not in own}
        expected = sum(shares(found.words[i], len(found.stems))[0] for i in words)
        few = max(1, len(words))
        return Signs(
            unsaid=sum(against.values()),
            shared=sum(value for i, value in against.items() if found.meant[i]),
            fewer=(expected - len(own)) / few,
            length=self._by_length(start, end),
            marks=max(-_MOST_BY_MARKS, sum(x for place, x in self._marks if start <= place < end)),
            over=(len(found.stems) - len(taken)) / few,
            freely=self._free,
        )

    def _matched(
        self, words: Sequence[int], cut: tuple[int, int] | None, taken: Collection[int]
    ) -> dict[int, int]:
        """Words of the source with a stem each that is not taken, nearest places first, as if the source had no `cut`."""
        start, end = cut or (len(self._source), len(self._source))
        length = max(1, len(self._source) - (end - start))
        pairs = []
        for i in words:
            here = self._middle[i]
            here = (here if here <= start else here - (end - start)) / length
            pairs += [(abs(here - there), i, p) for p, there in self._places[i]]
        matched: dict[int, int] = {}
        gone = set(taken)
        for _, i, place in sorted(pairs):
            if i not in matched and place not in gone:
                matched[i] = place
                gone.add(place)
        return matched

    def _by_length(self, start: int, end: int) -> float:
        share = min(0.9, _letters(self._source[start:end], self._pair.source) / self._total)
        ratio = self._ratio
        better = (ratio**2 - (ratio - math.log(1 - share)) ** 2) / (2 * _SPREAD**2)
        return max(-_MOST_BY_LENGTH, min(_MOST_BY_LENGTH, better))


def _against(word: SourceWord, stems: int) -> float:
    """What a word says against a counterpart that gets no stem: a log likelihood ratio."""
    kept, chance = shares(word, stems)
    return math.log((1 - chance) / (1 - kept))


def _marks(source: str, target: str, pair: LanguagePair) -> list[tuple[int, float]]:
    """Where numbers and codes of a source stand, and what each says for or against a part's being lost."""
    ours, theirs = (Counter(m[0].lower() for m in _ALIKE.finditer(text)) for text in (source, target))
    said = months(target, pair.target)
    dates = [m for m in DECADE.finditer(source) if decade(m) in target]
    dates += [m for m in _MONTH.finditer(source) if m[1].lstrip("0") in said]
    return [(m.start(), _KEPT_ALIKE) for m in dates] + [
        (m.start(), _LOST_ALIKE if not theirs[m[0].lower()] else _KEPT_ALIKE)
        for m in _ALIKE.finditer(source)
        if (not theirs[m[0].lower()] or theirs[m[0].lower()] >= ours[m[0].lower()])
        and not any(d.start() <= m.start() < d.end() for d in dates)
    ]


def _runs(source: str) -> Iterator[tuple[int, int]]:
    """Clauses and runs of up to six of them, but not the whole sentence."""
    cuts = sorted({0, *(m.end() for m in _CLAUSE.finditer(source)), len(source)})
    for first, last in combinations(range(len(cuts)), 2):
        start, end = cuts[first], cuts[last]
        if (
            last - first <= _PART
            and end - start < 0.9 * len(source)
            and len(_HAN.findall(source[start:end])) >= _HAN_PART
        ):
            yield start, end


def _letters(text: str, code: str) -> float:
    own = len(_HAN.findall(text))
    return own / language(code).density + sum(c.isalnum() for c in text) - own
