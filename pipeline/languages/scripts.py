"""Which script a text is written in, and from that which language: script first, langdetect only among Latin ones."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipeline.languages import languages
from pipeline.languages.families import ENGLISH, UNKNOWN

_LATIN_ENOUGH = 20
"""Letters below which letter statistics say nothing about a Latin-script language."""

_WEIGHT = 4.0
"""A Han, Kana or Hangul character says about as much as four Latin letters."""


class Script(StrEnum):
    """The scripts that our languages are written in."""

    HAN = "Han"
    KANA = "Kana"
    HANGUL = "Hangul"
    CYRILLIC = "Cyrillic"
    LATIN = "Latin"
    GREEK = "Greek"
    ARABIC = "Arabic"


_RANGES: tuple[tuple[int, int, Script], ...] = (
    (0x0370, 0x03FF, Script.GREEK),
    (0x0400, 0x052F, Script.CYRILLIC),
    (0x0620, 0x064A, Script.ARABIC),
    (0x066E, 0x06D3, Script.ARABIC),
    (0x0750, 0x077F, Script.ARABIC),
    (0x08A0, 0x08C7, Script.ARABIC),
    (0x1100, 0x11FF, Script.HANGUL),
    (0x3005, 0x3007, Script.HAN),
    (0x3040, 0x30FA, Script.KANA),
    (0x30FC, 0x30FF, Script.KANA),
    (0x3130, 0x318F, Script.HANGUL),
    (0x31F0, 0x31FF, Script.KANA),
    (0x3400, 0x4DBF, Script.HAN),
    (0x4E00, 0x9FFF, Script.HAN),
    (0xAC00, 0xD7AF, Script.HANGUL),
    (0xF900, 0xFAFF, Script.HAN),
    (0xFB50, 0xFDFB, Script.ARABIC),
    (0xFE70, 0xFEFC, Script.ARABIC),
    (0xFF66, 0xFF9D, Script.KANA),
    (0x20000, 0x323AF, Script.HAN),
)


TWINS = dict(zip("ABEKMHOPCTYXaeopcyx", "АВЕКМНОРСТУХаеорсух", strict=True))
"""Cyrillic letters by the Latin ones that look the same."""
UKRAINIAN_TWINS = {"I": "І", "i": "і"}
"""Those that Russian has not."""
_ALPHABETS = [chr(n) for n in (*range(0x250), *range(0x400, 0x530), *range(0x1E00, 0x1F00))]
"""The Latin and Cyrillic alphabets of all languages."""
CAPITALS = "".join(char for char in _ALPHABETS if unicodedata.category(char) == "Lu")
"""Their capitals, as a class of an expression holds them."""
SMALLS = "".join(char for char in _ALPHABETS if unicodedata.category(char) == "Ll")
"""Their small letters."""


_HANGING = frozenset("，。、；：．」』）】》")


def letters_alone(text: str) -> str:
    """The letters and digits of a text, in small: what is the same however it is spaced, punctuated and set in capitals."""
    return "".join(c for c in text.casefold() if c.isalnum())


@cache
def script_of(char: str) -> Script | None:
    """The script of one character; None for digits, signs and scripts that we do not read."""
    code = ord(char)
    for first, last, script in _RANGES:
        if first <= code <= last:
            return script
    if char.isalpha() and unicodedata.name(char, "").startswith(("LATIN", "FULLWIDTH LATIN")):
        return Script.LATIN
    return None


def script_counts(text: str) -> dict[Script, int]:
    """How many characters of each script the text has."""
    counts: dict[Script, int] = {}
    for char, times in Counter(text).items():
        script = script_of(char)
        if script is not None:
            counts[script] = counts.get(script, 0) + times
    return counts


def script_shares(text: str) -> dict[Script, float]:
    """The share of each script among the text's letters, 0..1; empty for a text without letters."""
    counts = script_counts(text)
    total = sum(counts.values())
    return {script: count / total for script, count in counts.items()}


@lru_cache(maxsize=4096)
def main_script(text: str) -> Script | None:
    """The script that carries the text: a Han, Kana or Hangul character weighs as much as four letters."""
    counts = script_counts(text)
    if not counts:
        return None
    east = {s: counts.get(s, 0) for s in (Script.HAN, Script.KANA, Script.HANGUL)}
    west = {s: n for s, n in counts.items() if s not in east}
    if sum(east.values()) * _WEIGHT > max(west.values(), default=0):
        return max(east, key=lambda s: east[s])
    return max(west, key=lambda s: west[s])


