"""What is asked of a draft model's sentence beside the guards: that the model is sure of it, has read every word, invents
nothing, says nothing twice and keeps every name.

Good human translations fail these tests too often (one line in ten names something that the source says in other words); of a
model that is often wrong they are right more often than not. Measured by the readings of docs/measuring.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.languages.agreement import compare
from pipeline.languages.lexicon import Lexicon, lexicon
from pipeline.languages.opposites import groups
from pipeline.languages.quantities import codes, holds
from pipeline.languages.terms import glossary, holds_term
from pipeline.languages.vocabulary import is_drug
from pipeline.ports import Floors, Hypothesis
from pipeline.stages.translate.coverage import Coverage, coverage
from pipeline.stages.translate.findings import Finding, LanguagePair
from pipeline.stages.translate.meaning import added_poles, lost_poles
from pipeline.stages.translate.negating import lost_affixes
from pipeline.stages.translate.unread import as_read, unread

CODE = "translation.unsure"
_SPECIFIC = 6
"""Words of the source language that may mean a stem, up to which it is a name of something and no common word."""
_LONG, _PREFIX = 4, 5
_STUTTER = re.compile(r"\b(\w{6})\w*\b\W{1,2}\(?\1\w*", re.IGNORECASE)
"""Two neighbours that begin alike: `Cabozantin (Cabozantinib`, `pulse pulse` is for other guards."""


def doubts(source: str, made: Hypothesis, pair: LanguagePair, floors: Floors) -> Iterator[Finding]:
    """Why a sentence of a draft model is not to be shown."""
    if made.score < floors.score:
        yield Finding(code=CODE, message=f"the model itself is not sure of it ({made.score:.2f})")
    words = lexicon(pair.source, pair.target)
    if words is None:
        return
    text = as_read(source)
    found = coverage(text, made.text, words)
    for what, names in (
        ("{}: of nothing in the source", _invented(text, made.text, words, found)),
        ("nothing says {}", _lost(text, made.text, pair, found)),
        ("{}: not read", unread(text, made.read, found, floors.read)),
        ("{}: said again", _again(text, words, found)),
        ("{}: nothing like it in the source", added_poles(text, made.text, pair, found)),
        ("{}: not in it", lost_affixes(text, made.text, pair)),
        ("{}: said less often", lost_poles(text, made.text, pair, found)),
        ("{}: no name of the source", _new_names(text, made.text, pair, found)),
        ("{}: altered or left out", _lost_names(text, made.text, pair)),
        ("nothing says {} as the glossary does", _lost_terms(source, made.text, pair)),
        ("{}: twice", (match[0] for match in _STUTTER.finditer(made.text))),
    ):
        named = list(dict.fromkeys(names))
        if named:
            yield Finding(code=CODE, message=what.format(", ".join(named[:3])), times=len(named))


def _invented(source: str, target: str, words: Lexicon, found: Coverage) -> Iterator[str]:
    """Specific words that nothing in the source may mean."""
    for stem, like in zip(found.stems, found.stem_has_like, strict=True):
        word = target[stem.start : stem.end]
        named = stem.text[:_PREFIX] in source.lower() or is_drug(word.lower())
        if not like and len(stem.text) > _LONG and 0 < words.meant_by(stem.text) <= _SPECIFIC and not named:
            yield word


def _lost(source: str, target: str, pair: LanguagePair, found: Coverage) -> Iterator[str]:
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


def _lost_terms(source: str, target: str, pair: LanguagePair) -> Iterator[str]:
    """Terms of our glossary that the translation has in no form: of a draft that is often the word that it lost."""
    for term in glossary(pair.source, pair.target).find(source):
        if not holds_term(target, term):
            yield term.source


def _again(source: str, words: Lexicon, found: Coverage) -> Iterator[str]:
    """Stems that stand more often in the translation than words of the source may mean them."""
    low = source.lower()
    for stem, times in Counter(s.text for s in found.stems).items():
        if times > 1 and not set(stem) <= set("ivx"):
            like = sum(stem in words.meanings(word.text) for word in found.words)
            like += len(re.findall(rf"(?<![a-z]){re.escape(stem[: _PREFIX + 1])}", low))
            if times > max(1, like):
                yield stem


def _new_names(source: str, target: str, pair: LanguagePair, found: Coverage) -> Iterator[str]:
    """Abbreviations and codes that the source has not, and that no word of it may mean (ELISA for 酶联免疫吸附)."""
    meant = {stem.text for stem, like in zip(found.stems, found.stem_has_like, strict=True) if like}
    for code in codes(target, pair.source):
        capital = any(c.isupper() for c in code[1:]) or any(c.isdigit() for c in code)
        if (
            capital
            and not set(code) <= set("IVX")
            and not holds(source, code)
            and not any(code.lower().startswith(stem) for stem in meant)
        ):
            yield code


def _lost_names(source: str, target: str, pair: LanguagePair) -> Iterator[str]:
    """Codes and names that are not in the translation as the source prints them."""
    for difference in compare(source, pair.source, target, pair.target):
        if difference.kind == "code":
            yield difference.source or difference.target
