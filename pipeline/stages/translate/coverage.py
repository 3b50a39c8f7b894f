"""Which words of a sentence have a counterpart in its translation: another sentence, lost parts.

Each word is evidence for or against a counterpart, weighed by how surely the lexicon knows it in good pairs and in
unrelated ones (log likelihood ratios). Word order is free, but near places are matched first and each word counts once.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.languages import language
from pipeline.languages.lexicon import LONGEST, Lexicon, SourceWord
from pipeline.languages.numerals import months
from pipeline.languages.quantities import DECADE, decade
from pipeline.languages.stems import Stem, content_stems
from pipeline.stages.translate.findings import Finding, LanguagePair

_PART = 6
"""Clauses of a part that may have been dropped, at most."""
_HAN_PART = 4
"""Han characters that say something."""

UNRELATED = 0.5
"""Shares of both sides with a counterpart, added, below which the translation is of another sentence."""
DROPPED = 1.5
"""Log likelihood ratio above which a part of the source has no counterpart."""
_TOGETHER = 0.35
"""What a word's evidence is worth in a part: words of one part are rendered freely, or lost, together."""
_FREELY = 3.0
"""What speaks against a loss where no word of the translation has a counterpart: it may say anything in words of its own."""
_SPREAD = 0.22
"""Standard deviation of the logarithm of the length ratio of good pairs."""
_MOST_BY_LENGTH = 4.0
_LEAST, _MOST = 0.03, 0.93
_USUAL_STEMS = 25
_CLAUSE = re.compile(r"[，,；;。：:！!？?、（）()]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PREFIX = 5
_ALIKE = re.compile(r"[A-Za-z][A-Za-z0-9-]+|\d+(?:\.\d+)?")
_MONTH = re.compile(r"(\d{1,2})\s?月")
_KEPT_ALIKE, _LOST_ALIKE = -2.0, 0.7
"""Log likelihood ratios of a number or code of a part that stands in the translation as often as in the source, and not at all."""
_BROKEN_OFF = re.compile(
    r"[,;:–—][^\w)\]]*$|\b(?:and|or|of|the|a|an|than|was|were|is|are)\W*$|\b(?:in|with|to|by|for|from|between)[^\w.!?]*$"
)
"""An end that no sentence has; before a full stop a preposition may be right (those whom you live with.)."""
_ENDED = re.compile(r"[。．.！？!?…)）]\s*$|[\u3400-\u9fff\w]\s*$")
_ENOUGH = 3
"""Words from which a sentence with numbers can be told to be another."""


@dataclass(frozen=True)
class Coverage:
    """The words of a source with what speaks for (negative) or against a counterpart, and the target's stems.

    `printed` are stems that stand in the source itself, `meant` those of the target that each word may mean.
    """

    words: tuple[SourceWord, ...]
    evidence: tuple[float, ...]
    stems: tuple[Stem, ...]
    printed: frozenset[str]
    known: frozenset[str]
    meant: tuple[frozenset[str], ...]
    stem_has_like: tuple[bool, ...]
    matched: dict[int, int]

    @property
    def has_like(self) -> tuple[bool, ...]:
        """Whether each word of the source may mean a word of the translation, which may belong to another."""
        return tuple(bool(stems) for stems in self.meant)

    def partners(self, start: int, end: int) -> Iterator[tuple[int, bool]]:
        """Where the words of the translation stand that belong to the source's words in a place; whether to it alone."""
        for i, place in self.matched.items():
            word = self.words[i]
            if word.start < end and start < word.end:
                yield self.stems[place].start, (word.start, word.end) == (start, end)

    def source_matched(self, start: int, end: int) -> bool:
        """Whether a word of the source in this place has a stem of the translation to itself."""
        return any(True for _ in self.partners(start, end))

    def target_partner(self, start: int, end: int) -> SourceWord | None:
        """The word of the source that a word of the translation in this place belongs to."""
        for i, place in self.matched.items():
            if self.stems[place].start < end and start < self.stems[place].end:
                return self.words[i]
        return None

    def target_matched(self, start: int, end: int) -> bool:
        """Whether a word of the translation in this place belongs to a word of the source."""
        return self.target_partner(start, end) is not None


def coverage(source: str, target: str, lexicon: Lexicon) -> Coverage:
    """Match the words of a sentence with the stems of its translation."""
    stems = content_stems(target)
    words = tuple(lexicon.words(source))
    printed = frozenset(s.text for s in content_stems(source))
    known = lexicon.meanings(source) | printed
    meant = _meant(source, words, lexicon, frozenset(s.text for s in stems))
    matched = _matched(words, meant, stems, len(source))
    scale = min(1.0, len(stems) / _USUAL_STEMS)
    evidence = tuple(_weight(word, i in matched, bool(meant[i]), scale) for i, word in enumerate(words))
    beginnings = {s[:_PREFIX] for s in known if len(s) >= _PREFIX}
    return Coverage(
        words=words,
        evidence=evidence,
        stems=stems,
        printed=printed,
        known=known,
        meant=tuple(meant),
        stem_has_like=tuple(s.text in known or s.text[:_PREFIX] in beginnings for s in stems),
        matched=matched,
    )


def _meant(
    source: str, words: Sequence[SourceWord], lexicon: Lexicon, stems: frozenset[str]
) -> list[frozenset[str]]:
    """For each word the stems of the target that it, most of it, or a longer word around it may mean."""
    starting: dict[int, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for start, end, entry in lexicon.spans(source):
        if entry.stems & stems:
            starting[start].append((end, entry.stems & stems))
    return [
        frozenset().union(
            *(
                found
                for start in range(word.start - LONGEST, word.end)
                for end, found in starting.get(start, ())
                if 2 * (min(end, word.end) - max(start, word.start)) >= word.end - word.start
            )
        )
        for word in words
    ]


def _matched(
    words: Sequence[SourceWord], meant: Sequence[frozenset[str]], stems: Sequence[Stem], length: int
) -> dict[int, int]:
    """The words that get a stem of their own, and which, nearest places first."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, stem in enumerate(stems):
        places[stem.text].append(place)
    pairs = sorted(
        (abs((word.start + word.end) / 2 / length - (place + 0.5) / len(stems)), i, place)
        for i, word in enumerate(words)
        for stem in meant[i]
        for place in places[stem]
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, place in pairs:
        if i not in matched and place not in taken:
            matched[i] = place
            taken.add(place)
    return matched


def _weight(word: SourceWord, matched: bool, has_like: bool, scale: float) -> float:
    if word.entry is None:
        return 0.0
    kept = min(_MOST, word.entry.kept)
    chance = min(max(_LEAST, word.entry.chance * scale), 0.9 * kept)
    if matched or has_like:
        return (1.0 if matched else 0.25) * math.log(chance / kept)
    return math.log((1 - chance) / (1 - kept))


def unrelated(source: str, found: Coverage, lexicon: Lexicon) -> Finding | None:
    """Whether too few words of both sides have a counterpart: the translation of another sentence."""
    said = [(like, word.end - word.start) for like, word in zip(found.has_like, found.words, strict=True)]
    total = sum(size for _, size in said)
    few = len(said) < _ENOUGH and any(c.isdigit() for c in source)
    if total <= 1 or few or not any(lexicon.knows(s.text) for s in found.stems):
        return None
    here = sum(size for like, size in said if like) / total
    there = sum(found.stem_has_like) / len(found.stems)
    if here + there >= (UNRELATED if len(said) > _ENOUGH + 1 else UNRELATED / 2):
        return None
    return Finding(
        code="translation.unrelated",
        message=f"{here:.0%} of the source's and {there:.0%} of the translation's words have a counterpart",
    )


def dropped(source: str, target: str, found: Coverage, pair: LanguagePair) -> Finding | None:
    """The clauses of the source that most surely have no counterpart, if they are sure enough."""
    total, said = _letters(source, pair.source), _letters(target, pair.target)
    if not total or not said:
        return None
    if _BROKEN_OFF.search(target) and _ENDED.search(source):
        return Finding(code="translation.dropped", message=f"it breaks off: “…{target[-20:]}”")
    ratio, marks = math.log(said / total), _marks(source, target, pair)
    freely = _FREELY * (1 - sum(found.stem_has_like) / max(1, len(found.stem_has_like)))
    best, lost = DROPPED, ""
    for start, end in _runs(source):
        against = _TOGETHER * sum(
            e
            for word, e in zip(found.words, found.evidence, strict=True)
            if start <= word.start and word.end <= end
        ) + max(-4.0, sum(weight for place, weight in marks if start <= place < end))
        share = min(0.9, _letters(source[start:end], pair.source) / total)
        by_length = (ratio**2 - (ratio - math.log(1 - share)) ** 2) / (2 * _SPREAD**2)
        score = against - freely + max(-_MOST_BY_LENGTH, min(_MOST_BY_LENGTH, by_length))
        if score > best:
            best, lost = score, source[start:end]
    return (
        Finding(code="translation.dropped", message=f"nothing says “{lost.strip(' ，,；;。')}”")
        if lost
        else None
    )


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
