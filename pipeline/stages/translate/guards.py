"""What must hold between a sentence and its translation; where it does not, a finding says so. Nothing is mended here."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from pipeline.languages import Language, languages
from pipeline.languages.agreement import compare, spelt_out
from pipeline.languages.lexicon import lexicon
from pipeline.languages.quantities import codes, holds
from pipeline.languages.variants import in_base
from pipeline.stages.translate.aligned import turned_aside
from pipeline.stages.translate.anchors import part_turned
from pipeline.stages.translate.coverage import coverage, unrelated
from pipeline.stages.translate.drugs import drugs
from pipeline.stages.translate.findings import SEVERITIES, Finding, LanguagePair
from pipeline.stages.translate.lost import dropped
from pipeline.stages.translate.meaning import sides_swapped, turned
from pipeline.stages.translate.negating import negation
from pipeline.stages.translate.wording import itself, nonwords, repetition

__all__ = ["SEVERITIES", "Finding", "LanguagePair", "findings"]

LONGEST_RATIO = 1.75
SHORTEST_RATIO = 0.65
"""Letters of a translation against those expected from the source; measured in benchmarks/translation.py."""
_FEW = 12.0
"""Letters (of English) by which any translation may be longer or shorter: short sentences vary more."""

_LONGEST = 800
"""Characters beyond which a text is no sentence, and its words are not matched."""

_LONG_FORM = 7
"""Letters of a word that an abbreviation has one letter of, but for that one."""

SCRIPTS = {
    "Han": "\u3400-\u9fff\uf900-\ufaff",
    "Hiragana": "\u3041-\u309f",
    "Katakana": "\u30a1-\u30ff",
    "Hangul": "\uac00-\ud7a3\u1100-\u11ff",
    "Cyrillic": "\u0400-\u04ff",
    "Latin": "A-Za-z\u00c0-\u024f",
}
_SCRIPT_LETTERS = {name: re.compile(f"[{letters}]") for name, letters in SCRIPTS.items()}
_NO_NAME = 4
"""Words from which a sentence is no name, which both languages may share."""
_WORDS = re.compile(r"[^\W_]+|[\u3400-\u9fff]")


def findings(source: str, target: str, pair: LanguagePair) -> tuple[Finding, ...]:
    """Everything that is wrong with a translation, worst first; nothing for a good one."""
    source, kept = in_base(source, pair.source)
    pair = pair.model_copy(update={"source": kept})
    if not any(c.isalnum() for c in target):
        return (
            (Finding(code="translation.empty", message="nothing came out"),) if _has_letters(source) else ()
        )
    return tuple(_all(source, target, pair))


def _all(source: str, target: str, pair: LanguagePair) -> Iterator[Finding]:
    here, there = languages().get(pair.source), languages().get(pair.target)
    meaning = [*_meaning(source, target, pair), *sides_swapped(source, target, pair)]
    yield from meaning
    if not any(finding.code == "translation.opposite" for finding in meaning):
        yield from part_turned(source, target, pair)
    differences = compare(source, pair.source, target, pair.target)
    for kind, code in (("number", "translation.numbers"), ("code", "translation.codes")):
        of_kind = [str(d) for d in differences if d.kind == kind]
        if of_kind:
            yield Finding(code=code, message="; ".join(of_kind), times=len(of_kind))
    yield from _untranslated(source, target, here, there)
    repeated = itself(source, target) or repetition(target)
    if repeated and not repetition(source):
        yield Finding(code="translation.repetition", message=f"“{repeated}” again and again")
    ratio = length_ratio(source, target, here, there, _long_forms(source, target, pair))
    if ratio is not None and not SHORTEST_RATIO <= ratio <= LONGEST_RATIO:
        word = "short" if ratio < 1 else "long"
        yield Finding(
            code="translation.length", message=f"too {word}: {ratio:.1f} of what such a sentence needs"
        )


def _meaning(source: str, target: str, pair: LanguagePair) -> Iterator[Finding]:
    """What the lexicon of the pair can tell: words against words."""
    words = lexicon(pair.source, pair.target)
    if words is None or len(source) > _LONGEST:
        yield from turned(source, target, pair, None)
        yield from negation(source, target, pair, None)
        return
    found = coverage(source, target, words)
    other = unrelated(source, found, words)
    if other:
        yield other
        return
    opposites = list(turned(source, target, pair, found))
    yield from opposites or turned_aside(source, target, pair, found)
    yield from negation(source, target, pair, found)
    yield from drugs(source, target, pair, found)
    yield from nonwords(source, target)
    lost = dropped(source, target, found, pair)
    if lost:
        yield lost


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _untranslated(
    source: str, target: str, here: Language | None, there: Language | None
) -> Iterator[Finding]:
    if here is None or there is None:
        return
    foreign = [s for s in SCRIPTS if s not in there.scripts and s != "Latin"]
    left = "".join(c for c in target if any(_SCRIPT_LETTERS[s].match(c) for s in foreign))
    if left:
        yield Finding(code="translation.untranslated", message=f"left as it was: {left[:40]}")
    elif set(here.scripts) & set(there.scripts):
        same = _WORDS.findall(source.lower())
        if len(same) >= _NO_NAME and same == _WORDS.findall(target.lower()):
            yield Finding(code="translation.copied", message="the source came out unchanged")


def _long_forms(source: str, target: str, pair: LanguagePair) -> float:
    """Letters that a translation has more where it spells out what its source abbreviates."""
    short = [c for c in codes(source, pair.source) if not holds(target, c) and spelt_out(target, c)]
    return _LONG_FORM * sum(c.isalpha() for code in dict.fromkeys(short) for c in code)


def length_ratio(
    source: str, target: str, here: Language | None, there: Language | None, more: float = 0.0
) -> float | None:
    """Letters of the translation by those expected from the source (both as English would have them) and `more`; None if few."""
    if here is None or there is None:
        return None
    said, expected = _letters(target, there), _letters(source, here) + more
    if max(said, expected) <= 2 * _FEW:
        return None
    spared = min(said + _FEW, expected) if said < expected else max(said - _FEW, expected)
    return spared / expected if expected else math.inf


def _letters(text: str, language: Language) -> float:
    """Letters and digits of a text, those of the language's own script weighed as English would need them."""
    own = sum(1 for c in text if any(_SCRIPT_LETTERS[s].match(c) for s in language.scripts))
    other = sum(1 for c in text if c.isalnum()) - own
    return own / language.density + other
