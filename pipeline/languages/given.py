"""Words that people are called by: given names of many countries, Chinese syllables in Latin letters."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]{2,}")
_SYLLABLE = r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?ang|iong|ong|eng|ing|iao|uai|[iu]?an|[iu]n|en|[aeou]i|ao|ou|ia|ie|iu|ua|uo|ue|[aeiouvü]))"
_PINYIN = re.compile(rf"(?:{_SYLLABLE}['’-]?){{1,3}}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def given_share(text: str) -> float:
    """How many of the capitalised words of a text are given names, 0..1; words in small letters count as none."""
    words = _WORD.findall(text)
    return sum(not w[0].islower() and w.casefold() in _known() for w in words) / len(words) if words else 0.0


@lru_cache(maxsize=4096)
def pinyin_share(text: str) -> float:
    """How many of the words of a text are capitalised and made of Chinese syllables, 0..1."""
    words = _WORD.findall(text)
    return sum(w[0].isupper() and bool(_PINYIN.fullmatch(w)) for w in words) / len(words) if words else 0.0


@cache
def _known() -> frozenset[str]:
    text = (resources.files(__package__) / "given_names.tsv").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
