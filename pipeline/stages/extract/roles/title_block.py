"""Lines of the title block whose neighbours tell what they are: pieces of places and of lists of names that pass for others.

Roles are given line by line, by likeness. What stands around a line says more than its own words in some places: a
line between names and a place that begins in small letters begins that place; a line with a mark that the names above
bear is a place, whatever it looks like; a line behind a comma, or led by `and`, goes on with the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.languages.countries import country_code
from pipeline.languages.families import family
from pipeline.languages.joiners import JOINERS
from pipeline.languages.names import is_full_name, of_institution
from pipeline.languages.people import split_people
from pipeline.languages.raised import plain_romans
from pipeline.languages.scripts import CAPITALS, Script, main_script
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut
from pipeline.stages.extract.roles.block_lines import (
    BELOW,
    FAR,
    MAILED,
    MOST,
    awaits_country,
    in_country,
    is_address,
    is_below,
    is_level,
    leading_mark,
    lists_names,
)
from pipeline.stages.extract.roles.main_language import in_main_language
from pipeline.stages.extract.roles.named_lines import is_named

_JOINED = re.compile(rf"^\s*(?:{'|'.join((*JOINERS, 'y', 'e', '&'))})\s+(?=[{CAPITALS}])")
_OPEN = re.compile(rf"(?:[,，\u060c、;&]|\s(?:{'|'.join(JOINERS)}))\s*$")
_MARKED = re.compile(r"\w\s?[¹²³⁴⁵⁶⁷⁸⁹*†‡§]{1,3}\s*,?\s*$")
_SIGNED = re.compile(r"[\d¹²³⁴⁵⁶⁷⁸⁹*†‡§¶]")
_SMALL = re.compile(r"\s*[a-zß-ÿа-џґ]")
_LOOSE = frozenset({Role.OTHER, Role.BODY, Role.TITLE})
_TEXTS = frozenset({Role.OTHER, Role.BODY})
_CAPTION = re.compile(r"[A-Z][\w-]*")
_NUMBERED = re.compile(r"\s*(?:[¹²³⁴⁵⁶⁷⁸⁹]|\d{1,2}[.)]\s)")
_CODE = re.compile(r"\s*\d{3,7}(?:-\d{3,4})?\s*[;；,，.)）]*\s*")
_FEW = 2
"""Single words in rows that may still be names without family names."""
_LARGER = 1.15
"""Height of a place below names or a place, as a share of theirs, at most."""
_POSTCODE = re.compile(r"(?<!\w)[A-Z]?-?\d{4,6}(?!\w)")
_BESIDE = 1.5
"""White between two pieces of one row that belong together, in heights of a line."""


@dataclass(frozen=True)
class _Row:
    """A line of the title block: the segment it stands in and what it is."""

    owner: Segment
    line: Line
    role: Role

    @property
    def text(self) -> str:
        return plain_romans(self.line.text)


def with_block_roles(segments: Segments) -> Segments:
    """The segments with the lines from the first author's to the abstract in the roles that their neighbours give them.

    The only list of names, and of places, is in the document's language where both are in Latin letters: names show none.
    """
    return _once(_retold(in_main_language(segments)))


def _retold(segments: Segments) -> Segments:
    """The segments with the lines of each language's title block in the roles that their neighbours give them."""
    found = segments.segments
    at = next((n for n, s in enumerate(found) if s.role is Role.TITLE), len(found))
    parts: list[Segment] = list(found[:at])
    named = [n for n, s in enumerate(found) if s.role is Role.AUTHORS and not s.garbled]
    while (first := next((n for n in named if n >= at), None)) is not None:
        begin, end = _begin(found, at, first), _end(found, first)
        rows = [_Row(s, line, s.role) for s in found[first:end] for line in s.lines]
        told = _continued(_small(_places(_without_captions(_coded(rows)))))
        lists = (s.model_copy(update={"role": Role.AUTHORS}) for s in found[begin:first])
        parts += [*found[at:begin], *lists, *(found[first:end] if told == rows else _grouped(told))]
        at = end
    return segments.model_copy(update={"segments": (*parts, *found[at:])})


def _begin(found: Sequence[Segment], at: int, first: int) -> int:
    """Where a list of names begins: text right above its first segment, in its language, of which every line is marked names."""
    own = found[first].page, found[first].language, False
    for n in range(first - 1, at - 1, -1):
        beside = found[n].role in _TEXTS and (found[n].page, found[n].language, found[n].garbled) == own
        if not beside or not all(_SIGNED.search(x.text) and lists_names(x.text) for x in found[n].lines):
            return n + 1
    return at


