"""Affiliations in notes away from the names: the marks behind the names lead to them, whatever role their lines were given."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import partial
from typing import NamedTuple

from pipeline.languages.countries import country_code
from pipeline.languages.families import ENGLISH
from pipeline.languages.labels import leading_label
from pipeline.languages.names import is_full_name, is_position, of_institution
from pipeline.languages.people import split_people
from pipeline.languages.raised import RAISED_LETTERS, leading_roman, lowered
from pipeline.languages.scripts import Script, main_script
from pipeline.languages.signed_marks import figures_alone
from pipeline.languages.strangers import written_in
from pipeline.records.article import Flag, Severity
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut, lifted
from pipeline.stages.extract.people.affiliations import find_places
from pipeline.stages.extract.people.bylines import people_lines
from pipeline.stages.extract.people.marked_places import split_places

_MARK = re.compile(
    rf"\s*[(（]?(?P<mark>[¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}|[*∗†‡§¶‖#]{{1,4}}|[1-9]\d?|[{RAISED_LETTERS}])"
    rf"(?:\s?[,，]\s?[¹²³⁴⁵⁶⁷⁸⁹])*\s?[)）⁾.]?\s*(?=[^\W\d_]{{2}})"
)
_PAIR = re.compile(r"\s*[*∗†‡§](?P<mark>[1-9¹²³⁴⁵⁶⁷⁸⁹])\s*(?=[^\W\d_]{2})")
"""A mark of a sign and a figure."""
_ALONE = re.compile(r"\s*(?P<mark>[¹²³⁴⁵⁶⁷⁸⁹]|\d)\s?[.)]?\s*$")
"""A mark in a line of its own, above what it marks."""
_NOTES = frozenset(
    {Role.BODY, Role.OTHER, Role.CORRESPONDENCE, Role.RUNNING_HEAD, Role.ABSTRACT, Role.FUNDING}
)
_PAGES = 3
"""Pages whose notes may tell where authors work."""
_BELOW = 1.0
"""White between lines of one note at most, in heights of a line."""
_GAP = 0.8
"""White between two pieces of one line at most, in its heights: more parts columns."""
_LINES = 4
"""Lines of one place at most."""


class _Spot(NamedTuple):
    """A line of a note, and the number of its segment."""

    owner: int
    line: Line


def with_foot_places(segments: Segments) -> Segments:
    """The segments with the notes that marks of the names lead to as affiliations, where no list has these marks."""
    for code in dict.fromkeys(s.language for s in segments.of(Role.AUTHORS) if not s.garbled):
        text = "\n".join(line for _, line in people_lines(segments, code))
        marks = {lowered(mark) for p in split_people(text, code) for mark in p.marks}
        places = find_places(segments).get(code, ())
        known = {mark for place in places for mark in place.marks}
        if places and not known:
            notes, told = _notes(segments, marks, text, _NOTES | {Role.AFFILIATIONS})
            if len(marks) > 1 and told == marks:
                return _with_notes(_without_places(segments, code), notes, code)
            continue
        wanted = (marks - known) or (set() if places else {"1"})
        figures = {mark for mark in marks if mark.isdigit()}
        for looked_for in (wanted, figures) if known < figures else (wanted,):
            notes, told = _notes(segments, looked_for, text)
            if told == looked_for if places else told:
                return _with_notes(segments, notes, code)
    return segments


def unreached(segments: Segments) -> tuple[Flag, ...]:
    """A flag where marks behind names lead to no affiliation that was read, while others do; not where a note that is no place bears the mark."""
    for code in dict.fromkeys(s.language for s in segments.of(Role.AUTHORS) if not s.garbled):
        text = "\n".join(line for _, line in people_lines(segments, code))
        marks = {lowered(mark) for p in split_people(text, code) for mark in p.marks}
        known = {mark for place in find_places(segments).get(code, ()) for mark in place.marks}
        like = str.isdigit if any(map(str.isdigit, known)) else str.isalpha
        noted = {
            _mark_of(line.text, text)
            for s in segments.segments
            for line in s.lines
            if "@" in line.text or not (of_institution(line.text) or _in_country(line.text))
        }
        lost = (
            sorted(mark for mark in marks - known - noted if like(mark) and mark[0] != "0") if known else []
        )
        if lost:
            said = f"Names bear the mark(s) {', '.join(lost)}, which no affiliation that was read has."
            return (
                Flag(
                    code="affiliations.unreached",
                    path=FieldPath.of("affiliations"),
                    severity=Severity.WARNING,
                    message=said,
                ),
            )
    return ()


def _without_places(segments: Segments, code: str) -> Segments:
    """The segments of which none in a language is a place."""
    told = (
        s.model_copy(update={"role": Role.OTHER}) if s.role is Role.AFFILIATIONS and s.language == code else s
        for s in segments.segments
    )
    return segments.model_copy(update={"segments": tuple(told)})


def _notes(
    segments: Segments, wanted: set[str], names: str, roles: Set[Role] = _NOTES
) -> tuple[list[_Spot], set[str]]:
    """The lines of the notes with marks that are looked for and institutions, and these marks; those of the page with most."""
    first = segments.segments[0].page
    best: tuple[list[_Spot], set[str]] = [], set()
    for page in range(first, first + _PAGES):
        spots = [
            _Spot(n, line)
            for n, s in enumerate(segments.segments)
            if s.role in roles and s.page == page
            for line in s.lines
        ]
        found: list[_Spot] = []
        told: set[str] = set()
        for at, spot in enumerate(spots):
            mark = _mark_of(spot.line.text, names)
            note = _note(spots[at : at + _LINES], names) if mark in wanted - told else []
            text = " ".join(each.line.text for each in note)
            follows = bool(found) and found[-1] == spots[at - 1]
            if (
                note
                and not _is_somebody(spot.line.text)
                and (of_institution(text) or _in_country(text) or (follows and _goes_on(text)))
            ):
                found += [each for each in note if each not in found]
                told |= {mark} | {own for own, _ in split_places(text)} & wanted
        if len(told) > len(best[1]):
            best = found, told
    return best


def _goes_on(text: str) -> bool:
    """Whether a note below a place may be one by that alone: without an address, or with what somebody is there before it."""
    return "@" not in text or is_position(re.split(r"\s[–—-]\s|[,;]\s*", _MARK.sub("", text, count=1))[0])


def _in_country(text: str) -> bool:
    """Whether a part of a note is a country, a postal code before it or not: an address of a company has no word of institutions."""
    return any(country_code(part.strip(" .0123456789")) for part in re.split(r"[,;]\s*", text))


def _mark_of(text: str, names: str) -> str:
    """The mark that a line begins with, or is; Roman figures count where these names bear such."""
    if (pair := _PAIR.match(text)) and figures_alone(names) != names:
        return lowered(pair["mark"])
    if marked := _MARK.match(text):
        return lowered(marked["mark"] or marked["sign"])
    alone = _ALONE.match(text)
    return lowered(alone["mark"]) if alone else leading_roman(text, names)[0]


def _is_somebody(text: str) -> bool:
    """Whether a note says who somebody is: `¹Орлов Иван Петрович – студент`."""
    first, *rest = re.split(r"\s[–—-]\s|[,;]\s*", _MARK.sub("", text, count=1))
    return is_full_name(first) and not is_position(first) and any(is_position(part) for part in rest)


def _note(spots: Sequence[_Spot], names: str) -> list[_Spot]:
    """A note from its first line: as far as the next mark or label, or white below it."""
    note = [spots[0]]
    for spot in spots[1:]:
        above, box = note[-1].line.bbox, spot.line.bbox
        white = box.top - above.bottom
        beside = box.left < above.right and box.right > above.left
        ends = bool(_mark_of(spot.line.text, names)) or leading_label(spot.line.text) is not None
        alone = _ALONE.match(note[-1].line.text) is not None
        near = -above.height < white < _BELOW * above.height and (beside or alone)
        white = box.left - above.right
        gap = white >= 0 and (alone or white < _GAP * above.height)
        near = near or (2 * above.shares_rows(box) > above.height and gap)
        if not near or ends:
            break
        note.append(spot)
    return note


def _tongue(line: Line, code: str) -> str:
    """The language of a place below names: theirs, but English where the names are in a script that it is not in."""
    text = re.sub(r"\S+@\S+", "", line.text)
    return ENGLISH if main_script(text) is Script.LATIN != written_in(code) else code


def _with_notes(segments: Segments, notes: list[_Spot], code: str) -> Segments:
    """The segments with those lines as affiliations of their own, in the language of the names or in English."""
    lines = {id(spot.line) for spot in notes}

    def place(segment: Segment, line: Line) -> list[Segment]:
        own = segment.model_copy(update={"language": _tongue(line, code), "garbled": False})
        return cut(own, (line,), Role.AFFILIATIONS)

    told = (part for s in segments.segments for part in lifted(s, lines, partial(place, s)))
    return segments.model_copy(update={"segments": tuple(told)})
