"""What is asked of a draft model's sentence beside the guards: that the model is sure of it, invents nothing and loses no disease.

Good human translations fail these tests too often (one line in ten names something that the source says in other words); of a
model that is often wrong they are right more often than not. Measured by the readings of docs/measuring.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.languages.lexicon import lexicon
from pipeline.languages.opposites import groups
from pipeline.languages.vocabulary import is_drug
from pipeline.stages.translate.coverage import Coverage, coverage
from pipeline.stages.translate.findings import Finding, Pair

CODE = "translation.unsure"
FLOOR = -0.6
"""Logarithm of the probability of a piece, on the average, below which the model is not believed."""
_SPECIFIC = 6
"""Words of the source language that may mean a stem, up to which it is a name of something and no common word."""
_LONG, _PREFIX = 4, 5


def doubts(source: str, target: str, score: float, pair: Pair) -> Iterator[Finding]:
    """Why a sentence of a draft model is not to be shown."""
    if score < FLOOR:
        yield Finding(code=CODE, message=f"the model itself is not sure of it ({score:.2f})")
    words = lexicon(pair.source, pair.target)
    if words is None:
        return
    found = coverage(source, target, words)
    invented = [
        target[s.start : s.end]
        for s, like in zip(found.stems, found.stem_has_like, strict=True)
        if not like
        and 0 < words.meant_by(s.text) <= _SPECIFIC
        and len(s.text) > _LONG
        and s.text[:_PREFIX] not in source.lower()
        and not is_drug(target[s.start : s.end].lower())
    ]
    if invented:
        yield Finding(
            code=CODE, message=f"{', '.join(invented[:3])}: of nothing in the source", times=len(invented)
        )
    lost = list(_lost(source, target, pair, found))
    if lost:
        yield Finding(code=CODE, message=f"nothing says {', '.join(lost[:3])}", times=len(lost))


def _lost(source: str, target: str, pair: Pair, found: Coverage) -> Iterator[str]:
    """Organs and diseases of the source that the translation does not name, and that no word of it may mean."""
    for group in groups():
        if group.kind != "words":
            continue
        there = {pole for said in group.said(target, pair.target) for pole in said.poles}
        for said in group.said(source, pair.source):
            meant = any(
                like and word.start < said.end and said.start < word.end
                for word, like in zip(found.words, found.has_like, strict=True)
            )
            if len(said.text) > 1 and not said.loose and not said.poles & there and not meant:
                yield said.text
