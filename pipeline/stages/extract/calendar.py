"""The printed forms of a day or a month, in every language, as ISO 8601; and what looks like a date and is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from pipeline.languages.confusions import as_digits
from pipeline.languages.few_words import every_language
from pipeline.records.identifiers import YEARS
from pipeline.stages.extract.digits import DIGIT, from_han

_N = DIGIT
_HAN = "[〇零○一二三四五六七八九十百]"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911}
_ERA = "|".join(sorted(_ERAS, key=len, reverse=True))
_APART = r"(?<=0\d\.\s)[0-3]\s\d(?=\s*(?:[^\d\s.,:-]|$))"
"""A day that the reading broke in two, behind a month of two figures: `2020. 03. 1 2`."""
_YEAR_FIRST = (
    rf"(?P<era>{_ERA})?\s?(?P<y>{_N}{{1,4}}|元)\s?[-./年년]\s?(?P<m>{_N}{{1,2}})"
    rf"(?:\s?[-./月월]\s?(?P<d>{_APART}|{_N}{{1,2}})(?!\d)\s?[日일]?|\s?[月월])"
)
_DAY_FIRST = rf"(?P<d>{_N}{{1,2}})\s?[./-]\s?(?P<m>{_N}{{1,2}})\s?[./-]\s?(?P<y>(?:19|20)\d\d)"
_SHORT_YEAR = r"(?P<d>\d\d)\s?\.\s?(?P<m>\d\d)\s?\.\s?(?P<yy>\d\d)(?!\d)"
_SOLID = r"(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"
_IN_HAN = rf"(?P<era>{_ERA})?\s?(?P<y>{_HAN}{{2,6}})\s?年\s?(?P<m>{_HAN}{{1,2}})\s?月(?:\s?(?P<d>{_HAN}{{1,3}})\s?日)?"
SCHOOL_YEAR = rf"(?:(?P<era>{_ERA})\s?)?(?<!\d)(?P<y>\d{{1,4}}|元)\s?(?:年度|學年度|学年度|년도|학년도)"
"""A year from spring to spring, as bulletins of schools count theirs: `令和4年度`."""
_OF = r"(?:de\s+|del\s+|di\s+|d['’]|,|-)?"
_YOUNG = 50
"""Two figures of a year up to which they belong to this century."""
_PLAUSIBLE = re.compile(rf"(?:19|20)\d\d|{_HAN}{{4}}")
_ROC = range(90, 141)
"""Years that are counted from 1911 where no era stands before them."""
_LAST_MONTH = 12
_SLASHED = re.compile(r"(?<!\d)(?P<a>\d{1,2})\s?/\s?(?P<b>\d{1,2})\s?/\s?(?:19|20)\d\d")
"""A day and a month in figures, of which either may come first."""


class PrintedDate(NamedTuple):
    """A date as it stands in a text; `value` is None where the calendar has no such day."""

    value: str | None
    start: int
    end: int


def date_at(text: str, at: int) -> PrintedDate | None:
    """The date that begins at a place of a folded text; one that the calendar has before one that it has not."""
    impossible = None
    for form in _forms():
        if match := form.match(text, at):
            if value := _iso(match):
                return PrintedDate(value, *match.span())
            if _PLAUSIBLE.search(match[0]) and match.groupdict().get("d"):
                impossible = impossible or PrintedDate(None, *match.span())
    return impossible


def date_before(text: str, start: int, end: int) -> PrintedDate | None:
    """The date that ends just before a place: `2022年7月11日受付`, in Japanese."""
    for form in _forms()[1:2]:
        for match in form.finditer(text, start, end):
            if not text[match.end() : end].strip(" \n)]") and (value := _iso(match)):
                return PrintedDate(value, *match.span())
    return None


def months_in(text: str) -> Iterator[tuple[str, int, int]]:
    """(ISO date, start, end) of every month or day with a year in a folded text, months by name or with 年 and 月."""
    for form in (_forms()[1], _forms()[2], _forms()[-1]):
        for match in form.finditer(text):
            named = match.groupdict().get("name") or re.search("[年년]", match[0])
            if named and (value := _iso(match)):
                yield value, match.start(), match.end()


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The printed forms of a date; month names are those of the language files."""
    names = month_pattern()
    day = r"(?P<d>\d{1,2})\s?(?:st|nd|rd|th|er|ro|º|°|\.)?"
    forms = (
        _SOLID,
        _YEAR_FIRST,
        _IN_HAN,
        _DAY_FIRST,
        _SHORT_YEAR,
        rf"{day}\s*{_OF}\s*(?P<name>{names})\b\.?\s*{_OF}\s*(?P<y>(?:19|20)\d\d)",
        rf"(?P<name>{names})\b\.?\s*{day}\s*,?\s*(?P<y>(?:19|20)\d\d)",
        rf"(?P<y>(?:19|20)\d\d)\s*[,-]?\s*(?P<name>{names})\b\.?\s*(?P<d>\d{{1,2}})(?!\d)",
        rf"(?P<name>{names})\b\.?\s*{_OF}\s*(?:\d{{1,2}}\s?[-~]\s?\d{{1,2}}\s?,\s*)?(?P<y>(?:19|20)\d\d)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def _months() -> dict[str, int]:
    """Every month name of every language, lower case, and its number."""
    return {
        name.casefold(): number
        for found in reversed(every_language())
        for number, names in enumerate(found.months, start=1)
        for name in names
    }


@cache
def month_pattern() -> str:
    """Any name of a month in any language as a pattern, in lower case, longer names first."""
    return "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))


@cache
def month_words() -> frozenset[str]:
    """The names of months in every language, lower case."""
    return frozenset(_months())


def _iso(match: re.Match[str]) -> str | None:
    """The date as ISO 8601, or None where there is no such day; `05/18/2021` can only have its month first."""
    said = match.groupdict()
    year = _year(said)
    month = _months()[said["name"].casefold()] if said.get("name") else _number(said["m"])
    day = _number(said["d"]) if said.get("d") else None
    if day and month > _LAST_MONTH >= day and "/" in match[0]:
        month, day = day, month
    if year not in YEARS or not 1 <= month <= _LAST_MONTH:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def school_years_in(text: str) -> Iterator[tuple[str, int, int]]:
    """(year, start, end) of every year that a folded text counts from spring on."""
    for match in re.finditer(SCHOOL_YEAR, text):
        if (year := _year(match.groupdict())) in YEARS:
            yield str(year), *match.span()


def months_come_first(printed: Iterable[str]) -> bool:
    """Whether one of these dates in figures can only have its month first (`2/21/2013`), and none its day."""
    pairs = [(int(m["a"]), int(m["b"])) for text in printed for m in _SLASHED.finditer(text)]
    return any(b > _LAST_MONTH for _, b in pairs) and not any(a > _LAST_MONTH for a, _ in pairs)


def may_be_turned(printed: str) -> bool:
    """Whether a date in figures reads as another day with its month first: `3/4/2021`."""
    found = _SLASHED.search(printed)
    return (
        found is not None
        and found["a"] != found["b"]
        and max(int(found["a"]), int(found["b"])) <= _LAST_MONTH
    )


def days_come_first(printed: Iterable[str]) -> bool:
    """Whether one of these dates in figures can only have its day first (`21/2/2013`)."""
    return any(int(m["a"]) > _LAST_MONTH for text in printed for m in _SLASHED.finditer(text))


def turned(value: str, printed: str) -> str:
    """An ISO date read day first, of a date in figures that stands beside one that has its month first: month first."""
    found = _SLASHED.search(printed)
    if found is None or max(int(found["a"]), int(found["b"])) > _LAST_MONTH:
        return value
    return f"{value[:4]}-{int(found['a']):02}-{int(found['b']):02}"


def _year(said: dict[str, str | None]) -> int:
    if short := said.get("yy"):
        return int(short) + (2000 if int(short) <= _YOUNG else 1900)
    printed = said["y"] or ""
    year = 1 if printed == "元" else _number(printed)
    if era := said.get("era"):
        return year + _ERAS[era]
    return year + _ERAS["民國"] if year in _ROC else year


def _number(printed: str) -> int:
    return int(as_digits(from_han(printed.replace("○", "〇").replace(" ", ""))))