def _once(segments: Segments) -> Segments:
    """The segments without names said again: who edits, above the title, who contributed equally, below the names."""
    found = segments.segments
    title = next((n for n, s in enumerate(found) if s.role is Role.TITLE), 0)
    seen: dict[str, set[str]] = {}
    again = set()
    for segment in (*found[title:], *found[:title]):
        said = segment.text if segment.role is Role.AUTHORS and not segment.garbled else ""
        names = {re.sub(r"\W", "", p.name).casefold() for p in split_people(said, segment.language)}
        known = seen.setdefault(segment.language, set())
        if names and names <= known:
            again.add(id(segment))
        known |= names
    told = (s.model_copy(update={"role": Role.OTHER}) if id(s) in again else s for s in found)
    return segments.model_copy(update={"segments": tuple(told)}) if again else segments


def _end(found: Sequence[Segment], first: int) -> int:
    """Where the title block ends: at the abstract, the keywords or the next page."""
    ends = {Role.ABSTRACT, Role.KEYWORDS}
    page = found[first].page
    return next(
        (n for n in range(first, len(found)) if found[n].role in ends or found[n].page != page), len(found)
    )


def _coded(rows: list[_Row]) -> list[_Row]:
    """The lines with those between two places that are figures alone, as wide gaps part postal codes from their town, as places."""
    told = list(rows)
    for n in range(1, len(rows) - 1):
        above, row, below = told[n - 1 : n + 2]
        amid = above.role is below.role is Role.AFFILIATIONS and row.role in _TEXTS
        if amid and above.owner.language == below.owner.language and _CODE.fullmatch(row.text):
            told[n] = replace(row, role=Role.AFFILIATIONS, owner=above.owner)
    return told


def _without_captions(rows: list[_Row]) -> list[_Row]:
    """The lines with those of names as no names that are single words beside one another: what columns of a picture show."""
    alone = [row.role is Role.AUTHORS and bool(_CAPTION.fullmatch(row.text)) for row in rows]
    shown = {
        n
        for n, row in enumerate(rows)
        if alone[n]
        and any(
            m != n and alone[m] and is_level(row.line, rows[m].line)
            for m in range(max(0, n - 1), min(len(rows), n + 2))
        )
    }
    if len(shown) <= _FEW or all(row.role is not Role.AUTHORS or n in shown for n, row in enumerate(rows)):
        return rows
    return [replace(row, role=Role.OTHER) if n in shown else row for n, row in enumerate(rows)]


def _places(rows: list[_Row]) -> list[_Row]:
    """Lines of names that are places: by their mark, by the row they stand in, by the place above them."""
    told: list[_Row] = []
    for n, row in enumerate(rows):
        names = [r.line.text for r in told if r.role is Role.AUTHORS]
        is_place = row.role is Role.AUTHORS and (
            _by_mark(row, names)
            or _by_row(row, rows[n + 1 : n + 2])
            or _by_place(row, told[-1:])
            or (names and in_country(row.text))
            or _unmarked(row, told)
        )
        told_apart = (
            _by_names(row, told)
            or (told and told[-1].role is Role.AFFILIATIONS and awaits_country(told[-1].line, row.line))
            or _amid_marked(row, told, rows[n + 1 : n + 2])
        )
        is_place = is_place or (row.role in _LOOSE and told_apart)
        told.append(replace(row, role=Role.AFFILIATIONS) if is_place else row)
    return told


def _by_mark(row: _Row, names: Sequence[str]) -> bool:
    """Whether a line begins with a mark that stands behind a name above it, and names nobody in another script than they."""
    mark, end = leading_mark(row.text, "\n".join(names))
    if is_full_name(row.text[end:].strip("0123456789 ,，")):
        names = [name for name in names if main_script(name) is main_script(row.text)]
    return bool(mark) and any(mark in person.marks for name in names for person in split_people(name))


def _by_row(row: _Row, following: Sequence[_Row]) -> bool:
    """Whether a place goes on behind a piece of a row that names nobody."""
    spelt = main_script(row.text) in {Script.LATIN, Script.CYRILLIC}
    if not spelt or not following or following[0].role is not Role.AFFILIATIONS or lists_names(row.text):
        return False
    one, two = row.line.bbox, following[0].line.bbox
    return is_level(row.line, following[0].line) and 0 <= two.left - one.right < _BESIDE * one.height


