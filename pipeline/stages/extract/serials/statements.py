"""Year, volume, issue and pages as journals print them: `2023年第50卷第9期`, `Vol.50,No.9`, `2023;50(9):842-848`.

The forms of a volume and an issue number come from the language files; here they are put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.languages.confusions import as_digits, loose
from pipeline.languages.few_words import every_language
from pipeline.languages.scripts import EAST_ASIAN
from pipeline.stages.extract.digits import from_han
from pipeline.stages.extract.serials.compact import (
    COMPACT,
    HAN,
    ISSUE,
    NUMBER,
    PAGES,
    PRIMED,
    SLASHED,
    SUPPLEMENT,
    YEAR,
)

_YEAR_NEAR = re.compile(rf"(?<!\d)(?P<year>{YEAR})(?!\d)")
_YEAR_BEFORE = re.compile(rf"\(\s*(?P<year>{YEAR})\s*\)[\s,:.]*$")
"""The year in brackets before the volume: `Journal (2021) 54(10): e11439`."""
_NUMBER_BEFORE = re.compile(r"(?<![^\W\d_])(?:n|no|nr|núm|nº|№|iss|issue)\s?[.°º]?\s?$", re.IGNORECASE)
"""What stands before the number of an issue: `v. 33, n. 3 (82)` has no volume 3."""
_PAGES_AFTER = re.compile(
    rf"\s*(?:년\s*)?[:,.]\s*-?\s*(?:pp?\.?|S\.|с\.|P\.)?\s*{PAGES}(?![\d年/]|\.\d)", re.IGNORECASE
)
_RUNNING = re.compile(r"\s?[(\[]\s?(?P<n>(?!(?:19|20)\d\d)\d{1,4})\s?[)\]]")
"""The running number behind the number of an issue, which is a part of it in Cyrillic journals: `№ 1 (69)`, `№ 2 [83]`."""
_CYRILLIC_ISSUE = re.compile(r"[№А-я]")
"""How the label of an issue begins there."""
_EMPTY_FORM = re.compile(r"(?<!\w)(?:x{3,}|X{4,})(?!\w)")
"""What a template prints for a number to come."""
_ONE_LETTER = re.compile(r"[A-Za-zА-я]\s*[^.\s\w]*\d")
"""A label of one letter without a point: `т 80` in a poor line states no volume by itself."""
_REPORT = re.compile(r"[A-Z]{2,}-\d+", re.IGNORECASE)
"""The number of a report or a theorem: what passes for a label and a volume is one word (`TM-394`)."""
_ISSUES = 24
"""Issues of a year at most that a stroke and the year follow."""
_MONTHS = 12
_REACH = 16
_ROMANS = r"[IVXLC]{2,7}"
_ROMAN = rf"(?:{_ROMANS}|[IVX])"
"""A volume in Roman figures; L and C alone are letters."""
_WORD = 3
"""Letters of a label that is a word."""


@dataclass(frozen=True)
class Statement:
    """One statement of an issue and where it stands in the text; what it does not say is None."""

    start: int
    end: int
    year: str | None = None
    volume: str | None = None
    issue: str | None = None
    first: str | None = None
    last: str | None = None


@cache
def _forms(kind: str) -> re.Pattern[str]:
    """All printed forms of a `volume` or an `issue`, longest first."""
    forms = dict.fromkeys(f for found in every_language() for f in getattr(found, kind))
    alternatives = (
        _form(form).replace("\0", _volume(form) if kind == "volume" else rf"({ISSUE}|{SUPPLEMENT})")
        for form in sorted(forms, key=len, reverse=True)
    )
    return re.compile("|".join(alternatives), re.IGNORECASE)


def _volume(form: str) -> str:
    """The pattern of a volume's number in a form; one Roman letter only behind a word, for `V. V.` are initials."""
    roman = _ROMAN if sum(c.isalpha() for c in form) >= _WORD else _ROMANS
    return rf"({NUMBER}(?:[A-Ca-c](?!\w))?|{HAN}|(?-i:{roman})(?!\w)|[A-Z]{{1,5}}-\d{{1,3}}|[A-Z]\d{{2,3}}-[A-Z](?!\w))"


def _form(form: str) -> str:
    """The regular expression of one form: dots and spaces are loose, `o` may be a zero, `l` a one."""
    before, after = form.split("{}")
    if not after:
        return f"{_loose(before)}\0"
    dot = r"\." if after.startswith(".") else ""
    return f"{_loose(before)}\0\\s*{dot}\\s*{_loose(after.lstrip('.'))}"


