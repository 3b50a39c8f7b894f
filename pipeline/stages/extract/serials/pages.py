"""First and last page: page ranges, citation footers, article numbers, and the page numbers on the sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.records.article import Field
from pipeline.records.identifiers import YEARS, ArticleNumber, is_electronic, valid_issn
from pipeline.records.segment import Role, Segments
from pipeline.stages.extract.calendar import month_pattern
from pipeline.stages.extract.passages import Passage, Zone, fold, passages, split_lines, without_addresses
from pipeline.stages.extract.serials.article_number import (
    CALLED,
    LONG_NUMBER,
    article_number_witnesses,
    counts_sheets,
    numbers_in,
)
from pipeline.stages.extract.serials.issue import said_in
from pipeline.stages.extract.serials.sheets import counted as counted_on
from pipeline.stages.extract.serials.sheets import is_counted
from pipeline.stages.extract.serials.statements import full_page, numbered_issues, statements
from pipeline.stages.extract.witness import Witness, settle, witness

_SURE = 0.9
"""Trust from which a number that looks like a year is a page all the same."""

_PAGE = r"(?:[eE]\d{5,9}|[eEsSwW]?\d{1,5})(?!\d)"
_RANGE = re.compile(
    rf"(?<![\w./:-])(?:pp?\.\s*|S\.\s*|с\.\s*)?(?P<first>{_PAGE})\s*[-~]\s*(?P<last>{_PAGE})(?![\w/-]|\.\d|\s?:\s?\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"[\s·*.—\-]*(?P<page>{_PAGE})[\s·*.—\-]*")
_DOTTED = re.compile(rf"[·*]\s?(?P<page>{_PAGE})\s?[·*](?!\d)")
_AT_EDGE = re.compile(
    rf"^[\s·*.\-]*(?P<left>{_PAGE})(?=[\s·*][^\d\s])|(?<=[^\d\s][\s·*])(?P<right>{_PAGE})[\s·*.\-]*$"
)
_HOST = re.compile(
    rf"(?:(?P<before>{_PAGE})\s+)?(?:https?\s?:\s?//|www\.)[\w.-]+/?(?:\s+(?P<after>{_PAGE}))?", re.IGNORECASE
)
_ISSN = re.compile(r"\bissn\b[^\d\n]{0,12}\d{4}\s?-\s?\d{3}[\dx]", re.IGNORECASE)
_SPACED_DOI = re.compile(r"\bdoi\s?:?\s*10\s?[.,]\s?\d{4,6}\s?/.*", re.IGNORECASE)
_FRONT = (Role.TITLE, Role.AUTHORS, Role.AFFILIATIONS, Role.ABSTRACT)
_PART = re.compile(r"\W*(?P<whole>(?P<part>\d{1,2}|[A-Z]\d?)-(?P<page>\d{1,4}))\W*")
_ALONE = 0.8
"""Trust in a number that is all of its line."""
_LONGEST = 120
_RIGHTS = re.compile(r"all rights reserved|版权所有|版權所有|©|\(c\)\s?(?:19|20)\d\d", re.IGNORECASE)
"""What a line says that tells who holds the rights, and since when: `?1994-2015 ... Publishing House. All rights reserved.`"""
_SHEETS = 2
"""Sheets whose numbers agree that show that they count more than the file."""
_FIRST_SHEETS = 10
"""A lower number may count the sheets of the file alone."""


@dataclass(frozen=True)
class PageSpan:
    """First and last page of the article, as far as printed."""

    first: Field | None
    last: Field | None


def find_pages(segments: Segments) -> PageSpan:
    """The article's first and last page."""
    read = passages(segments)
    counted, sheets = counts_sheets(read), counted_on(read)
    titled = min((p.page for p in read if not p.later), default=1)
    first: list[Witness] = []
    last: list[Witness] = []
    numbers: list[Witness] = []
    for passage, said in said_in(read):
        span = (said.start, said.end)
        long = len(said.first or "") >= LONG_NUMBER
        single = said.last or not (is_electronic(said.first or "") or long or counted)
        if said.first and _plausible(said.first, said.last) and single:
            first.append(witness(passage, span, said.first, 0.93))
            if said.last:
                last.append(witness(passage, span, said.last, 0.95))
    for piece in (line for p in read if p.zone is Zone.HEAD for line in split_lines(p)):
        for begin, end in _ranges(piece):
            first.append(begin)
            last.append(end)
    for piece in () if counted else _unlabelled(read):
        if not _is_amid(piece, segments):
            numbers += _sheet_numbers(piece, titled, sure=is_counted(piece, sheets))
    for from_number, to_number in _numbered(read, (*first, *numbers)):
        first.append(from_number)
        last.append(to_number)
    first += _likely(numbers, first) + _in_parts(segments, titled, read)
    return PageSpan(settle(first, about="first_page"), settle(last, about="last_page"))


