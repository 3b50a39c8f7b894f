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
IN_ORDER, _FIRST = "in order", 0xA1
"""A code of typesetters that has the capitals in the order of the alphabet, Ё in its place, from here on, and the small letters behind them."""
_ALPHABET = "".join(map(chr, (*range(0x410, 0x416), 0x401, *range(0x416, 0x430))))
CODES = (*TAKEN_FOR, IN_ORDER)
MOST = 0.5
"""Share of a line's letters that are such; accents are a tenth of the letters of any language at most."""
WHOLE = 0.8
"""Share of words that are set as words are, in small letters but for the first, or all in capitals."""
LEAST = 40
"""Letters that tell it."""
SHORTEST = 3
"""Letters of such a word in a line of others at least: quotation marks are two."""
_NOT_SPACE = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SET = re.compile(r"[А-ЯЁІЇЄҐ]?[а-яёіїєґ]+|[А-ЯЁІЇЄҐ]+|[A-Za-z]+")


def decoder(text: str) -> Decoder | None:
    """What writes the lines of a page that are such text in Cyrillic letters; None where there is none."""
    coded = "\n".join(filter(_is_coded, text.split("\n")))
    if sum(map(_stands_for, coded)) < LEAST:
        return None
    code = max(CODES, key=lambda code: _share_of_words(coded.translate(_letters(code))))
    if _share_of_words(coded.translate(_letters(code))) < WHOLE:
        return None

    def written(line: str) -> str:
        whole = _is_coded(line)
        return _NOT_SPACE.sub(
            lambda word: _read(word[0], code) if whole or _is_coded_word(word[0]) else word[0], line
        )

    return written


def _is_coded(line: str) -> bool:
    letters = [char for char in line if char.isalpha() or char >= "\x80"]
    return sum(map(_stands_for, letters)) > MOST * len(letters)


def _is_coded_word(word: str) -> bool:
    """Whether a word between others, in a line that is mostly Latin, has no letter but such: `Phys. Rev. ¢ËÑ×ËÊËÍÂ 12`."""
    letters = [char for char in word if char.isalpha() or char >= "\x80"]
    return len(letters) >= SHORTEST and all(map(_stands_for, letters))


def _stands_for(char: str) -> bool:
    """Whether the character may stand for a Cyrillic one."""
    return any(ord(char) in _letters(code) for code in CODES)


def _read(word: str, code: str) -> str:
    """A word in Cyrillic letters; signs among figures are what they are."""
    figures = any(map(str.isdecimal, word)) and not any(char.isalpha() for char in word)
    return word if figures else word.translate(_letters(code))


@cache
def _letters(code: str) -> dict[int, str]:
    if code == IN_ORDER:
        return {_FIRST + n: letter for n, letter in enumerate(_ALPHABET + _ALPHABET.lower())} | {0xE5: "№"}
    high = [bytes([n]) for n in range(0x80, 0x100)]
    pairs = ((one.decode(code, "ignore"), one.decode(CYRILLIC, "ignore")) for one in high)
    return {ord(shown): meant for shown, meant in pairs if shown and meant}


def _share_of_words(text: str) -> float:
    words = _WORD.findall(text)
    cyrillic = [word for word in words if not word.isascii()]
    return sum(bool(_SET.fullmatch(word)) for word in cyrillic) / max(1, len(words))
