"""The numbers of printed text, in one spelling: what two languages, two readings or a translation must share."""

from __future__ import annotations

import re
from collections import Counter

_NUMBER = re.compile(
    r"(?P<sign>[<>≤≥=±])?\s?(?P<number>\d+(?:[  ,]\d{3})+(?!\d)|\d+(?:[.,·]\d+)?)(?P<unit>\s?%)?"
)


def numbers(text: str) -> Counter[str]:
    """The numbers of a text that a translation must keep: two digits or more, in one spelling."""
    return Counter(
        n for m in _NUMBER.finditer(text) if len(re.sub(r"\D", "", n := _as_number(m["number"]))) > 1
    )


def _as_number(number: str) -> str:
    """`1 316`, `1,316` as 1316; a decimal comma as a point."""
    if re.fullmatch(r"\d+(?:[  ,]\d{3})+", number) and not number.startswith("0"):
        return re.sub(r"\D", "", number)
    return re.sub(r"[,·]", ".", number)


def differ(ours: Counter[str], theirs: Counter[str]) -> tuple[list[str], list[str]]:
    """Numbers of one text that the other has not at all, in either direction."""
    return [n for n in ours if _lacks(theirs, n)], [n for n in theirs if _lacks(ours, n)]


def _lacks(text: Counter[str], number: str) -> bool:
    """Whether a text has not that number; `1.000` may be a thousand, written with a point."""
    whole = number.replace(".", "") if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", number) else number
    pointed = f"{int(number):,}".replace(",", ".") if number.isdigit() and number[0] != "0" else number
    return not {number, whole, pointed} & set(text)


def signs(text: str) -> dict[str, set[str]]:
    """The comparison signs that stand before each number of a text."""
    found: dict[str, set[str]] = {}
    for match in _NUMBER.finditer(text):
        if match["sign"]:
            found.setdefault(_as_number(match["number"]), set()).add(match["sign"])
    return found