_MARKS = re.compile("[\u0300-\u036f]")


def unaccented(text: str) -> str:
    """The text without accents and other marks upon letters; the sound marks of Kana are none."""
    return (
        text
        if text.isascii()
        else unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))
    )


EAST_ASIAN = "\u2e00"
"""What comes after it in Unicode is writing of East Asia, but for little."""


@cache
def is_wide(char: str) -> bool:
    """Whether a character belongs to writing without spaces: Han, Kana, full-width punctuation."""
    if script_of(char) in (Script.HAN, Script.KANA):
        return True
    code = ord(char)
    return 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFF65


def hangs(text: str) -> bool:
    """Whether a line ends in a mark of a character's width that is half white, and may hang into the margin: `，`, `。`, `」`."""
    return text[-1:] in _HANGING


def language_of(text: str, main: str = UNKNOWN) -> str:
    """The BCP 47 language of a run of text; `main` (the document's language) decides where the text cannot.

    Kana make it Japanese, Hangul Korean, characters of only one national standard tell zh from zh-Hant. langdetect
    (N. Shuyo's naive Bayes over letter n-grams) is asked only which Latin-script language a long text is.
    """
    counts = script_counts(text)
    script = main_script(text)
    if script is None:
        return main
    if script in (Script.HAN, Script.KANA, Script.HANGUL):
        return _eastern_language(text, counts, main)
    if script is Script.LATIN:
        return _latin_language(text, counts[Script.LATIN], main)
    return _by_letters(script, text, main)


def _eastern_language(text: str, counts: dict[Script, int], main: str) -> str:
    total = sum(counts.get(s, 0) for s in (Script.HAN, Script.KANA, Script.HANGUL))
    if counts.get(Script.HANGUL, 0) > 0.2 * total:
        return "ko"
    if counts.get(Script.KANA, 0) > 0.04 * total:
        return "ja"
    return _han(text, main)


def _han(text: str, main: str) -> str:
    marks = Counter(_standard(c) for c in text if script_of(c) is Script.HAN)
    votes = {"zh": marks["zh"], "zh-Hant": marks["zh-Hant"], "ja": marks["ja"]}
    if main in votes:
        rival = max(votes, key=lambda k: votes[k])
        doubtful = votes[rival] <= votes[main] + (2 if main == "ja" else 1)
        return main if doubtful else rival
    if votes["ja"] and not votes["zh"]:
        return "ja"
    return "zh-Hant" if votes["zh-Hant"] > votes["zh"] else "zh"


@cache
def _standard(char: str) -> str | None:
    """The language whose national character set alone has this Han character (GB 2312, Big5, JIS X 0208)."""
    mainland, taiwan = _encodes(char, "gb2312"), _encodes(char, "big5")
    if mainland != taiwan:
        return "zh" if mainland else "zh-Hant"
    if not mainland and _encodes(char, "shift_jis"):
        return "ja"
    return None


def _encodes(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _latin_language(text: str, letters: int, main: str) -> str:
    codes = _written_in(Script.LATIN)
    if letters < _LATIN_ENOUGH:
        return main if main in codes else ENGLISH
    return _detect(text) or (main if main in codes else ENGLISH)


def _by_letters(script: Script, text: str, main: str) -> str:
    """Which of the languages of a script that have letters of their own, one of which a stray character may be."""
    codes = _written_in(script)
    if not codes:
        return main
    votes = {code: sum(text.casefold().count(c) for c in languages()[code].letters) for code in codes}
    best = max(votes, key=lambda code: votes[code])
    if main not in codes:
        return best
    return best if votes[best] > votes[main] + 1 else main


@cache
def _written_in(script: Script) -> tuple[str, ...]:
    return tuple(code for code, found in languages().items() if script.value in found.scripts)


@lru_cache(maxsize=1024)
def _detect(text: str) -> str | None:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.append(text)
    try:
        return str(detector.detect())
    except LangDetectException:
        return None


@cache
def _factory() -> Any:
    """langdetect with a fixed seed, and with the profiles of our own Latin-script languages only."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.set_seed(0)
    files = [Path(PROFILES_DIRECTORY) / code for code in _written_in(Script.LATIN)]
    profiles = [f.read_text(encoding="utf-8") for f in files if f.exists()]
    factory.load_json_profile(profiles)
    return factory
