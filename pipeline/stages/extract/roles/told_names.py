"""Names that something beside them tells, whatever role their lines were given: what somebody is right below, a number before.

Many journals print each author over his position and institution, above the title too; students are counted by numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from pipeline.languages.families import ENGLISH
from pipeline.languages.names import is_full_name, is_korean_name, is_position, of_institution
from pipeline.languages.people import split_people
from pipeline.languages.scripts import Script, main_script
from pipeline.languages.strangers import written_in
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut

_LOOSE = frozenset({Role.OTHER, Role.BODY, Role.TITLE, Role.RUNNING_HEAD, Role.ABSTRACT})
_ENDS = frozenset({Role.ABSTRACT, Role.KEYWORDS})
_MISTAKEN = frozenset({Role.TITLE, Role.ABSTRACT})
"""What the positions below a name are none of."""
_NUMBERED = re.compile(
    r"\s*(?:\w{1,5}\s?[:：]\s*)?(?=\w*\d{3})[A-Za-z\d]{5,12}\s+(?=[\u3400-\u9fff\uac00-\ud7af])"
)
"""The number of a student before his name, and a label before that."""
_CAPITALS = 3
"""Letters of a family name in capitals at least, beside given names that are not."""
_BEGUN = 300
"""Characters of running text on a page behind which no names of authors stand."""
_EDITS = re.compile(r"\W*(?:(?:\w+ )?editors?\s?:|(?:edited|reviewed|communicated) by\b)", re.IGNORECASE)
"""What leads those who edit or review an article."""
_WORDS = 2, 4
"""Words of a name that stands by itself."""
_BELOW = 0.9
"""White between a name and what is below it, in heights of a line."""
_EDGE = 1.5
"""How far the edges, or the middles, of lines one below the other may stand apart, in heights of a line."""
_MOST = 8
"""Lines of what somebody is and where he works at most."""


class _Standing(NamedTuple):
    """A line, the number of its segment, and that segment's role."""

    owner: int
    line: Line
    role: Role


def with_told_names(segments: Segments) -> Segments:
    """The segments with lines of names that what stands below, or a number before, tells, and of the places below these."""
    found = segments.segments
    title = next((s for s in found if s.role is Role.TITLE and not s.garbled), None)
    if title is None:
        return segments
    end = next((n for n, s in enumerate(found) if _is_end(s) or s.page > title.page), len(found))
    rows = [
        _Standing(n, line, s.role)
        for n, s in enumerate(found[:end])
        if s.page == title.page
        for line in s.lines
    ]
    told = _told(rows, title.lines[0], alone=not segments.of(Role.AUTHORS))
    if not told:
        return segments
    begun = _begun(found, told)
    kept = (_no_author(s) if n > begun and s.role is Role.AUTHORS else s for n, s in enumerate(found))
    parts = [part for s in kept for part in _parted(s, told, segments.language)]
    return segments.model_copy(update={"segments": tuple(parts)})


def _is_end(segment: Segment) -> bool:
    """Whether an abstract begins, or keywords: a name over a position, or a position, is neither, though it passed for one."""
    rows = [_Standing(0, line, segment.role) for line in segment.lines]
    return segment.role in _ENDS and not (_says_position(rows[0].line.text) or _stationed(rows))


def _says_position(text: str) -> bool:
    return is_position(text.split(",", maxsplit=1)[0]) and not _is_name(text)


def _told(rows: Sequence[_Standing], title: Line, *, alone: bool) -> dict[int, Role]:
    """The roles of lines, by `id`, that something beside them tells; a title of several lines may begin with a name."""
    told: dict[int, Role] = {}
    titled = sum(row.role is Role.TITLE for row in rows)
    for at, row in enumerate(rows):
        capped = alone and _is_capped(row.line.text)
        if row.role is Role.AUTHORS and _EDITS.match(row.line.text):
            told[id(row.line)] = Role.OTHER
        names = _stationed(rows[at:])
        own = row.line is title and not ((capped or names) and titled > 1)
        if own or row.role not in _LOOSE | {Role.AUTHORS} or id(row.line) in told:
            continue
        if names:
            below = _below(rows[at + len(names) :])
            told |= {id(each.line): Role.AUTHORS for each in names}
            told |= {id(each.line): Role.OTHER for each in below if each.role in _MISTAKEN}
            told |= {id(each.line): Role.AFFILIATIONS for each in _places(below)}
        elif row.role in _LOOSE and (capped or _is_listed(row.line.text) or _are_over_place(rows[at:])):
            told[id(row.line)] = Role.AUTHORS
    return told


def _begun(found: Sequence[Segment], told: dict[int, Role]) -> int:
    """The number of the segment with which running text has begun behind the last name that is told; the last one without any."""
    letters = 0
    named = [n for n, s in enumerate(found) if any(told.get(id(line)) is Role.AUTHORS for line in s.lines)]
    for n, s in enumerate(found):
        letters = 0 if n in named else letters + len(s.text) * (s.role is Role.BODY)
        if letters >= _BEGUN and n > max(named, default=len(found)):
            return n
    return len(found)


