"""Korean names in Latin letters one behind another, which nothing but spaces part: `Minji Kim Seojun Lee`."""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages import languages

_WORD = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Za-z]+)?")


def in_pairs(raw: str) -> list[str]:
    """The Korean names of a run in Latin letters that nothing but spaces parts: each two words, the family name last or first."""
    words = raw.split()
    pairs = list(zip(words[::2], words[1::2], strict=False))
    if len(words) % 2 or len(pairs) < 2 or not all(_WORD.fullmatch(w) for w in words):
        return []
    spelt = _spelt_families()
    ordered = any(all(pair[side].casefold() in spelt for pair in pairs) for side in (0, 1))
    return [" ".join(pair) for pair in pairs] if ordered else []


@cache
def _spelt_families() -> frozenset[str]:
    """Family names in Hangul as they are spelt in Latin letters."""
    known = (found.surname_spellings for found in languages().values())
    return frozenset(form for own in known for forms in own.values() for form in forms)