_LOOSE = {".": r"\s*[.,:]*\s*", " ": r"\s*", "o": loose("o"), "l": loose("l"), "°": "[°ºo*]?", "º": "[°ºo*]?"}


def _loose(text: str) -> str:
    han = bool(text) and text[0] > EAST_ASIAN
    pattern = "".join(_LOOSE.get(char) or re.escape(char) + (r"\s*" if han else "") for char in text.strip())
    if han:
        return rf"(?<!总){pattern}"
    if text[:1].isalpha():
        pattern = rf"(?<![^\W\d_]){pattern}" if len(text.strip(" .")) > 1 else rf"(?<!\w){pattern}"
    return rf"{pattern}[.,:]?\s*" if text.endswith(" ") else pattern


def _number(text: str) -> str:
    plain = from_han(re.sub(r"\s+", "", text))
    if re.fullmatch(rf"{NUMBER}(?:[-/+~]\d+)?", plain):
        parts = re.split(r"([-/+~])", as_digits(plain))
        return "".join(
            part.lstrip("0") or "0" if part.isdigit() else part.replace("~", "-") for part in parts
        )
    return _roman_value(plain) or (plain if plain[:1].isdigit() else text.strip())


def _roman_value(text: str) -> str:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    if not re.fullmatch(_ROMAN, text):
        return ""
    digits = [values[c] for c in text]
    return str(
        sum(-d if any(later > d for later in digits[n + 1 : n + 2]) else d for n, d in enumerate(digits))
    )


def _labelled(kind: str, text: str) -> list[tuple[int, int, str]]:
    found = []
    for match in _forms(kind).finditer(text):
        if _REPORT.fullmatch(match[0]):
            continue
        value = number_of(match)
        running = kind == "issue" and _CYRILLIC_ISSUE.match(match[0]) and _RUNNING.match(text, match.end())
        end, more = (running.end(), f" ({running['n']})") if running else (match.end(), "")
        found.append((match.start(), end, value + more))
    return found


def number_of(match: re.Match[str]) -> str:
    """The number that a labelled volume or issue states, in plain figures."""
    return _number(next(group for group in match.groups() if group is not None))


def numbered_issues(text: str) -> Iterator[re.Match[str]]:
    """The places where a folded text gives the number of an issue by its label: `第10期`, `No. 10`."""
    return _forms("issue").finditer(text)


_LETTER_DASH = re.compile(
    r"(?<=[:;,\s]\d{2})e(?=\d{2,5}\b)|(?<=[:;,\s]\d{3})e(?=\d{3,5}\b)|(?<=[:;,\s]\d{4})e(?=\d{4,5}\b)"
)
"""An `e` that a font's map puts in place of the dash between two pages: `96:272e278`."""


def statements(text: str) -> list[Statement]:
    """Every statement of an issue in a folded text, in order."""
    return list(_statements(text))


@lru_cache(maxsize=4096)
def _statements(text: str) -> tuple[Statement, ...]:
    if _EMPTY_FORM.search(text):
        return ()
    text = _LETTER_DASH.sub("-", text)
    compact = list(_compact(text))
    labelled = [s for s in _pairs(text) if not any(s.start < c.end and c.start < s.end for c in compact)]
    found = compact + labelled or [
        Statement(*m.span(), m["year"], issue=_number(m["issue"]))
        for form in (SLASHED, PRIMED)
        for m in form.finditer(text)
    ]
    return tuple(sorted(found, key=lambda s: s.start))


