"""Texts as search compares them: traditional characters as simplified, letters without accents, Chinese as pinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.languages.romanize import parts, spellings
from pipeline.languages.scripts import unaccented
from pipeline.languages.variants import simplified

HAN = "\u3400-\u9fff"
READ = "py0"
"""What a pinyin syllable begins with in the index, so that it is no word."""

_HAN_RUN = re.compile(f"[{HAN}]+")


def alike(text: str) -> str:
    """The text with each character as it is compared, in the same number of characters."""
    return "".join(map(_folded_character, simplified(text)))


def folded(text: str) -> str:
    """The text as words are cut from it: compatible forms as one, small, simplified, without accents."""
    flat = simplified(unicodedata.normalize("NFKC", text).casefold())
    return unaccented(flat)


@cache
def _folded_character(character: str) -> str:
    found = folded(character)
    return found if len(found) == 1 else character


def readings(text: str) -> Iterator[str]:
    """The pinyin of the Han characters of a text, one index term a syllable, without tones."""
    for run in _HAN_RUN.findall(text):
        yield from _read(run)


@lru_cache(maxsize=50_000)
def _read(run: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin

    return tuple(READ + folded(s) for s in lazy_pinyin(run, style=Style.NORMAL))


def name_readings(name: str) -> Iterator[str]:
    """The pinyin of a Chinese name: surnames are read otherwise than words, and some in two ways."""
    if not re.fullmatch(f"[{HAN}·\\s]+", name):
        return
    family, given = parts(name)
    if family in _ODD_FAMILIES and (read := spellings(family)):
        yield READ + folded(read[0])
        yield from readings(given)
    yield from readings(name)


_ODD_FAMILIES = frozenset("单仇解曾区查尉")


@cache
def _syllables() -> frozenset[str]:
    """Every pinyin syllable, without tones."""
    from pypinyin.pinyin_dict import pinyin_dict

    found = {folded(s) for entry in pinyin_dict.values() for s in entry.split(",")}
    return frozenset(s for s in found if s.isascii() and s.isalpha() and len(s) < 7)


def syllables(word: str) -> tuple[tuple[str, ...], ...]:
    """The ways to cut a word into pinyin syllables, longest first; ü may be written u or v, tones as figures."""
    word = re.sub(r"(?<=[a-z])[1-5]", "", word).replace("v", "u")
    if not word.isascii() or not word.isalpha() or len(word) > 40:
        return ()
    return tuple(_cut(word, 6))[:6]


def _cut(word: str, most: int) -> Iterator[tuple[str, ...]]:
    if not word:
        yield ()
        return
    known = _syllables()
    for length in range(min(most, len(word)), 0, -1):
        if word[:length] in known and (length > 1 or word[0] in "aeo"):
            for rest in _cut(word[length:], most):
                yield (word[:length], *rest)
