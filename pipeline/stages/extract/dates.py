"""Received, revised, accepted, published: labels of every language, dates as ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.languages import languages
from pipeline.records.article import Field
from pipeline.records.segment import Role, Segments
from pipeline.stages.extract.digits import as_digits, mended
from pipeline.stages.extract.passages import Passage, Zone, fold, passages
from pipeline.stages.extract.witness import Witness, settle, witness

KINDS = ("received", "revised", "accepted", "published")
_N = r"[\dOolI|]"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911}
_YEAR_FIRST = (
    rf"(?P<era>{'|'.join(sorted(_ERAS, key=len, reverse=True))})?\s?(?P<y>{_N}{{1,4}}|元)\s?[-./年년]\s?(?P<m>{_N}{{1,2}})"
    rf"(?:\s?[-./月월]\s?(?P<d>{_N}{{1,2}})(?!\d)\s?[日일]?|\s?[月월])"
)
_DAY_FIRST = rf"(?P<d>{_N}{{1,2}})\s?[./-]\s?(?P<m>{_N}{{1,2}})\s?[./-]\s?(?P<y>(?:19|20)\d\d)"
_SOLID = r"(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"
_TAIL = re.compile(r"(?:^|\n)\s*([\u4e00-\u9fff가-힣]{2,4})\s*[:;]")
_CLOSED = re.compile(r"\s*(?:[,;)\]]|$)")
"""What follows a label that stands after its date: `2020年1月14日受付，2020年4月28日受理`."""
_OPENED = re.compile(r"[(\[]\s*$")
"""What such a list of dates begins with: `(2019-04-02 收稿 2019-08-20 修回)`."""
_CUT = 0.75
"""How far a date is trusted whose label has lost its beginning."""
_AMBIGUOUS = {Role.ABSTRACT, Role.TITLE, Role.KEYWORDS}


@dataclass(frozen=True)
class PrintedDates:
    """The dates in the life of an article, ISO 8601 (a day, or a month where no day is printed)."""

    received: Field | None
    revised: Field | None
    accepted: Field | None
    published: Field | None


def find_dates(segments: Segments) -> PrintedDates:
    """All dates that stand beside one of their labels."""
    votes: dict[str, list[Witness]] = {kind: [] for kind in KINDS}
    for passage in passages(segments):
        for kind, value, start, end, tail in cut_labels_in(passage.text):
            votes[kind].append(witness(passage, (start, end), value, _CUT, repairs=(f"…{tail}",)))
        for kind, value, start, end in dates_in(passage.text):
            label = passage.text[start:end]
            if _in_prose(passage, label):
                continue
            trust = 0.8 if passage.zone is Zone.BODY else 0.95
            votes[kind].append(witness(passage, (start, end), value, trust, repairs=mended(label)))
    return PrintedDates(**{kind: settle(found) for kind, found in votes.items()})


def _in_prose(passage: Passage, printed: str) -> bool:
    """Whether a label that is also an everyday word stands in running text."""
    letter = re.search(r"[^\W\d_]", printed)
    everyday = letter is not None and letter[0].isascii() and not re.match(r"[^\d:]*:", printed)
    return everyday and (passage.role in _AMBIGUOUS or passage.zone is Zone.BODY)


def dates_in(text: str) -> Iterator[tuple[str, str, int, int]]:
    """(kind, ISO date, start, end) for every label with its date in a folded text."""
    labels, kinds = _labels()
    end_of_last = 0
    for label in labels.finditer(text):
        kind = kinds[(label.lastindex or 1) - 1]
        before = _date_before(text, end_of_last, label.start())
        turned = before is not None and (
            _CLOSED.match(text, label.end()) or _OPENED.search(text, end_of_last, before[1])
        )
        found = before if turned else _date_after(text, label.end()) or before
        if found:
            value, start, end = found
            end_of_last = max(end, label.end())
            yield kind, value, min(start, label.start()), end_of_last


def cut_labels_in(text: str) -> Iterator[tuple[str, str, int, int, str]]:
    """(kind, ISO date, start, end, what is left) for every line that begins with the end of a label: `수일: 2020-05-19`.

    Only where all labels that end so stand for the same kind of date.
    """
    for match in _TAIL.finditer(text):
        kinds = {kind for form, kind in _eastern_labels() if form != match[1] and form.endswith(match[1])}
        found = _date_after(text, match.end())
        if len(kinds) == 1 and found and not _is_label(match[1]):
            yield kinds.pop(), found[0], match.start(1), found[2], match[1]


def _is_label(form: str) -> bool:
    return any(form == other for other, _ in _eastern_labels())


@cache
def _eastern_labels() -> tuple[tuple[str, str], ...]:
    """(label without spaces, kind) of the labels in Han and Hangul, of which a cut one is still known."""
    return tuple(
        (label.replace(" ", ""), kind)
        for kind in KINDS
        for found in languages().values()
        for label in found.labels.get(kind, ())
        if ord(label[0]) > 0x2E00
    )


@cache
def _labels() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """All labels, longest first, one group each; and the kind of date that each group stands for."""
    forms: dict[str, str] = {}
    for kind in KINDS:
        for found in languages().values():
            forms |= dict.fromkeys((fold(label) for label in found.labels.get(kind, ())), kind)
    ordered = sorted(forms, key=len, reverse=True)
    pattern = "|".join(f"({_form(label)})" for label in ordered)
    return re.compile(pattern, re.IGNORECASE), tuple(forms[label] for label in ordered)


def _form(label: str) -> str:
    if ord(label[0]) > 0x2E00:
        return r"\s?".join(map(re.escape, label.replace(" ", "")))
    return r"(?<!\w)" + re.escape(label).replace(r"\ ", r"\s+") + r"(?!\w)"


@cache
def _dates() -> tuple[re.Pattern[str], ...]:
    """The printed forms of a date; month names are those of the language files."""
    names = "|".join(sorted((re.escape(name) for name in _months()), key=len, reverse=True))
    day = r"(?P<d>\d{1,2})\s?(?:st|nd|rd|th|er|º|\.)?"
    forms = (
        _SOLID,
        _YEAR_FIRST,
        _DAY_FIRST,
        rf"{day}\s*(?:de\s+|-)?(?P<name>{names})\b\.?\s*(?:de\s+|del\s+|,|-)?\s*(?P<y>(?:19|20)\d\d)",
        rf"(?P<name>{names})\b\.?\s*{day}\s*,?\s*(?P<y>(?:19|20)\d\d)",
        rf"(?P<y>(?:19|20)\d\d)\s*[,-]?\s*(?P<name>{names})\b\.?\s*(?P<d>\d{{1,2}})(?!\d)",
        rf"(?P<name>{names})\b\.?\s*,?\s*(?P<y>(?:19|20)\d\d)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def _months() -> dict[str, int]:
    """Every month name of every language, lower case, and its number."""
    return {
        name.casefold(): number
        for found in languages().values()
        for number, names in enumerate(found.months, start=1)
        for name in names
    }


def _date_after(text: str, start: int) -> tuple[str, int, int] | None:
    """The date that follows a place, over at most a colon, a bracket and a word such as `am`, `le`, `el`."""
    gap = re.match(r"[\s:\])(,.]*(?:(?:on|am|le|el|в редакцию)\s+)?", text[start:])
    at = start + (gap.end() if gap else 0)
    for form in _dates():
        if (match := form.match(text, at)) and (value := _iso(match)):
            return value, match.start(), match.end()
    return None


def months_in(text: str) -> Iterator[tuple[str, int, int]]:
    """(ISO date, start, end) of every month or day with a year in a folded text, months by name or with 年 and 月."""
    for form in (_dates()[1], _dates()[-1]):
        for match in form.finditer(text):
            named = match.groupdict().get("name") or re.search("[年년]", match[0])
            if named and (value := _iso(match)):
                yield value, match.start(), match.end()


def _date_before(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The date that ends just before a label: `2022年7月11日受付`, in Japanese."""
    for form in _dates()[1:2]:
        for match in form.finditer(text, start, end):
            if not text[match.end() : end].strip(" \n)]") and (value := _iso(match)):
                return value, match.start(), match.end()
    return None


def _iso(match: re.Match[str]) -> str | None:
    """The date as ISO 8601, or None where there is no such day."""
    said = match.groupdict()
    year = 1 if said["y"] == "元" else int(as_digits(said["y"]))
    if said.get("era"):
        year += _ERAS[said["era"]]
    elif 90 <= year <= 140:
        year += _ERAS["民國"]
    month = _months()[said["name"].casefold()] if said.get("name") else int(as_digits(said["m"]))
    if not 1900 <= year <= 2100 or not 1 <= month <= 12:
        return None
    if not said.get("d"):
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, int(as_digits(said["d"]))).isoformat()
    except ValueError:
        return None