def _amid_marked(row: _Row, told: Sequence[_Row], following: Sequence[_Row]) -> bool:
    """Whether a line stands in a list of marked places: the first piece of a row, or between a place and the next mark."""
    after = following[0] if following and following[0].role is Role.AFFILIATIONS else None
    spelt = main_script(row.text) in {Script.LATIN, Script.CYRILLIC}
    if after is None or "@" in row.text or not spelt:
        return False
    names = [r.line.text for r in told if r.role is Role.AUTHORS]
    if _by_mark(row, names) and is_level(row.line, after.line):
        return True
    listed = told and told[-1].role is Role.AFFILIATIONS and is_below(told[-1].line, row.line)
    return bool(listed) and bool(_NUMBERED.match(after.text)) and is_below(row.line, after.line)


def _by_place(row: _Row, above: Sequence[_Row]) -> bool:
    """Whether a line right below a place goes on with it: a country behind a comma, or a line that names nobody."""
    if not above or above[0].role is not Role.AFFILIATIONS or not is_below(above[0].line, row.line):
        return False
    goes_on = re.search(r"[,，\u060c\d-]\s*$", above[0].text) or is_address(row.text)
    return country_code(row.text.strip(" .,;")) is not None or bool(goes_on and not lists_names(row.text))


def _by_names(row: _Row, told: Sequence[_Row]) -> bool:
    """Whether a line right below names or a place names an institution: in the language of the names, and with no second title's size."""
    above = told[-1] if told else None
    place = MAILED.sub("", row.text)
    says_place = of_institution(place) or (_POSTCODE.search(place) and in_country(place))
    if above is None or above.role not in {Role.AUTHORS, Role.AFFILIATIONS} or not says_place:
        return False
    size = row.line.bbox.height < _LARGER * above.line.bbox.height
    same = family(row.owner.language) == family(above.owner.language)
    near = is_below(above.line, row.line, FAR if in_country(place) else BELOW)
    return size and same and "@" not in place and near and len(place) < MOST


def _unmarked(row: _Row, told: Sequence[_Row]) -> bool:
    """Whether a line right below a place goes on with it (`Department of / Speech Therapy`): unmarked, where all names are marked."""
    signed = [bool(_SIGNED.search(r.text)) for r in told if r.role is Role.AUTHORS]
    below = told and told[-1].role is Role.AFFILIATIONS and is_below(told[-1].line, row.line)
    return bool(below and signed) and all(signed) and not _SIGNED.search(row.text)


def _small(rows: list[_Row]) -> list[_Row]:
    """Lines above a place that begins in small letters, and below names, as its beginning."""
    told = list(rows)
    for n in range(len(told) - 1, 0, -1):
        row, above = told[n], told[n - 1]
        begins = row.role is Role.AFFILIATIONS and _SMALL.match(row.text)
        if begins and above.role in _LOOSE and "@" not in above.text and is_below(above.line, row.line):
            told[n - 1] = replace(above, role=Role.AFFILIATIONS)
    return told


def _continued(rows: list[_Row]) -> list[_Row]:
    """Lines that go on with a list of names: behind its last comma, led by `and`, or names with a mark of their own."""
    told: list[_Row] = []
    for n, row in enumerate(rows):
        above = told[-1] if told else None
        names = [r for r in told if r.role is Role.AUTHORS]
        marked = row.role in _LOOSE | {Role.AFFILIATIONS} and _MARKED.search(row.text) is not None
        if above is None or not names or row.role is Role.AUTHORS:
            told.append(row)
        elif _names_go_on(above, row) or (
            marked and (is_named(row.text) or _amid_names(above, row, rows[n + 1 : n + 2]))
        ):
            told.append(replace(row, role=Role.AUTHORS, owner=names[-1].owner))
        else:
            told.append(row)
    return told


def _names_go_on(above: _Row, row: _Row) -> bool:
    """Whether a line right below names goes on with them."""
    led = bool(_OPEN.search(above.text) or _JOINED.match(row.text)) and lists_names(_JOINED.sub("", row.text))
    return led and above.role is Role.AUTHORS and is_below(above.line, row.line)


def _amid_names(above: _Row, row: _Row, following: Sequence[_Row]) -> bool:
    """Whether a line of whole names stands between two lines of names, one right below the other."""
    named = following and {above.role, following[0].role} == {Role.AUTHORS} and lists_names(row.text)
    return bool(named) and is_below(above.line, row.line) and is_below(row.line, following[0].line)


def _grouped(rows: Sequence[_Row]) -> Iterator[Segment]:
    """The lines as segments again: unbroken ones stay what they were."""
    for (_, role), group in groupby(rows, key=lambda row: (id(row.owner), row.role)):
        own = list(group)
        lines = tuple(row.line for row in own)
        owner = own[0].owner
        yield from [owner] if lines == owner.lines and role is owner.role else cut(owner, lines, role)
