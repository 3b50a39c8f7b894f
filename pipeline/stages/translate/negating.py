"""Whether a translation negates what its source negates: words of either side, counted."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.languages import Language, languages
from pipeline.languages.lexicon import Word
from pipeline.languages.negation import Negations, negations
from pipeline.stages.translate.coverage import Coverage
from pipeline.stages.translate.findings import Finding, Pair


def negation(source: str, target: str, pair: Pair, found: Coverage | None) -> Iterator[Finding]:
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
        yield Finding(code="translation.negation", message="the source negates, the translation does not")
    elif len(theirs.sure) > max(0, len(ours.sure) - used) + max(0, open_here - open_there):
        yield Finding(code="translation.negation", message="the translation negates, the source does not")


def _taken_up(span: tuple[int, int], theirs: Negations, found: Coverage | None) -> bool:
    """Whether a word of the source that may mean a negation has its like, and that may mean one too (不良, adverse)."""
    return found is not None and any(
        start <= place < end
        for place, _ in found.partners(*span)
        for start, end in (*theirs.looks, *theirs.alike)
    )


def _negated(word: Word, source: str, language: Language) -> bool:
    """Whether a word of the source negates, or has a negation right before it (不安全, unsafe; 无法保留)."""
    return bool(negations(source[max(0, word.start - 2) : word.end], language).sure)
