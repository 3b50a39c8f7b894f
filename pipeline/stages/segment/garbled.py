"""Lines that are writing of no language: a failed recognition, or text decoded with the wrong table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from pipeline.languages import languages
from pipeline.languages.raised import plain_romans
from pipeline.languages.strangers import in_own_script
from pipeline.stages.segment.names import author_likeness
from pipeline.stages.segment.pieces import Piece
from pipeline.stages.segment.tongue import LATIN

_PEOPLE = 0.7
"""A line that looks this much like people is writing."""
_TOO_FEW = 6
"""Letters of which nobody can say that they make no words."""
_SHORT_WORD, _SHORT_CAPITALS = 2, 3
"""Letters that are no word, and in capitals may be anything."""
_VOWELLED = 0.2, 0.6
"""The share of vowels in a word in capitals."""
_BROKEN, _RARE, _RARE_OF = 0.2, 0.35, 6
"""Shares of characters that are none, and of Han out of use among so many, that make no writing."""

_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"^[(\[“\"'‘]*([^\W\d_]+(?:[-'’/][^\W\d_]+)*)[)\]”\"'’.,:;?!]*$")
_VOWELS = set("aeiouyàáâäãåæèéêëìíîïòóôöõøœùúûüýÿαεηιουω")
_ODD = re.compile(r"[%‘’*#>~|\\{}<=_@&ﬁﬂ§¢£¥©®™¬¦]")
_MARKS = re.compile(
    r"(?<=[^\W\d_.,;\s])\s?[*†‡§¹²³⁴-⁹]+(?:[,，\u060c]\s?[*†‡§¹²³⁴-⁹]+)*(?=[\s,，\u060c;；\u061b.]|$)"
)
"""Marks that follow a name and point to a note."""
_TELLING = re.compile(
    r"10\.\d{4,9}/|@[A-Za-z0-9-]+\s?[.,]|\b(?:19|20)\d\d\b.*\d|\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b"
)
"""A DOI, an address, a year with numbers, an ORCID: worth keeping whatever stands around it."""
_STACKED = re.compile(r"[\u1ea0-\u1ef9]")
"""Letters of Vietnamese that bear two marks, whose short words in capitals look like none; no failed recognition is full of them."""
_SPOKEN = 3
"""Little words of a language (`the`, `of`, `was`) in a line that make it writing, whatever numbers and units stand between."""
_ENOUGH = 4
"""Letters from which on a line is judged by itself."""


def marked(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with those marked that are no writing.

    A line alone is never condemned: formulas and codes look alike. Two suspects near one another are, and what
    cannot be judged (a few letters, capitals only) goes with the condemned line beside it.
    """
    verdicts = [_suspect(p) for p in pieces]
    bad = [v is True for v in verdicts]
    sure = [b and (any(bad[max(0, n - 2) : n]) or any(bad[n + 1 : n + 3])) for n, b in enumerate(bad)]
    for order in (range(len(sure)), range(len(sure) - 1, -1, -1)):
        for n in order:
            beside = sure[max(0, n - 1) : n] + sure[n + 1 : n + 2]
            sure[n] = sure[n] or (verdicts[n] is not False and any(beside))
    return [replace(p, garbled=True, label=None) if s else p for p, s in zip(pieces, sure, strict=True)]


def _suspect(piece: Piece) -> bool | None:
    """Whether a line looks like no writing; None where it is too short to say."""
    text = piece.text
    if piece.label and (piece.label.firm or piece.label.end >= len(text.rstrip())):
        return False
    if _is_out_of_use(text):
        return True
    if (
        piece.tongue not in {LATIN, None}
        or _TELLING.search(text)
        or author_likeness(text) > _PEOPLE
        or in_own_script(text)
        or len(_STACKED.findall(text)) > 1
    ):
        return False
    return _unreadable(text)


@lru_cache(maxsize=4096)
def _unreadable(text: str) -> bool | None:
    """Whether Latin letters make no words; None where they are too few, or capitals that could be anything."""
    text = _MARKS.sub("", plain_romans(text))
    letters = sum(c.isalpha() for c in text)
    if letters < _ENOUGH:
        return None if letters else False
    if len(_little_words() & set(re.findall(r"[^\W\d_]{2,}", text))) >= _SPOKEN:
        return False
    good, odd = _good_letters(text), len(_ODD.findall(text))
    if good >= 0.62 * letters and odd <= 0.12 * letters + 1:
        return None if sum(c.isupper() for c in text) > 0.6 * letters else False
    return None if letters < _TOO_FEW and not odd else good < 0.5 * letters or odd > 0.15 * letters


def _good_letters(text: str) -> float:
    return sum(_weight(match[0]) for match in _TOKEN.finditer(text))


def _weight(token: str) -> float:
    """How many letters of a token stand in what looks like a word."""
    found = _WORD.match(token)
    if not found:
        inner = re.findall(r"[^\W\d_]{4,}", token)
        return sum(0.8 * len(w) for w in inner if _wordlike(w))
    word = found[1]
    if word.lower() in _little_words():
        return len(word)
    return (
        len(word)
        if all(_wordlike(part) for part in re.split(r"[-'’/]", word) if len(part) > 1)
        and len(word) > _SHORT_WORD
        else 0
    )


def _wordlike(word: str) -> bool:
    low = word.lower()
    vowels = sum(unicodedata.normalize("NFD", c)[0] in _VOWELS or c in _VOWELS for c in low)
    if word.isupper():
        return (
            len(word) > _SHORT_CAPITALS
            and _VOWELLED[0] <= vowels / len(word) <= _VOWELLED[1]
            and not re.search(r"[^aeiouy]{4}|(.)\1\1|[aeiou]{4}", low)
        )
    shaped = word.islower() or word.istitle() or word[1:].islower()
    return shaped and vowels > 0 and not re.search(r"[bcdfghjklmnpqrstvwxz]{6}", low)


@cache
def _little_words() -> frozenset[str]:
    return frozenset(w for found in languages().values() for w in (*found.function_words, *found.short_words))


@lru_cache(maxsize=4096)
def _is_out_of_use(text: str) -> bool:
    """Whether replacement, private-use or control characters, or Han characters out of all use, make up the text."""
    seen = [c for c in text if not c.isspace()]
    if not seen:
        return False
    broken = sum(c == "\ufffd" or unicodedata.category(c) in {"Co", "Cc", "Cn"} for c in seen)
    han = [c for c in seen if "\u3400" <= c <= "\u9fff"]
    rare = sum(not _in_use(c) for c in han)
    return broken > _BROKEN * len(seen) or (len(han) >= _RARE_OF and rare > _RARE * len(han))


@cache
def _in_use(character: str) -> bool:
    for encoding in ("gb2312", "big5", "shift_jis"):
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            continue
        return True
    return False
