"""Which words of a sentence have a counterpart in its translation: another sentence.

Word order is free, but near places are matched first and each word counts once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.languages.lexicon import LONGEST, Lexicon, SourceWord
from pipeline.languages.stems import Stem, content_stems
from pipeline.stages.translate.findings import Finding

UNRELATED = 0.5
"""Shares of both sides with a counterpart, added, below which the translation is of another sentence."""
_LEAST, _MOST = 0.03, 0.93
_USUAL_STEMS = 25
_PREFIX = 5
_ENOUGH = 3
"""Words from which a sentence with numbers can be told to be another."""


@dataclass(frozen=True)
class Coverage:
    """The words of a source and the stems of a target, and which belong together.

    `printed` are stems that stand in the source itself, `meant` those of the target that each word may mean.
    """

    words: tuple[SourceWord, ...]
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
    beginnings = {s[:_PREFIX] for s in known if len(s) >= _PREFIX}
    return Coverage(
        words=words,
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


def shares(word: SourceWord, stems: int) -> tuple[float, float]:
    """How many good translations, and unrelated ones of so many stems, have a stem that a word may mean."""
    if word.entry is None:
        return 0.0, 0.0
    kept = min(_MOST, word.entry.kept)
    chance = word.entry.chance * min(1.0, stems / _USUAL_STEMS)
    return kept, min(max(_LEAST, chance), 0.9 * kept)


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