def _unlabelled(read: tuple[Passage, ...]) -> Iterator[Passage]:
    """The lines of heads without those below a label that waits for its value: `单位代码：`."""
    for passage in read:
        if passage.zone is Zone.HEAD:
            lines = split_lines(passage)
            above = ("", *(line.text.rstrip() for line in lines))
            yield from (line for line, last in zip(lines, above, strict=False) if not last.endswith(":"))


def counts_a_volume(first: Field | None) -> bool:
    """Whether sheet after sheet is numbered in a larger volume, as the chapters of a book are: 333, 334, 335."""
    if first is None or not first.value.isdigit() or int(first.value) < _FIRST_SHEETS:
        return False
    return len({place.page for place in (*first.evidence, *first.also)}) >= _SHEETS


def _is_beside_host(text: str, page: str) -> bool:
    """Whether a line is nothing but a number and the address of a journal, as feet print them: `http://www.moss.example 83`."""
    match = _HOST.fullmatch(text.strip())
    return match is not None and page in (match["before"], match["after"])


def _likely(numbers: list[Witness], printed: list[Witness]) -> list[Witness]:
    """The numbers of sheets without those that may count the file's sheets alone, where others speak; a 1 says nothing."""
    low = [w for w in numbers if w.value.isdigit() and int(w.value) < _FIRST_SHEETS]
    high = [w for w in numbers if w not in low]
    if high or any(not (w.value.isdigit() and int(w.value) < _FIRST_SHEETS) for w in printed):
        return high
    return numbers if printed or any(w.value != "1" for w in numbers) else []


def _is_amid(line: Passage, segments: Segments) -> bool:
    """Whether front matter stands above and below a line: then its number is a mark of somebody's affiliation."""
    if not line.lines:
        return False
    box = line.lines[0].bbox
    front = [s.bbox for s in segments.of(*_FRONT) if s.page == line.page]
    return any(b.bottom <= box.top for b in front) and any(b.top >= box.bottom for b in front)


def _numbered(read: tuple[Passage, ...], printed: tuple[Witness, ...]) -> Iterator[tuple[Witness, Witness]]:
    """What article numbers say of first and last page."""
    for number in article_number_witnesses(read):
        if parsed := ArticleNumber.parse(number.value):
            lead = _lead(parsed, printed)
            begin, end = f"{lead}{parsed.first_page}", f"{lead}{parsed.last_page}"
            yield (
                Witness(begin, number.evidence, min(number.reliability, 0.93)),
                Witness(end, number.evidence, min(number.reliability, 0.85)),
            )


def _lead(number: ArticleNumber, printed: tuple[Witness, ...]) -> str:
    """The letter that the sheets print before the page of an article number, which leaves it out: `S56`."""
    page = str(number.first_page)
    return next((w.value[0] for w in printed if w.value[1:] == page and w.value[0].isalpha()), "")


def page_ranges(read: tuple[Passage, ...]) -> tuple[str, ...]:
    """The page ranges that heads print, as `842-848`."""
    found = [
        f"{first.value}-{last.value}"
        for passage in read
        if passage.zone is Zone.HEAD
        for line in split_lines(passage)
        for first, last in _ranges(line)
    ]
    return tuple(dict.fromkeys(found))


