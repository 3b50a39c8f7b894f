"""Numbers in a sentence and its translation that have no counterpart: what a reviewer must not overlook."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

_NUMBER = re.compile(r"(?<![A-Za-z_\d])[-−]?\d+(?:[,，]\d{3})*(?:\.\d+)?(?![\d])|(?<=[A-Za-z])\d+(?:\.\d+)?")
_WORDS = {
    "0": ("zero", "零"),
    "1": ("one", "一"),
    "2": ("two", "二", "两"),
    "3": ("three", "三"),
    "4": ("four", "四"),
    "5": ("five", "五"),
    "6": ("six", "六"),
    "7": ("seven", "七"),
    "8": ("eight", "八"),
    "9": ("nine", "九"),
    "10": ("ten", "十"),
    "11": ("eleven", "十一"),
    "12": ("twelve", "十二"),
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(r"\b(" + "|".join(_MONTHS) + r")[a-z]*\b")


class Stretch(NamedTuple):
    """A number's place in a text."""

    start: int
    end: int


def unmatched(source: str, target: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """The numbers of each text that the other does not have, however it writes them."""
    ours, theirs = _numbers(source), _numbers(target)
    return _without(ours, theirs, target), _without(theirs, ours, source)


def _numbers(text: str) -> list[tuple[str, Stretch]]:
    folded = "".join(_digit(character) for character in text)
    return [
        (_value(found.group()), Stretch(found.start(), found.end())) for found in _NUMBER.finditer(folded)
    ]


def _digit(character: str) -> str:
    """A character of the same length, full-width figures and points as ASCII."""
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 and folded.isascii() else character


def _value(number: str) -> str:
    bare = re.sub(r"[,，\-−]", "", number)
    return (bare.rstrip("0").rstrip(".") if "." in bare else bare).lstrip("0") or "0"


def _without(
    ours: list[tuple[str, Stretch]], theirs: list[tuple[str, Stretch]], other_text: str
) -> tuple[Stretch, ...]:
    left = Counter(value for value, _ in theirs)
    missing = []
    for value, stretch in ours:
        if left[value]:
            left[value] -= 1
        elif not _spelled(value, other_text):
            missing.append(stretch)
    return tuple(missing)


def _spelled(value: str, text: str) -> bool:
    """Whether the other text writes the number as a word, or as the name of a month."""
    lower = text.lower()
    words = _WORDS.get(value, ())
    if any(re.search(rf"\b{w}\b", lower) if w.isascii() else w in text for w in words):
        return True
    return any(str(_MONTHS.index(found.group(1)) + 1) == value for found in _MONTH.finditer(lower))
