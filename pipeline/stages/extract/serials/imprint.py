"""Years that stand apart from any volume: in the name of a meeting, an imprint, a copyright line or the citation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.languages.kinds import after_thesis_date
from pipeline.languages.serials import says_serial
from pipeline.records.segment import Role
from pipeline.stages.extract.calendar import months_in
from pipeline.stages.extract.passages import Passage, Zone, split_lines, without_addresses
from pipeline.stages.extract.serials.sheets import counted, is_counted
from pipeline.stages.extract.serials.statements import statements
from pipeline.stages.extract.witness import Witness, witness

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MEETING = re.compile(
    rf"^\W*{_YEAR}(?:\s?(?:年度?|년도?))?\s+\D|^\W*[A-Z][A-Z-]{{2,}}\S*\s{_YEAR.replace('year', 'after')}(?!\d)|\b{_YEAR.replace('year', 'last')}\W*$"
)
"""The year before or behind the name of a meeting or a series."""
_IMPRINT = re.compile(
    rf"^\W*(?P<town>(?:г\.\s?)?[^\W\d_][^\W\d_.-]+(?:[\s-][^\W\d_]+){{0,2}}\W{{1,4}})?{_YEAR}\W*(?:г|р|год|рік|年|년)?\W*$"
)
"""A town and a year, or a year, by themselves: `Новосибирск 1980`."""
_CARD = re.compile(
    rf"(?:Сообщени[ея]|Препринт|Повідомлення|Communication|Preprint|Report)\b.{{3,70}}[\s.,]{_YEAR}\W*(?:г|р)?\W*$",
    re.IGNORECASE,
)
"""The last line of a booklet's card: `Сообщение Института почв. Лесной 1977`."""
_PRINTED = re.compile(
    r"(?:подписано|підписано)\s+(?:в|к|до)\s+\w+\s+\d{1,2}\W{1,2}(?:\d{1,2}|[IVX]{1,4})\W{1,2}(?:(?P<year>19\d\d|20\d\d)|(?P<short>[3-9]\d))(?!\d)",
    re.IGNORECASE,
)
"""When the printer got leave to print: `Подписано в печать 17.10.86`. Years of two figures are those of the last century."""
_COPYRIGHT = re.compile(rf"(?:©|⃝\s?c\b|\(c\)|copyright)\D{{0,60}}?{_YEAR}(?![\d-])", re.IGNORECASE)
_ANY = re.compile(rf"(?<![\d/.-]){_YEAR}(?![\d/-]|\.\d)")
_LETTERS = re.compile(rf"\b[A-Z]{{3,}}[-’']{_YEAR}(?!\d)")
"""A meeting by its letters and the year behind a hyphen: `FERNO-2014`."""
_TOWN = re.compile(rf"[^\W\d_][^\d@]{{2,60}},\s*{_YEAR}\W*$")
"""A place and a year at the end of a line of a head: `Oberwald, FRG, 1987`."""
_HELD = 0.7
"""How far the year of a meeting is trusted that only its place or its letters tell: it is in doubt."""
_DAY = re.compile(r"\W*(?:\d{1,2}\W{0,2}(?:\s*de\s)?)?\W*", re.IGNORECASE)
"""What stands before the month where a day does."""
_LOOSE = frozenset({Role.OTHER, Role.AUTHORS})
_LEAVE = 0.72
"""How far the year is trusted in which a booklet was printed: one that it bears itself is more."""
_LATEST = 2
"""Pages on which an imprint may stand, from the first."""


def imprint_years(read: tuple[Passage, ...]) -> Iterator[Witness]:
    """The years that a page prints apart from the issue, each trusted as such places are."""
    sheets = counted(read)
    for passage in read:
        if passage.zone is Zone.CITATION:
            yield from _cited(passage)
            continue
        for line in (one for one in split_lines(passage) if not is_counted(one, sheets)):
            yield from _in_line(line, alone=len(passage.lines) == 1)
            yield from _held(line)


def _in_line(line: Passage, *, alone: bool) -> Iterator[Witness]:
    text = without_addresses(line.text)
    near = line.page <= 1 + _LATEST
    if near and (found := _PRINTED.search(text)):
        yield witness(line, found.span(), found["year"] or f"19{found['short']}", _LEAVE)
        return
    if (alone or line.role is not Role.BODY) and not line.later and (said := _dated(text)):
        yield witness(line, (0, len(line.text)), said, 0.75)
        return
    if not _ANY.search(text) or any(said.year for said in statements(text)):
        return
    head = line.zone is Zone.HEAD
    if (head or near) and (found := _COPYRIGHT.search(text)):
        yield witness(line, found.span(), found["year"], 0.8)
    elif near and (found := _CARD.match(text)):
        yield witness(line, found.span(), found["year"], 0.75)
    elif (found := _IMPRINT.match(text)) and (
        (head and not line.later)
        or (alone and found["town"] and near)
        or (line.role in _LOOSE and line.page == 1 and not line.later)
    ):
        yield witness(line, found.span(), found["year"], 0.85 if head else 0.75)
    elif head and (says_serial(text) or _MEETING.match(text)) and (found := _MEETING.search(text)):
        year = next(value for value in found.groupdict().values() if value)
        yield witness(line, found.span(), year, 0.85 if not line.later else 0.8)
    elif alone and near and says_serial(text) and (found := _MEETING.search(text)) and found["last"]:
        yield witness(line, found.span(), found["last"], 0.75)


def _held(line: Passage) -> Iterator[Witness]:
    """The year of a meeting in a head of the first page, which only its letters or its place tell."""
    text = without_addresses(line.text)
    found = _LETTERS.search(text) or _TOWN.match(text)
    if found and line.zone is Zone.HEAD and not line.later and not statements(text):
        yield witness(line, found.span(), found["year"], _HELD)


def _dated(text: str) -> str | None:
    """The year of a line on the first page that is a day or a month and nothing else: `18 de dezembro de 2020`.

    Title pages of theses print what day it is before it: `论文提交日期 2024年3月`.
    """
    said = after_thesis_date(text) or text
    found = next(months_in(said), None)
    return (
        found[0][:4]
        if found and _DAY.fullmatch(said[: found[1]]) and not re.search(r"\w", said[found[2] :])
        else None
    )


def _cited(passage: Passage) -> Iterator[Witness]:
    """The only year of a citation that states no issue."""
    text = without_addresses(passage.text)
    found = list(_ANY.finditer(text))
    if len({m["year"] for m in found}) == 1 and not any(said.year for said in statements(text)):
        yield witness(passage, found[-1].span(), found[-1]["year"], 0.85)