def _compact(text: str) -> Iterator[Statement]:
    taken: list[tuple[int, int]] = []
    labelled = _labelled("volume", text)
    numbered = [(a, b) for a, b, _ in _labelled("issue", text) if _CYRILLIC_ISSUE.match(text, a)]
    for form in COMPACT:
        for match in re.finditer(form, text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            said = match.groupdict()
            led = "volume" in said and match.start() == match.start("volume")
            if led and _NUMBER_BEFORE.search(text[: match.start()]):
                continue
            if led and any(a < match.start() < b for a, b in numbered):
                continue
            first, last = said.get("first"), said.get("last")
            if first and last and int(_digits(first)) > int(_digits(full_page(first, last))):
                continue
            taken.append(match.span())
            before = None if said.get("year") else _YEAR_BEFORE.search(text[: match.start()])
            begin = next((a for a, b, _ in labelled if a < match.start() < b), match.start())
            yield Statement(
                before.start() if before else begin,
                match.end(),
                before["year"] if before else said.get("year"),
                _number(said["volume"]) if said.get("volume") else None,
                _number(said["issue"]) if said.get("issue") else None,
                first,
                full_page(first, last) if first and last else None,
            )


def full_page(first: str, last: str) -> str:
    """The last page written out: `842-8` ends on 848, `e211-9` on e219."""
    letters, digits = re.match(r"\D*", first), _digits(last)
    lead = letters[0] if letters else ""
    begin = _digits(first)
    if len(digits) < len(begin):
        digits = begin[: len(begin) - len(digits)] + digits
    return (lead if not last[:1].isalpha() else last[0]) + digits


def _digits(page: str) -> str:
    return re.sub(r"\D", "", page)


def _pairs(text: str) -> Iterator[Statement]:
    volumes, issues = _labelled("volume", text), _labelled("issue", text)
    used: set[int] = set()
    spans: list[tuple[int, int, str | None, str | None]] = []
    for start, end, volume in volumes:
        near = [(n, i) for n, i in enumerate(issues) if n not in used and -1 <= i[0] - end <= _REACH]
        if near:
            n, beside = near[0]
            used.add(n)
            spans.append((start, beside[1], volume, beside[2]))
        elif bracket := re.match(rf"\s*[(,]\s*(?P<n>{ISSUE}|{SUPPLEMENT})\s*\)", text[end:]):
            spans.append((start, end + bracket.end(), volume, _number(bracket["n"])))
        else:
            spans.append((start, end, volume, None))
    spans += [(s, e, None, v) for n, (s, e, v) in enumerate(issues) if n not in used]
    for start, end, said, issue in sorted(spans, key=lambda s: s[:2]):
        if said is None and "#" not in text[start:end] and _of_year(text[end:], issue):
            continue
        year, left, right = _year_near(text, start, end, [s[:2] for s in spans])
        if year is None and (said is None or (issue is None and _ONE_LETTER.match(text[start:end]))):
            continue
        pages = _PAGES_AFTER.match(text, end) or _PAGES_AFTER.match(text, right)
        if pages and pages["first"] == year:
            pages = _PAGES_AFTER.match(text, right)
        if pages and _is_month(text[: pages.start()], pages):
            pages = None
        if year is None and pages:
            year, _, _ = _year_near(text, pages.start(), pages.end(), [])
        first, last = (pages["first"], pages["last"]) if pages else (None, None)
        yield Statement(
            left, right, year, said, issue, first, full_page(first, last) if first and last else None
        )


def _is_month(before: str, pages: re.Match[str]) -> bool:
    """Whether what passes for a page is the month behind the year: `제30권 제5호, 2020. 10`."""
    alone = pages["last"] is None and pages["first"].isdigit() and int(pages["first"]) <= _MONTHS
    dotted = re.match(r"\s*\.\s*\d", pages[0]) is not None
    return alone and dotted and re.search(rf"{YEAR}$", before) is not None


def _of_year(after: str, issue: str | None) -> bool:
    """Whether a number before a stroke and a year is that of an act or a call (`nº 48/2021`): no journal has so many issues."""
    return bool(issue and issue.isdigit() and int(issue) > _ISSUES and re.match(rf"\s?/\s?{YEAR}", after))


def _year_near(text: str, start: int, end: int, others: list[tuple[int, int]]) -> tuple[str | None, int, int]:
    """The year nearest to a span that no other statement is nearer to; and the span with it."""
    best: tuple[int, str | None, int, int] = (_REACH + 1, None, start, end)
    for match in _YEAR_NEAR.finditer(text, max(0, start - _REACH - 4), min(len(text), end + _REACH + 4)):
        if match.end() <= start:
            gap, span = start - match.end(), (match.start(), end)
        elif match.start() >= end:
            gap, span = match.start() - end, (start, match.end())
        else:
            continue
        nearer = any(
            0 <= s - match.end() < gap or 0 <= match.start() - e < gap
            for s, e in others
            if (s, e) != (start, end)
        )
        if gap < best[0] and not nearer:
            best = (gap, match["year"], *span)
    return best[1:]
