"""Numbers of titles, abstracts and keywords to look at: digits read otherwise by the second engine, exponents not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from pipeline.languages.confusions import as_digits
from pipeline.languages.lookalikes import lookalikes
from pipeline.records.article import Article, Flag
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segments
from pipeline.records.text import Line
from pipeline.stages.check.codes import flag

_PLACES = {Role.TITLE: "title", Role.ABSTRACT: "abstract", Role.KEYWORDS: "keywords"}
_LEAST = 0.7
"""Confidence below which a second reading is noise."""
_AROUND = 6
"""Characters shown beside a doubted digit."""
_NO_POWER = re.compile(r"[×xX]\s*10\s*(?:[°º˚]|(?=/\s*(?:[dmμµ]?[Ll]|mm|k?g)(?![A-Za-z])))")
"""A power of ten whose exponent was read as a ring, or not at all before a unit of volume or mass."""
_LIKE_PERCENT = ("%", "％")
"""A sign that engines read with a 9 or a 96 before or in place of it."""


def check_doubted(article: Article, segments: Segments) -> tuple[Article, tuple[Flag, ...]]:
    """Flags each text in which two readings of a line differ in a digit, or a power lacks its exponent."""
    shown: dict[FieldPath, list[str]] = {}
    powers: dict[FieldPath, list[str]] = {}
    alike: dict[FieldPath, list[str]] = {}
    for segment in segments.segments:
        if segment.role in _PLACES:
            path = FieldPath.of(_PLACES[segment.role], segment.language)
            for line in segment.lines:
                shown.setdefault(path, []).extend(doubted(line))
            powers.setdefault(path, []).extend(lost_powers(segment.text))
            alike.setdefault(path, []).extend(look_alike(segment.text))
    return article, (
        *(
            flag("number.doubted", path, f"Read otherwise by the second engine: {'; '.join(places[:4])}.")
            for path, places in shown.items()
            if places
        ),
        *(
            flag("number.lookalike", path, f"No second reading settles it: {'; '.join(places[:4])}.")
            for path, places in alike.items()
            if places
        ),
        *(
            flag("number.no_exponent", path, f"A power without its exponent: {'; '.join(places[:4])}.")
            for path, places in powers.items()
            if places
        ),
    )


def look_alike(text: str) -> list[str]:
    """What looks like a misread digit, unit or exponent, and what it may be: `10⁹⁹, perhaps 10⁹`."""
    return [
        f"{text[max(0, found.start() - _AROUND) : found.end() + _AROUND]!r}, perhaps {new!r}"
        for rule in lookalikes()
        if rule.number
        for found, new in rule.changes(text)
    ]


def lost_powers(text: str) -> list[str]:
    """The powers of ten in a text whose exponent was not read, with what stands beside them."""
    return [
        text[max(0, found.start() - _AROUND) : found.end() + _AROUND] for found in _NO_POWER.finditer(text)
    ]


def doubted(line: Line) -> Iterator[str]:
    """The places of a line where the second reading has another digit: `12.5, not 12.6`."""
    if line.other is None or line.other.confidence < _LEAST:
        return
    ours, theirs = line.text.replace(" ", ""), line.other.text.replace(" ", "")
    for way, start, end, begin, finish in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if (
            (way == "replace" and _is_other(ours, start, end, theirs[begin:finish]))
            or (way == "insert" and _is_odd(theirs, begin, finish, ours, start))
            or (way == "delete" and _is_odd(ours, start, end, theirs, begin))
        ):
            here = ours[max(0, start - _AROUND) : end + _AROUND]
            yield f"{here}, not {theirs[max(0, begin - _AROUND) : finish + _AROUND]}"


def _is_other(ours: str, start: int, end: int, theirs: str) -> bool:
    """Whether a run that was read otherwise is a digit for a digit, or a digit for a letter like it in a number."""
    if end - start != len(theirs):
        return False
    return any(
        (mine.isdecimal() and other.isdecimal() and mine != other)
        or (
            mine != other == as_digits(mine)
            and other.isdecimal()
            and (mine == "З" or ours[place - 1 : place].isdecimal())
        )
        for place, mine, other in zip(range(start, end), ours[start:end], theirs, strict=True)
    )


def _is_odd(text: str, start: int, end: int, other: str, place: int) -> bool:
    """Whether digits that only one reading has belong to a number of the other, and are no percent sign."""
    within = other[place - 1 : place].isdecimal() or other[place : place + 1].isdecimal()
    return within and text[start:end].isdecimal() and text[end : end + 1] not in _LIKE_PERCENT
