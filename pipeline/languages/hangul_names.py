"""How a Korean name may read in Latin letters, in whatever of the many ways people write theirs."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from pipeline.languages import languages
from pipeline.languages.romanize import in_ascii

_FIRST, _VOWELS, _ENDS = 0xAC00, 21, 28
"""The first syllable of Unicode, and how many vowels and finals they are counted by."""
_NAME = re.compile(r"[가-힣]{2,5}")


def reads_in_latin(korean: str, latin: str) -> bool:
    """Whether a Latin name may be the reading of a Korean one, the family name first or last; all may that is no such pair."""
    name, words = re.sub(r"\s", "", korean), [in_ascii(word) for word in re.split(r"[\s,]+", latin)]
    words = [word for word in words if word]
    if not _NAME.fullmatch(name) or len(words) < 2 or min(map(len, words)) < 2 or "." in latin:
        return True
    said = {"".join(words), "".join(words[1:] + words[:1]), "".join(words[-1:] + words[:-1])}
    return any(_pattern(name, family).fullmatch(each) for family in (1, 2) for each in said)


@cache
def _pattern(name: str, family: int) -> re.Pattern[str]:
    """The readings of a name whose first syllables are the family name."""
    spelt = languages()["ko"].surname_spellings.get(name[:family], ())
    own = "|".join((*spelt, "".join(map(_syllable, name[:family]))))
    return re.compile(f"(?:{own})" + "".join(map(_syllable, name[family:])))


@cache
def _syllable(syllable: str) -> str:
    """The readings of a syllable as a pattern."""
    table, at = _table(), ord(syllable) - _FIRST
    begin, vowel, end = at // (_VOWELS * _ENDS), at // _ENDS % _VOWELS, at % _ENDS
    return f"(?:{table['begins'][begin]})(?:{table['vowels'][vowel]})(?:{table['ends'][end]})"


@cache
def _table() -> dict[str, list[str]]:
    text = (resources.files(__package__) / "rules" / "hangul.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
