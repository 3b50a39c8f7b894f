"""Segments of affiliations parted into places: by marks, by the people between them, by what ends and begins a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.languages.countries import country_code
from pipeline.languages.labels import leading_label
from pipeline.languages.names import (
    is_full_name,
    is_position,
    is_university,
    of_institution,
    station_end,
)
from pipeline.languages.scripts import CAPITALS
from pipeline.languages.writing import join_lines
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.people.bylines import is_counted
from pipeline.stages.extract.people.marked_places import split_places
from pipeline.stages.extract.scope import place_of

_FIRST = re.compile(r"\s*[(（\[]?(?:¹|1(?!\d))")
"""The mark of the first place of a numbered list."""
_PARTS = re.compile(r"\s*[,;–—]\s*")
_JOINED = re.compile(rf"^\s*(?:and|und|et|y|e|и|та)\s+(?=[{CAPITALS}])")
_OF_SOMEBODY = re.compile(r"^(?P<who>[^(（]{3,80}?)\s*[(（](?P<place>.{5,})[)）]$")
_BEGINS = re.compile(rf"\s*[a-z]?[{CAPITALS}]")
_NAMED = re.compile(r"\s+[–—-]\s+")
_STARRED = re.compile(rf"\s*[*∗†‡]{{1,3}}\s?[{CAPITALS}]")
"""The sign before the place of the names that bear it, where the first place of a list bears none."""
_MARKED = re.compile(r"\s*(?:[*∗†‡§]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹]|\d\s)\s?\d?\s*[^\W\d_]")
_SMALL = re.compile(r"[a-zß-ÿ]{1,3}\s+")
"""The little words between what somebody is and where: `da`, `at the`."""
_YEARS = re.compile(r",\s*(?:[^\W\d_.]{1,12}\.?\s?){0,3}(?:19|20)\d\d\s?[/–-]\s?(?:(?:19|20)?\d\d)\s*$")
"""The academic year behind a place: `Università di Senlis, A.A. 2021/2022`."""


def parted(own: list[Segment], segments: Segments) -> list[tuple[str, str]]:
    """The affiliations of the segments of a language with their marks.

    Of numbered lists the longest counts. Without marks each block between names has its own, and so has each line
    that begins a place where the one before it ended.
    """
    starts = [n for n, s in enumerate(own) if n and _FIRST.match(s.text)]
    if starts and _FIRST.match(own[0].text):
        lists = [own[a:b] for a, b in zip([0, *starts], [*starts, len(own)], strict=True)]
        return max((split_places(_listed(_lines_of(part))) for part in lists), key=len)
    whole = split_places(_listed(_lines_of(own)))
    if any(mark for mark, _ in whole):
        return whole
    at = [place_of(each, segments) for each in own]
    cuts = [
        n
        for n in range(1, len(own))
        if _is_people(segments.segments[at[n]])
        or any(_is_people(s) or _is_marked(s) for s in segments.segments[at[n - 1] + 1 : at[n]])
    ]
    blocks = [own[a:b] for a, b in zip([0, *cuts], [*cuts, len(own)], strict=True)]
    pairs = [
        pair
        for block in blocks
        for rows in _by_ends(_lines_of(block))
        for pair in split_places(_JOINED.sub("", _listed(rows), count=1))
    ]
    return pairs if not pairs or _STARRED.match(pairs[0][1]) else [*map(_starred, pairs)]


def _starred(pair: tuple[str, str]) -> tuple[str, str]:
    """A place and its mark, the sign before the place where it has none."""
    mark, name = pair
    found = None if mark else _STARRED.match(name)
    return (name[: found.end() - 1].strip(), name[found.end() - 1 :]) if found else pair


def _is_people(segment: Segment) -> bool:
    return segment.role in {Role.AUTHORS, Role.CORRESPONDENCE}


def _is_marked(segment: Segment) -> bool:
    """Whether a segment between two of places is a marked place in another language, below which its translation stands."""
    return segment.role is Role.AFFILIATIONS and _MARKED.match(segment.text) is not None


def _lines_of(own: Sequence[Segment]) -> list[Line]:
    return [line for segment in own for line in segment.lines]


def _by_ends(rows: Sequence[Line]) -> Iterator[list[Line]]:
    """Rows in places: one ends before the next counted author, in a country, or in the university that its units belong to."""
    place: list[Line] = []
    for row in rows:
        if is_counted(row) or (place and _ends(place[-1].text, row.text)):
            yield place
            place = []
        if not is_counted(row):
            place.append(row)
    yield place


def _ends(text: str, following: str) -> bool:
    """Whether a place ends with a line of it, and another begins in the next."""
    if text.rstrip().endswith((",", "，")):
        return False
    if _STARRED.match(following):
        return True
    if not _BEGINS.match(following):
        return False
    parts = _PARTS.split(text.strip(" .;"))
    if country_code(parts[-1]):
        return not following.strip().startswith(("(", "（"))
    units = len(parts) > 1 and of_institution(parts[0]) and not is_university(parts[0])
    return (
        units
        and is_university(parts[-1])
        and of_institution(following)
        and not is_university(_PARTS.split(following)[0])
    )


def _listed(rows: Sequence[Line]) -> str:
    """The lines of a list as one text, a line feed before each that begins with a mark."""
    text, own = "", [line.text for line in rows if not is_counted(line)]
    for n, row in enumerate([_without_label(own[0]), *own[1:]] if own else []):
        begins = n and re.match(
            rf"\s*[(（\[]?(?:\d{{1,2}}|[a-h])\s*[.．、)）\]]|\s*(?:\d{{1,2}}|[a-h])\s+[{CAPITALS}]|\s*[¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈ]|\s*[*∗†‡§]{{1,3}}\d{{1,2}}\s*[^\W\d_]",
            row,
        )
        text = f"{text}\n{row.strip()}" if begins else join_lines([text, row])
    return text


def _without_label(text: str) -> str:
    label = leading_label(text)
    return text[label.end :] if label and label.field == "author_unit" else text


def without_station(name: str) -> str:
    """A place without who works there as what, before it: `Орлов Иван – студент, Университет`, `кандидат наук (Университет)`."""
    if (found := _OF_SOMEBODY.match(name)) and is_position(found["who"]) and of_institution(found["place"]):
        return found["place"].strip()
    halves = _NAMED.split(name, maxsplit=1)
    if (len(halves) > 1 and is_full_name(halves[0]) and of_institution(halves[1])) or (
        len(halves) > 1 and is_position(halves[0]) and "," not in halves[0]
    ):
        name = halves[1]
    name = _YEARS.sub("", _without_station_word(name))
    while (comma := re.search(r",\s*", name)) and is_position(name[: comma.start()]):
        name = name[comma.end() :]
    return name


def _without_station_word(name: str) -> str:
    """A place without what somebody is there right before its own word: `Professor da Universidade de Senlis`."""
    said = station_end(name)
    rest = name[said:].lstrip()
    while said and (small := _SMALL.match(rest)):
        rest = rest[small.end() :]
    return rest if said and of_institution(rest.split(" ")[0].rstrip(",")) else name


def is_person(name: str) -> bool:
    """Whether a text says only who somebody is: a position or degree, or these before or behind names."""
    parts = [part for part in re.split(r"[,;]\s*", name) if part.strip()]
    told = [is_position(part) for part in parts]
    return any(told) and all(is_position(part) or is_full_name(part) for part in parts)
