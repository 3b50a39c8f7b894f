"""The words of a text that negate, and those that may stand for a negation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pipeline.languages import Language, languages

_CONTRACTED = ("n't", "n’t")


class Negations(NamedTuple):
    """Where the words of negation of a text stand, those that may mean one (un-, -free, 无创, 不良), and those that say that
    there is no difference (comparable, 相近).
    """

    sure: tuple[tuple[int, int], ...]
    looks: tuple[tuple[int, int], ...]
    alike: tuple[tuple[int, int], ...] = ()


def negations(text: str, language: Language) -> Negations:
    """The negations of a text. Words of the language file's `affirmations` (不同, not only) count as neither."""
    _, looking, negating, levelling = _patterns(language.code)
    low = without_affirmations(text, language)
    looks = tuple(m.span() for m in looking.finditer(low))
    if not language.spaced:
        for start, end in looks:
            low = low[:start] + " " * (end - start) + low[end:]
    alike = tuple(m.span() for m in levelling.finditer(low))
    return Negations(tuple(m.span() for m in negating.finditer(low)), looks, alike)


def without_affirmations(text: str, language: Language) -> str:
    """The text, in lower case, with blanks for words that look like a negation and are none (不同, not only)."""
    return _patterns(language.code)[0].sub(lambda m: " " * len(m[0]), text.lower())


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    language = languages()[code]
    left, right = (r"(?<![^\W_])", r"(?![^\W_])") if language.spaced else ("", "")
    affixes, alike = ("|".join(_longest_first(w)) for w in (language.negative_affixes, language.equality))
    return (
        re.compile(_either(_longest_first(language.affirmations))),
        re.compile(f"{left}(?:{affixes}){right}" if affixes else "(?!)"),
        re.compile(_either(_word(w, language) for w in _longest_first(language.negations))),
        re.compile(f"{left}(?:{alike}){right}" if alike else "(?!)"),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(words) or "(?!)"


def _longest_first(words: tuple[str, ...]) -> list[str]:
    return sorted(words, key=len, reverse=True)


def _word(word: str, language: Language) -> str:
    if word == _CONTRACTED[0]:
        return rf"(?:{'|'.join(_CONTRACTED)})(?![^\W_])"
    if not language.spaced or not word[0].isalpha() or language.endings:
        return re.escape(word.lower())
    return rf"(?<![^\W_]){re.escape(word.lower())}(?![^\W_])"
