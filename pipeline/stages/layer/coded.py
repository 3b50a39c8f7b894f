"""Cyrillic text that was stored as the Latin characters of the same bytes: `ÏÐÀÂÎ` is `ПРАВО`, `ÏÓ‰ÂÎ¸` is `модель`.

Old fonts name their Cyrillic letters by the Latin ones in whose places they stand. The mapping is exact, no guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

Decoder = Callable[[str], str]

CYRILLIC = "cp1251"
TAKEN_FOR = ("cp1252", "latin-1", "mac_roman")
"""The code that the letters were stored in, and those that they are shown in."""
MOST = 0.5
"""Share of a line's letters that are such; accents are a tenth of the letters of any language at most."""
WHOLE = 0.8
"""Share of words that are set as words are, in small letters but for the first, or all in capitals."""
LEAST = 40
"""Letters that tell it."""
_NOT_SPACE = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SET = re.compile(r"[А-ЯЁІЇЄҐ]?[а-яёіїєґ]+|[А-ЯЁІЇЄҐ]+|[A-Za-z]+")


def decoder(text: str) -> Decoder | None:
    """What writes the lines of a page that are such text in Cyrillic letters; None where there is none."""
    coded = "\n".join(filter(_is_coded, text.split("\n")))
    if sum(map(_stands_for, coded)) < LEAST:
        return None
    code = max(TAKEN_FOR, key=lambda code: _share_of_words(coded.translate(_letters(code))))
    if _share_of_words(coded.translate(_letters(code))) < WHOLE:
        return None
    return lambda line: _NOT_SPACE.sub(lambda word: _read(word[0], code), line) if _is_coded(line) else line


def _is_coded(line: str) -> bool:
    letters = [char for char in line if char.isalpha() or char >= "\x80"]
    return sum(map(_stands_for, letters)) > MOST * len(letters)


def _stands_for(char: str) -> bool:
    """Whether the character may stand for a Cyrillic one."""
    return any(ord(char) in _letters(code) for code in TAKEN_FOR)


def _read(word: str, code: str) -> str:
    """A word in Cyrillic letters; signs among figures are what they are."""
    figures = any(map(str.isdecimal, word)) and not any(char.isalpha() for char in word)
    return word if figures else word.translate(_letters(code))


@cache
def _letters(code: str) -> dict[int, str]:
    high = [bytes([n]) for n in range(0x80, 0x100)]
    pairs = ((one.decode(code, "ignore"), one.decode(CYRILLIC, "ignore")) for one in high)
    return {ord(shown): meant for shown, meant in pairs if shown and meant}


def _share_of_words(text: str) -> float:
    words = _WORD.findall(text)
    cyrillic = [word for word in words if not word.isascii()]
    return sum(bool(_SET.fullmatch(word)) for word in cyrillic) / max(1, len(words))
