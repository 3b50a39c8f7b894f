"""Whether a translation negates what its source negates: words of either side, counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.languages import Language, languages
from pipeline.languages.lexicon import SourceWord
from pipeline.languages.negation import Negations, negations
from pipeline.stages.translate.coverage import Coverage
from pipeline.stages.translate.findings import Finding, LanguagePair

CODE = "translation.negation"
_PREFIXES = frozenset({"un", "in", "im", "ir"})
_PARTS = re.compile("[，。；：！？]")


def negation(source: str, target: str, pair: LanguagePair, found: Coverage | None) -> Iterator[Finding]:
    """Both ways; what may stand for a negation on one side makes up for one on the other, unless it has its like."""
    here, there = languages().get(pair.source), languages().get(pair.target)
    if here is None or there is None or not here.negations or not there.negations:
        return
    ours, theirs = negations(source, here), negations(target, there)
    open_here = sum(not (found and found.source_matched(*span)) for span in ours.looks) + len(ours.alike)
    partners = [None if found is None else found.target_partner(*span) for span in theirs.looks]
    open_there = partners.count(None) + len(theirs.alike)
    used = sum(p is not None and _negated(p, source, here) for p in partners)
    if not theirs.sure and len(ours.sure) > used + max(0, open_there - open_here):
        yield Finding(code=CODE, message="the source negates, the translation does not")
    elif len(theirs.sure) > max(0, len(ours.sure) - used) + max(0, open_here - open_there):
        yield Finding(code=CODE, message="the translation negates, the source does not")
    elif found is not None and any(not _meant(end, source, here, found) for _, end in theirs.sure):
        yield Finding(code=CODE, message="the translation negates a part that the source does not")
    elif len(ours.sure) + len(ours.looks) <= _undone(theirs, target):
        yield Finding(code=CODE, message="the translation negates what is negative already")
    torn = [match[0] for pattern in there.torn_negations for match in re.finditer(pattern, target.lower())]
    if torn:
        yield Finding(code=CODE, message=f"half of a negation is left: {torn[0]}")


def _undone(theirs: Negations, target: str) -> int:
    """How many negations stand right before a word with a prefix that negates (`isn't unknown`); 1 more where it has none."""
    negative = {start for start, _ in theirs.looks if target[start : start + 2].lower() in _PREFIXES}
    pairs = sum(end + gap in negative for _, end in theirs.sure for gap in (1, 2))
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


def _meant(end: int, source: str, here: Language, found: Coverage) -> bool:
    """Whether the part of the source where the word stands that a negation of the translation precedes may negate at all."""
    place = next((i for i, stem in enumerate(found.stems) if stem.start >= end), None)
    word = next((found.words[i] for i, at in found.matched.items() if at == place), None)
    if word is None:
        return True
    start = max((m.end() for m in _PARTS.finditer(source, 0, word.start)), default=0)
    stop = next((m.start() for m in _PARTS.finditer(source, word.end)), len(source))
    return any(letter in here.negating_letters for letter in source[start:stop])


def _taken_up(span: tuple[int, int], theirs: Negations, found: Coverage | None) -> bool:
    """Whether a word of the source that may mean a negation has its like, and that may mean one too (不良, adverse)."""
    return found is not None and any(
        start <= place < end
        for place, _ in found.partners(*span)
        for start, end in (*theirs.looks, *theirs.alike)
    )


def _negated(word: SourceWord, source: str, language: Language) -> bool:
    """Whether a word of the source negates, or has a negation right before it (不安全, unsafe; 无法保留)."""
    return bool(negations(source[max(0, word.start - 2) : word.end], language).sure)
