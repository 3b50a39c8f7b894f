"""Whether a translation negates what its source negates: words of either side, counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.languages import Language, languages
from pipeline.languages.lexicon import SourceWord, lexicon
from pipeline.languages.negation import Negations, negations, without_affirmations
from pipeline.languages.stems import Stem
from pipeline.stages.translate.coverage import Coverage
from pipeline.stages.translate.findings import Finding, LanguagePair

CODE = "translation.negation"
_PREFIXES = ("un", "in", "im", "ir", "non")
_PARTS, _CLAUSES = re.compile("[，。；：！？]"), re.compile(r"[,.;:!?](?!\d)")
_AHEAD = 2
"""Words behind a negation of which one is what it negates."""
_UNDONE = re.compile(r" (?:[^\W\d_]+ ){0,2}$")
"""What may stand between a negation and the negative word that it undoes: two words."""

Span = tuple[int, int]


def negation(source: str, target: str, pair: LanguagePair, found: Coverage | None) -> Iterator[Finding]:
    """Both ways; what may stand for a negation on one side makes up for one on the other, unless it has its like.

    Words that mean one by themselves (不良, 非) make up for none; those that the lexicon has as one word need none (不安全, unsafe).
    """
    here, there = languages().get(pair.source), languages().get(pair.target)
    if here is None or there is None or not here.negations or not there.negations:
        return
    ours, theirs = negations(source, here), negations(target, there)
    sides = _Sides(source, target, pair, found, here, ours, theirs)
    yield from _miscounted(sides)
    torn = [match[0] for pattern in there.torn_negations for match in re.finditer(pattern, target.lower())]
    if torn:
        yield Finding(code=CODE, message=f"half of a negation is left: {torn[0]}")


class _Sides(NamedTuple):
    """A sentence and its translation with the negations of both."""

    source: str
    target: str
    pair: LanguagePair
    found: Coverage | None
    here: Language
    ours: Negations
    theirs: Negations

    def open_here(self) -> int:
        """Words of the source that a negation of the translation may stand for."""
        negated = self.negated_looks()
        looks = [span for span in self.ours.looks if not self._own(span) and span not in negated]
        return sum(not _taken_up(span, self.theirs, self.found) for span in looks) + len(self.ours.alike)

    def negated_looks(self) -> list[Span]:
        """Words of the source that mean a negation, and that a negated word renders (不明, not clear)."""
        found = self.found
        if found is None:
            return []
        stems = [
            stem
            for _, end in self.theirs.sure
            for stem in [s for s in found.stems if end <= s.start][:1]
            if _UNDONE.match(self.target[end : stem.start])
            and not any(a <= stem.start < b for a, b in (*self.theirs.looks, *self.theirs.alike))
        ]
        return [
            (start, end)
            for start, end in self.ours.looks
            if any(
                (start < word.start < end or (start == word.start and word.end <= end)) and stem.text in meant
                for word, meant in zip(found.words, found.meant, strict=True)
                for stem in stems
            )
        ]

    def open_there(self) -> int:
        """Words of the translation that may stand for a negation of the source."""
        own = sum(
            self._own(span) and not _taken_up(span, self.theirs, self.found) for span in self.ours.looks
        )
        return max(0, sum(self._is_open(span) for span in self.theirs.looks) - own) + len(self.theirs.alike)

    def used(self) -> int:
        """Negations of the source that a word of the translation has in it (不安全, unsafe; 无家可归, homeless)."""
        partners = [self.found.target_partner(*span) if self.found else None for span in self.theirs.looks]
        told = sum(p is not None and _negated(p, self.source, self.here) for p in partners)
        own = sum(self.has_own_word(span, self._negative_stems()) for span in self.ours.sure)
        return max(told, min(own, len(self.theirs.looks)))

    def unsaid(self) -> int:
        """Negations of the source of which nothing in the translation has a meaning in one word (无期徒刑, life imprisonment)."""
        stems = {stem.text for stem in self.found.stems} if self.found else set()
        return sum(not self.has_own_word(span, stems, plainly=True) for span in self.ours.sure)

    def _negative_stems(self) -> set[str]:
        return {
            stem.text
            for stem in (self.found.stems if self.found else ())
            if any(start < stem.end and stem.start < end for start, end in self.theirs.looks)
        }

    def has_own_word(self, span: Span, stems: set[str], *, plainly: bool = False) -> bool:
        """Whether a longer word of the source has the negation in it, and a meaning that its other parts have not.

        `plainly` asks for a word that no negative word renders, as those do that render `无法` (unable, fail).
        """
        words = lexicon(self.pair.source, self.pair.target)
        if self.found is None or words is None:
            return False
        return any(
            entry.stems
            & stems - words.meanings(self.source[start : span[0]] + self.source[_after(span) : end])
            for start, end, entry in words.spans(self.source)
            if start <= span[0]
            and span[1] <= end
            and end - start > 1
            and not (plainly and _is_negative(entry.stems))
        )

    def lost(self) -> Span | None:
        """A word of the source that means a negation, where the translation has nothing that may be one."""
        if self.found is None or self.theirs.sure or self.theirs.looks or self.theirs.alike:
            return None
        stems = {stem.text for stem in self.found.stems}
        clear = [s for s in self.ours.looks if self.source[slice(*s)] in self.here.clear_negatives]
        return next((span for span in clear if not self.has_own_word(span, stems)), None)

    def doubled(self) -> bool:
        """Whether the translation negates more often than the source, words with a prefix counted (not ... undetected)."""
        sure = {start for start, _ in self.theirs.sure}
        looks = [s for s in self.theirs.looks if s[0] not in sure and self._is_open(s) and self._prefixed(s)]
        negative = len(self.ours.sure) + len(self.ours.looks) + len(self.ours.alike)
        return bool(looks and self.theirs.sure) and len(self.theirs.sure) + len(looks) > negative

    def more_negated(self) -> bool:
        """Whether the translation has more words that negate, or may, than its source."""
        ours, theirs = (len(n.sure) + len(n.looks) + len(n.alike) for n in (self.ours, self.theirs))
        return theirs > ours

    def plain(self) -> str:
        """The source without its words that mean a negation by themselves."""
        text = self.source
        for start, end in self.ours.looks:
            if self._own((start, end)):
                text = text[:start] + "□" * (end - start) + text[end:]
        return without_affirmations(text, self.here)

    def _own(self, span: Span) -> bool:
        return self.source[span[0] : span[1]].lower() in self.here.own_negatives

    def _is_open(self, span: Span) -> bool:
        partner = self.found.target_partner(*span) if self.found else None
        if partner is None:
            return True
        meant = any(letter in self.here.negating_letters for letter in partner.text)
        return self._prefixed(span) and not meant and not _negated(partner, self.source, self.here)

    def _prefixed(self, span: Span) -> bool:
        return self.target[span[0] :].lower().startswith(_PREFIXES)


def _miscounted(sides: _Sides) -> Iterator[Finding]:
    ours, theirs, used = sides.ours, sides.theirs, sides.used()
    here, there = sides.open_here(), sides.open_there()
    lost = sides.lost()
    if lost:
        word = sides.source[slice(*lost)]
        yield Finding(code=CODE, message=f"{word}: the translation has nothing that negates")
    elif not theirs.sure and min(sides.unsaid(), len(ours.sure) - used) > max(0, there - here):
        yield Finding(code=CODE, message="the source negates, the translation does not")
    elif len(theirs.sure) > max(0, len(ours.sure) - used) + max(0, here - there) + len(sides.negated_looks()):
        yield Finding(code=CODE, message="the translation negates, the source does not")
    elif sides.found is not None and any(not _meant(end, sides) for _, end in theirs.sure):
        yield Finding(code=CODE, message="the translation negates a part that the source does not")
    elif sides.doubled() or len(ours.sure) + len(ours.looks) <= _undone(theirs, sides.target):
        yield Finding(code=CODE, message="the translation negates what is negative already")


def _after(span: Span) -> int:
    """Where what is negated begins: behind a word of negation, or behind the first letter of one that has it in it."""
    return span[0] + 1 if span[1] - span[0] > 1 else span[1]


def _is_negative(stems: frozenset[str]) -> bool:
    """Whether a word of the source may be rendered by a word with a prefix that negates, or that means a failure."""
    return any(stem.startswith(("unabl", "unsuccess", "fail", "without", "cannot", "lack")) for stem in stems)


def _undone(theirs: Negations, target: str) -> int:
    """How many negations stand right before a word with a prefix that negates (`isn't unknown`); 1 more where it has none."""
    negative = {
        start
        for start, _ in theirs.looks
        if target[start:].lower().startswith((*_PREFIXES, "exclud", "difficult", "rare"))
    }
    pairs = sum(
        start > end and bool(_UNDONE.match(target[end:start])) for _, end in theirs.sure for start in negative
    )
    return pairs or -1


def lost_affixes(source: str, target: str, pair: LanguagePair) -> Iterator[str]:
    """Words of the source that negate or may mean it, where the translation has fewer words of that kind (无创, 除外)."""
    here, there = languages().get(pair.source), languages().get(pair.target)
    if here is None or there is None or not here.negations or not there.negations:
        return
    ours, theirs = negations(source, here), negations(target, there)
    spans = (*ours.sure, *ours.looks)
    if len(spans) > len(theirs.sure) + len(theirs.looks) + len(theirs.alike):
        yield from (source[start:end] for start, end in spans)


def _meant(end: int, sides: _Sides) -> bool:
    """Whether a part of the source to which a word behind a negation of the translation belongs may negate at all."""
    found, source = sides.found, sides.source
    if found is None:
        return True
    stop = next((m.start() for m in _CLAUSES.finditer(sides.target, end)), len(sides.target))
    plain = sides.plain()
    negated = [
        any(letter in sides.here.negating_letters for word in words for letter in _part(plain, source, word))
        for stem in [s for s in found.stems if end <= s.start < stop][:_AHEAD]
        if (words := [w for w, stems in zip(found.words, found.meant, strict=True) if stem.text in stems])
    ]
    return all(negated) if sides.more_negated() else not negated or any(negated)


def _part(text: str, source: str, word: SourceWord) -> str:
    start = max((m.end() for m in _PARTS.finditer(source, 0, word.start)), default=0)
    stop = next((m.start() for m in _PARTS.finditer(source, word.end)), len(source))
    return text[start:stop]


def _taken_up(span: Span, theirs: Negations, found: Coverage | None) -> bool:
    """Whether a word of the source that may mean a negation has its like, and that may mean one too (不良, adverse)."""
    return found is not None and any(
        start <= stem.start < end
        for stem in (*_partners(span, found), *_may_mean(span, found))
        for start, end in (*theirs.looks, *theirs.alike)
    )


def _partners(span: Span, found: Coverage) -> list[Stem]:
    """The words of the translation that belong to the source's words in a place."""
    return [
        found.stems[place]
        for i, place in found.matched.items()
        if found.words[i].start < span[1] and span[0] < found.words[i].end
    ]


def _may_mean(span: Span, found: Coverage) -> list[Stem]:
    """The words of the translation that a word of the source which is this one may mean."""
    meant = [
        stems for word, stems in zip(found.words, found.meant, strict=True) if (word.start, word.end) == span
    ]
    return [stem for stem in found.stems if any(stem.text in stems for stems in meant)]


def _negated(word: SourceWord, source: str, language: Language) -> bool:
    """Whether a word of the source negates, or has a negation right before it (不安全, unsafe; 无法保留)."""
    return bool(negations(source[max(0, word.start - 2) : word.end], language).sure)
