"""Whether a translation names the drugs that its source names, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from pipeline.languages.agreement import spelt_out
from pipeline.languages.quantities import codes, holds
from pipeline.languages.sounds import sound_alike
from pipeline.languages.stems import stem
from pipeline.languages.terms import Term, glossary, holds_term
from pipeline.languages.vocabulary import is_drug
from pipeline.stages.translate.coverage import Coverage
from pipeline.stages.translate.findings import Finding, LanguagePair

_WORD = re.compile(r"[a-z]{5,}")
_ABBREVIATION = re.compile(r"\b[A-Z][A-Z0-9-]{1,6}s?\b")
DOMAIN = "drug"
_ALIKE = 0.8
"""Share of letters in common from which two names are one in two spellings."""


def drugs(source: str, target: str, pair: LanguagePair, found: Coverage) -> Iterator[Finding]:
    """Drugs of the source that the translation lacks, and drugs of the translation that the source does not name."""
    named = _named(source, pair)
    short = [c for c in codes(source, pair.source) if not holds(target, c) and spelt_out(target, c)]
    added = [
        word
        for word in dict.fromkeys(_WORD.findall(target.lower()))
        if _is_added(word, source, named, pair, found) and not any(word[0] in c.lower() for c in short)
    ]
    lost = [
        term
        for term in named
        if not holds_term(target, term) and not _said_otherwise(term, target, pair, found)
    ]
    if lost and added:
        yield Finding(
            code="translation.drug", message=f"{lost[0].source} became {added[0]}", times=len(added)
        )
    elif added:
        yield Finding(code="translation.drug", message=f"{added[0]} is not in the source", times=len(added))
    elif lost and not _abbreviated(source, target):
        yield Finding(code="translation.drug", message=f"{lost[0].source} is missing", times=len(lost))


def _named(source: str, pair: LanguagePair) -> tuple[Term, ...]:
    return tuple(t for t in glossary(pair.source, pair.target).find(source) if t.domain == DOMAIN)


def _is_added(word: str, source: str, named: tuple[Term, ...], pair: LanguagePair, found: Coverage) -> bool:
    if not is_drug(word) or word in source.lower() or stem(word) in found.known:
        return False
    if any(word in _WORD.findall(form.lower()) for term in named for form in (term.target, *term.accepted)):
        return False
    return word in _names(pair.source, pair.target) or not sound_alike(source, word)


def _said_otherwise(term: Term, target: str, pair: LanguagePair, found: Coverage) -> bool:
    """Whether the translation has a name of the drug that only the lexicon knows, or one that sounds like it."""
    known = any(
        has_like and word.text in term.source and len(word.text) * 2 >= len(term.source)
        for word, has_like in zip(found.words, found.has_like, strict=True)
    )
    return known or any(
        sound_alike(term.source, word) and _spelt_alike(term, word)
        for word in _WORD.findall(target.lower())
        if is_drug(word) and word not in _names(pair.source, pair.target)
    )


def _spelt_alike(term: Term, word: str) -> bool:
    """Whether a drug's name is the glossary's in another spelling, and no other drug that begins alike (dexamide)."""
    forms = (part for form in (term.target, *term.accepted) for part in _WORD.findall(form.lower()))
    return any(SequenceMatcher(None, form, word).ratio() >= _ALIKE for form in forms)


@cache
def _names(source: str, target: str) -> frozenset[str]:
    """The English words in the names of the glossary's drugs."""
    return frozenset(
        word
        for term in glossary(source, target)
        if term.domain == DOMAIN
        for form in (term.target, *term.accepted)
        for word in _WORD.findall(form.lower())
    )


def _abbreviated(source: str, target: str) -> bool:
    """Whether the translation has an abbreviation that the source has not: it may stand for a drug."""
    return any(short not in source for short in _ABBREVIATION.findall(target))
