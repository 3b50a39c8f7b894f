"""Names below a title that no line was given the role of: told by their shape, given names, initials, and addresses below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.languages.given import given_share
from pipeline.languages.names import is_full_name
from pipeline.languages.people import glossed, split_people
from pipeline.languages.romanize import is_login_of
from pipeline.languages.scripts import CAPITALS, Script, main_script
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut, lifted

_LED = re.compile(rf"\W*©?\s*(?:19|20)\d\d\s*(?:[гр]\.)?,?\s+|\s*\d{{1,2}}(?:st|nd|rd|th)\s+(?=[{CAPITALS}])")
"""What stands before a name in its line: a year of copyright, or which of the authors it is."""
_INITIALS = re.compile(
    rf"(?:[{CAPITALS}]\.[\s-]?){{1,3}}[^\W\d_]{{2,}}|[^\W\d_]{{2,}},?\s(?:[{CAPITALS}]\.\s?){{1,3}}"
)
_GIVEN = 0.3
"""Share of given names among the words of a list of names, at least."""
_SPELT = 2
"""Letters of a login that spell a name, at least."""
_SMALLER = 0.92
"""Height of names below a title, as a share of its lines', at most."""
_LOOSE = frozenset({Role.OTHER, Role.BODY, Role.TITLE, Role.RUNNING_HEAD, Role.AUTHORS})
_ENDS = frozenset({Role.ABSTRACT, Role.KEYWORDS})
_MOST, _LINES, _OVER = 100, 14, 2
"""Characters of a line of names at most, lines below the title that are looked at, and segments above it."""


def with_named_lines(segments: Segments) -> Segments:
    """The segments with the lines below the title that name people as the authors', where no line has that role.

    Lines that were given it and name nobody lose it then. Only in scripts that part words.
    """
    found = segments.segments
    title = next((n for n, s in enumerate(found) if s.role is Role.TITLE and not s.garbled), None)
    authors = [line.text for s in segments.of(Role.AUTHORS) for line in s.lines]
    if title is None or any(_may_name(text) for text in authors):
        return segments
    end = next((n for n in range(title + 1, len(found)) if _ends(found[n], found[title])), len(found))
    below = [(n, line) for n in range(title, end) for line in found[n].lines][1 : _LINES + 1]
    named = {
        id(line)
        for at, (n, line) in enumerate(below)
        if found[n].role in _LOOSE
        and (found[n] is not found[title] or _smaller(line, found[n].lines[0]))
        and is_named(line.text, [each.text for _, each in below[at + 1 : at + 3]])
    }
    named |= set() if named else _above(found, title)
    if not named:
        return segments
    told = [
        part
        for n, s in enumerate(found)
        for part in (_names_lifted(s, named, segments.language) if title <= n < end else [_no_author(s)])
    ]
    return segments.model_copy(update={"segments": tuple(told)})


def _above(found: Sequence[Segment], title: int) -> set[int]:
    """The lines right above the title that name people and no journal's editors, as many a journal prints its authors."""
    near = [
        s for s in found[max(0, title - _OVER) : title] if s.page == found[title].page and s.role in _LOOSE
    ]
    return {
        id(line)
        for s in near
        for line in s.lines
        if line.bbox.bottom <= found[title].bbox.top
        and line.bbox.shares_columns(found[title].bbox) > 0
        and is_named(line.text)
    }


def is_named(text: str, below: Sequence[str] = ()) -> bool:
    """Whether a line is a list of whole names, by given names, initials or an address in the lines below."""
    bare = text[_led(text) :].strip()
    if len(bare) <= _MOST and glossed(bare)[0]:
        return True
    if len(bare) > _MOST or main_script(bare) not in {Script.LATIN, Script.CYRILLIC}:
        return False
    names = [p.name for p in split_people(bare)]
    if not names or not all(is_full_name(name) or _INITIALS.fullmatch(name) for name in names):
        return False
    logins = [login for line in below for login in re.findall(r"([\w.+-]+)@", line)]
    return (
        given_share(" ".join(w for name in names for w in name.split() if w[:1].isupper())) >= _GIVEN
        or all(_INITIALS.fullmatch(name) for name in names)
        or any(len(is_login_of(login, name)) > _SPELT for login in logins for name in names)
    )


def _led(text: str) -> int:
    """Where the names of a line begin."""
    led = _LED.match(text)
    return led.end() if led else 0


def _may_name(text: str) -> bool:
    """Whether a line that passes for names holds one, in whatever script."""
    return any(
        is_full_name(p.name) or main_script(p.name) not in {Script.LATIN, Script.CYRILLIC}
        for p in split_people(text)
        if p.name
    )


def _ends(segment: Segment, title: Segment) -> bool:
    return segment.role in _ENDS or segment.page != title.page


def _smaller(line: Line, first: Line) -> bool:
    return line.bbox.height < _SMALLER * first.bbox.height


def _no_author(segment: Segment) -> Segment:
    return segment.model_copy(update={"role": Role.OTHER}) if segment.role is Role.AUTHORS else segment


def _names_lifted(segment: Segment, named: set[int], language: str) -> list[Segment]:
    """The segment in runs of lines that name people and of those that do not; names with Latin forms in the document's language."""

    def people(line: Line) -> list[Segment]:
        own = segment.model_copy(update={"language": language}) if glossed(line.text)[0] else segment
        return cut(own, (line.cut(_led(line.text), len(line.text)),), Role.AUTHORS)

    return lifted(_no_author(segment), named, people)