def _no_author(segment: Segment) -> Segment:
    return segment.model_copy(update={"role": Role.OTHER})


def _is_capped(text: str) -> bool:
    """Whether a line is one name with the family name in capitals and the given names not: `Іван ПРИСЯЖНЮК`."""
    capped = [
        len(word) >= _CAPITALS and word.isupper() and "." not in word for word in text.strip(" ,").split()
    ]
    return _is_name(text) and capped.count(True) == 1 and not text.isupper()


def _is_listed(text: str) -> bool:
    """Whether a line lists students by numbers, or Korean names between marks."""
    if _NUMBERED.match(text):
        names = [_NUMBERED.sub("", part).strip() for part in re.split(r"[,，、;；]", text)]
        return all(is_full_name(name) for name in names)
    people = split_people(text)
    marked = any(p.marks for p in people)
    return marked and len(people) > 1 and all(is_korean_name(p.name) for p in people)


def _stationed(rows: Sequence[_Standing]) -> list[_Standing]:
    """The lines of one name each that begin here, one below the other, over what somebody is; none without that."""
    names = [rows[0]] if _is_name(rows[0].line.text) else []
    for row in rows[1:]:
        if not names or not _is_under(names[-1].line, row.line):
            return []
        if _says_position(row.line.text):
            titled = names[0].role is Role.TITLE and len(names) > 1
            mixed = main_script(names[0].line.text) is not main_script(names[-1].line.text)
            return [] if titled and mixed else names
        if row.role not in _LOOSE or not _is_name(row.line.text):
            return []
        names.append(row)
    return []


def _is_name(text: str) -> bool:
    bare = text.strip(" ,;")
    words = len(bare.split())
    spelt = main_script(bare) in {Script.LATIN, Script.CYRILLIC}
    return spelt and _WORDS[0] <= words <= _WORDS[1] and is_full_name(bare) and not is_position(bare)


def _are_over_place(rows: Sequence[_Standing]) -> bool:
    """Whether a line lists whole names, and below it stands where they work."""
    people = split_people(rows[0].line.text)
    named = len(people) > 1 and all(_is_name(person.name) for person in people)
    under = len(rows) > 1 and _is_under(rows[0].line, rows[1].line)
    return named and under and of_institution(rows[1].line.text)


def _below(rows: Sequence[_Standing]) -> list[_Standing]:
    """What stands below names, line under line, as far as an address, a gap or the next name."""
    below = list(takewhile(_may_be_place, rows[:_MOST]))
    return [row for n, row in enumerate(below) if not n or _is_under(below[n - 1].line, row.line)]


def _may_be_place(row: _Standing) -> bool:
    loose = row.role in _LOOSE | {Role.AUTHORS, Role.AFFILIATIONS}
    return loose and "@" not in row.line.text and not _is_name(row.line.text)


def _places(below: Sequence[_Standing]) -> list[_Standing]:
    """What below names is not told to be a place yet, from the first line that names an institution."""
    first = next((n for n, row in enumerate(below) if of_institution(row.line.text)), len(below))
    return [row for row in below[first:] if row.role is not Role.AFFILIATIONS]


def _is_under(above: Line, line: Line) -> bool:
    """Whether a line stands right below another and in line with it: at either edge or in the middle."""
    one, two = above.bbox, line.bbox
    near = -one.height / 2 < two.top - one.bottom < _BELOW * one.height
    apart = (one.left - two.left, one.right - two.right, (one.left + one.right - two.left - two.right) / 2)
    return near and min(map(abs, apart)) < _EDGE * one.height


def _parted(segment: Segment, told: dict[int, Role], language: str) -> list[Segment]:
    """The segment in runs of lines of one role each; names and places in the language of their letters."""
    if not any(id(line) in told for line in segment.lines):
        return [segment]
    parts: list[Segment] = []
    for (role, tongue), run in groupby(segment.lines, lambda line: _place_of(line, told, language)):
        if role is None:
            parts += cut(segment, tuple(run))
            continue
        own = segment.model_copy(update={"language": tongue, "garbled": False})
        parts += cut(own, tuple(_unnumbered(line) if role is Role.AUTHORS else line for line in run), role)
    return parts


def _place_of(line: Line, told: dict[int, Role], language: str) -> tuple[Role | None, str]:
    role = told.get(id(line))
    return role, _tongue(line, language) if role else ""


def _unnumbered(line: Line) -> Line:
    led = _NUMBERED.match(line.text)
    return line.cut(led.end(), len(line.text)) if led else line


def _tongue(line: Line, language: str) -> str:
    """The document's language, but English for Latin letters where that is in others."""
    return ENGLISH if main_script(line.text) is Script.LATIN != written_in(language) else language
