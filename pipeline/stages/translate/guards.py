"""What must hold between a sentence and its translation; where it does not, a finding says so. Nothing is mended here."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from pipeline.languages import Language, languages
from pipeline.languages.agreement import compare
from pipeline.records.article import Severity
from pipeline.records.base import Frozen

SEVERITIES = {
    "translation.empty": Severity.ERROR,
    "translation.numbers": Severity.ERROR,
    "translation.codes": Severity.WARNING,
    "translation.negation": Severity.ERROR,
    "translation.untranslated": Severity.WARNING,
    "translation.copied": Severity.WARNING,
    "translation.repetition": Severity.WARNING,
    "translation.length": Severity.WARNING,
    "translation.fragments": Severity.WARNING,
    "translation.cut": Severity.WARNING,
}

LONGEST_RATIO = 1.75
SHORTEST_RATIO = 0.65
"""Letters of a translation against those expected from the source; measured in benchmarks/translation.py."""
_FEW = 12.0
"""Letters (of English) by which any translation may be longer or shorter: short sentences vary more."""

SCRIPTS = {
    "Han": "\u3400-\u9fff\uf900-\ufaff",
    "Hiragana": "\u3041-\u309f",
    "Katakana": "\u30a1-\u30ff",
    "Hangul": "\uac00-\ud7a3\u1100-\u11ff",
    "Cyrillic": "\u0400-\u04ff",
    "Latin": "A-Za-z\u00c0-\u024f",
}
_SCRIPT_LETTERS = {name: re.compile(f"[{letters}]") for name, letters in SCRIPTS.items()}
_SAME = re.compile(r"((?:[^\W\d_]|[^\w\s.…_-]){1,6}?)\1{7,}")
_WORDS = re.compile(r"[^\W_]+|[\u3400-\u9fff]")


class Finding(Frozen):
    """One thing that a translation did wrong: the flag's code, what exactly, and how many times."""

    code: str
    message: str
    times: int = 1


class Pair(Frozen):
    """From which language into which."""

    source: str
    target: str


def findings(source: str, target: str, pair: Pair) -> tuple[Finding, ...]:
    """Everything that is wrong with a translation, worst first; nothing for a good one."""
    if not any(c.isalnum() for c in target):
        return (
            (Finding(code="translation.empty", message="nothing came out"),) if _has_letters(source) else ()
        )
    return tuple(_all(source, target, pair))


def _all(source: str, target: str, pair: Pair) -> Iterator[Finding]:
    here, there = languages().get(pair.source), languages().get(pair.target)
    differences = compare(source, pair.source, target, pair.target)
    for kind, code in (("number", "translation.numbers"), ("code", "translation.codes")):
        of_kind = [str(d) for d in differences if d.kind == kind]
        if of_kind:
            yield Finding(code=code, message="; ".join(of_kind), times=len(of_kind))
    yield from _negation(source, target, here, there)
    yield from _untranslated(source, target, here, there)
    repeated = repetition(target)
    if repeated and not repetition(source):
        yield Finding(code="translation.repetition", message=f"“{repeated}” again and again")
    ratio = length_ratio(source, target, here, there)
    if ratio is not None and not SHORTEST_RATIO <= ratio <= LONGEST_RATIO:
        word = "short" if ratio < 1 else "long"
        yield Finding(
            code="translation.length", message=f"too {word}: {ratio:.1f} of what such a sentence needs"
        )


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def negations(text: str, language: Language) -> tuple[int, int]:
    """How many words of negation a text holds, and how many that may stand for one (un-, -free, 无创, 不良).

    Words of the language file's `affirmations` (不同, not only) count as neither.
    """
    low, may = text.lower(), 0
    for word in _longest_first(language.affirmations):
        low = low.replace(word.lower(), " ")
    bounds = (r"(?<![^\W_])", r"(?![^\W_])") if language.spaced else ("", "")
    for affix in _longest_first(language.negative_affixes):
        if language.spaced:
            may += len(re.findall(affix.join(bounds), low))
        else:
            low, times = re.subn(affix, " ", low)
            may += times
    sure = sum(len(re.findall(_word(word, language), low)) for word in _longest_first(language.negations))
    return sure, may


def _longest_first(words: tuple[str, ...]) -> list[str]:
    return sorted(words, key=len, reverse=True)


def _word(word: str, language: Language) -> str:
    if not language.spaced or not word[0].isalpha() or language.endings:
        return re.escape(word.lower())
    return rf"(?<![^\W_]){re.escape(word.lower())}(?![^\W_])"


def _negation(source: str, target: str, here: Language | None, there: Language | None) -> Iterator[Finding]:
    """Both ways; what may stand for a negation on one side makes up for one on the other, unless it has its like."""
    if here is None or there is None or not here.negations or not there.negations:
        return
    (sure_here, looks_here), (sure_there, looks_there) = negations(source, here), negations(target, there)
    if not sure_there and sure_here > max(0, looks_there - looks_here):
        yield Finding(code="translation.negation", message="the source negates, the translation does not")
    elif sure_there > sure_here + max(0, looks_here - looks_there):
        yield Finding(code="translation.negation", message="the translation negates, the source does not")


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
        if len(same) >= 4 and same == _WORDS.findall(target.lower()):
            yield Finding(code="translation.copied", message="the source came out unchanged")


def repetition(text: str) -> str | None:
    """What stands again and again: words three times in a row (one or two words: four times), a letter eight times."""
    letters = _SAME.search(text)
    if letters:
        return letters[1]
    words = _WORDS.findall(text.lower())
    for size in range(1, 9):
        wanted = 4 if size <= 2 else 3
        run = 0
        for i in range(len(words) - size):
            run = run + 1 if words[i] == words[i + size] else 0
            block = words[i - run + 1 : i - run + 1 + size]
            if run >= size * (wanted - 1) and (size > 2 or any(not w.isdigit() for w in block)):
                return " ".join(block)
    return None


def length_ratio(source: str, target: str, here: Language | None, there: Language | None) -> float | None:
    """Letters of the translation by those expected from the source (both as English would have them); None if few."""
    if here is None or there is None:
        return None
    said, expected = _letters(target, there), _letters(source, here)
    if max(said, expected) <= 2 * _FEW:
        return None
    spared = min(said + _FEW, expected) if said < expected else max(said - _FEW, expected)
    return spared / expected if expected else math.inf


def _letters(text: str, language: Language) -> float:
    """Letters and digits of a text, those of the language's own script weighed as English would need them."""
    own = sum(1 for c in text if any(_SCRIPT_LETTERS[s].match(c) for s in language.scripts))
    other = sum(1 for c in text if c.isalnum()) - own
    return own / language.density + other
