"""Digits that OCR takes for letters (which, says the table of confusions), numbers written in Han numerals, and strings that are nearly the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.languages.confusions import as_digits, code_signs, number_signs

DIGIT, CODE = rf"[\d{number_signs()}]", rf"[\d{code_signs()}]"
"""What is read for a digit: in any number, and in a code that something else proves."""
_MIXED = re.compile(rf"(?<![A-Za-z]){DIGIT}*\d{DIGIT}*(?![A-Za-z])")
_HAN = {"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def mended(text: str) -> tuple[str, ...]:
    """What `as_digits` puts right in the numbers of a text, as repairs: `第5O卷` gives `5O→50`."""
    return tuple(f"{found}→{as_digits(found)}" for found in _MIXED.findall(text) if not found.isdigit())


def from_han(text: str) -> str:
    """A number below ten thousand in Han numerals as digits: 二十四 is `24`; other text as it is."""
    if not text or any(c not in _HAN and c not in "十百千" for c in text):
        return text
    if not set(text) & set("十百千"):
        return "".join(str(_HAN[c]) for c in text)
    total, digit = 0, 0
    for c in text:
        if c in _HAN:
            digit = _HAN[c]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            digit = 0
    return str(total + digit)


def nearest(text: str, known: Iterable[str], most: int = 2) -> str | None:
    """The known string of the same length that differs in the fewest characters, at most `most`."""
    best = min(
        (
            (sum(a != b for a, b in zip(text, other, strict=True)), other)
            for other in known
            if len(other) == len(text)
        ),
        default=None,
    )
    return best[1] if best and best[0] <= most else None