def _in_parts(segments: Segments, titled: int, read: tuple[Passage, ...]) -> list[Witness]:
    """The first page of proceedings that number each part anew, `2-635`, told by the sheet after it: `2-636`."""
    every = [
        (s.page, match)
        for s in segments.segments
        for line in s.lines
        if (match := _PART.fullmatch(fold(line.text)))
    ]
    after = {(page, match["part"], int(match["page"])) for page, match in every}
    return [
        witness(line, match.span("whole"), match["whole"], 0.85)
        for passage in read
        if passage.page == titled
        for line in split_lines(passage)
        if (match := _PART.fullmatch(line.text))
        and (titled + 1, match["part"], int(match["page"]) + 1) in after
    ]


def _plausible(first: str, last: str | None) -> bool:
    begin = int(re.sub(r"\D", "", first))
    if begin == 0:
        return False
    return last is None or 0 <= int(re.sub(r"\D", "", last)) - begin <= _LONGEST


def _ranges(line: Passage) -> Iterator[tuple[Witness, Witness]]:
    """Page ranges in a line of a head; serial numbers and dates are none."""
    for match in () if _RIGHTS.search(line.text) else _RANGE.finditer(_without_days(line.text)):
        first, last = match["first"], full_page(match["first"], match["last"])
        if not _plausible(first, last) or valid_issn(f"{match['first']}-{match['last']}"):
            continue
        alone = match[0].strip() == line.text.strip(" ·*.")
        if line.later and not alone:
            continue
        trust = 0.95 if alone else 0.85
        yield (
            witness(line, match.span(), first, trust),
            witness(line, match.span(), last, trust),
        )


def _without_days(text: str) -> str:
    """A text without addresses, article numbers and the days of a meeting (`10-12 juin 1998`), in the same length."""
    for spans in (
        numbers_in(text),
        [m.span() for form in (_days(), _ISSN, CALLED) for m in form.finditer(text)],
    ):
        for start, end in spans:
            text = text[:start] + "\x00" * (end - start) + text[end:]
    return _SPACED_DOI.sub(lambda m: "\x00" * len(m[0]), without_addresses(text))


@cache
def _days() -> re.Pattern[str]:
    names = month_pattern()
    return re.compile(
        rf"\d{{1,2}}\s?[-~]\s?\d{{1,2}}\.?\s+(?:de\s+|of\s+)?(?:{names})\b|(?:{names})\.?\s\d{{1,2}}\s?[-~]\s?\d{{1,2}}\b",
        re.IGNORECASE,
    )


def _sheet_numbers(line: Passage, titled: int, *, sure: bool = False) -> Iterator[Witness]:
    """The number printed on a sheet, counted back to the sheet with the title; `sure` says that it is no year."""
    text = _without_days(line.text)
    spans = [(said.start, said.end) for said in statements(text)]
    for start, end in spans + [m.span() for m in numbered_issues(text)]:
        text = text[:start] + "x" * (end - start) + text[end:]
    found = _NUMBER.fullmatch(text)
    trust, page = 0.8, found["page"] if found else None
    if not page and (found := _DOTTED.search(text)):
        trust, page = 0.9, found["page"]
    if not page and (found := _AT_EDGE.search(text)):
        trust, page = 0.6, found["left"] or found["right"]
    if not page or not found:
        return
    if "\x00" in text and trust < _ALONE and not _is_beside_host(line.text, page):
        return
    number = int(re.sub(r"\D", "", page)) - (line.page - titled)
    if number < 1 or (number in YEARS and trust < _SURE and not sure):
        return
    if number < _FIRST_SHEETS:
        trust *= 0.8
    lead = page[0] if page[0].isalpha() else ""
    yield witness(line, found.span(), f"{lead}{number}", trust if line.page == titled else trust * 0.8)
