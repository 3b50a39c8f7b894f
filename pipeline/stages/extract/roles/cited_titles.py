"""Abstracts that begin with the title of their article, in quotes or cited with its author and pages; lines that print an issue.

`Abstract: »Official Press in Prussia«. The paper describes ...`, `Jane Doe: Cultural Learning (pp. 297–317) Intercultural ...`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.languages.labels import leading_label
from pipeline.languages.names import is_full_name
from pipeline.languages.people import split_people
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import part
from pipeline.stages.extract.passages import fold
from pipeline.stages.extract.serials.statements import statements

_QUOTED = re.compile(r"\s*[»«„“\"](?P<title>[^»«„“”\"]{16,300}?)[.]?[«»“”\"][.]?\s+(?=[^\W\d_])")
"""A title in quotes that a full stop or nothing parts from the text behind it."""
_CITED = re.compile(
    r"\s*(?P<names>[^:(\n]{4,80}):\s(?P<title>[^(]{16,400}?)\s?\((?:S|pp?)\.\s?\d+\s?[-–—]\s?\d+\)\s+",
)
_STOP = re.compile(r"[.][«»“”\"]|[«»“”\"][.]")
_WORDS, _REST = 3, 100
"""Words of a title at least; characters of an abstract behind it at least."""
_WEB = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_NAME, _TAIL = 40, 3
"""Characters of a journal's name before the issue, and of anything behind it, at most."""
_FIRST = 2
"""The last page on which a title may be met: the first one, or the one behind a cover."""


def with_cited_titles(segments: Segments) -> Segments:
    """The segments, titles at the head of abstracts on their own: the title in their language where none else is printed."""
    has = {s.language for s in segments.segments if s.role is Role.TITLE}
    told = tuple(piece for s in segments.segments for piece in _parted(s, has))
    changed = len(told) != len(segments.segments)
    return segments.model_copy(update={"segments": told}) if changed else segments


def without_issue_lines(segments: Segments) -> Segments:
    """The segments, titles that are nothing but an issue and its pages as running heads, and such lines below keywords likewise.

    Not on later pages, where such a line belongs to a work cited.
    """
    told: list[Segment] = []
    for segment in segments.segments:
        if segment.role is Role.TITLE and segment.page <= _FIRST and is_issue_line(segment.text):
            told.append(segment.model_copy(update={"role": Role.RUNNING_HEAD}))
        elif segment.role is Role.KEYWORDS and not segment.garbled:
            told += _without_foot(segment)
        else:
            told.append(segment)
    return segments.model_copy(update={"segments": tuple(told)})


def is_issue_line(text: str) -> bool:
    """Whether a line is a short name, a volume with its issue or pages, and nothing else: `ZQF 13. Jg., Heft 1-2/2012, S. 93–109`."""
    found = statements(fold(text))
    said = found[0] if len(found) == 1 else None
    if said is None or not said.volume or not said.year or not (said.issue or said.first):
        return False
    behind = re.sub(r"[\W\d_]|pp?\.|S\.", "", text[said.end :])
    return said.start <= _NAME and len(behind) <= _TAIL


def _without_foot(segment: Segment) -> list[Segment]:
    end = len(segment.lines)
    while end > 1 and (
        _WEB.fullmatch(segment.lines[end - 1].text.strip()) or is_issue_line(segment.lines[end - 1].text)
    ):
        end -= 1
    if end == len(segment.lines):
        return [segment]
    return [
        part(segment, segment.lines[:end]),
        *(part(segment, [line], Role.RUNNING_HEAD) for line in segment.lines[end:]),
    ]


def _parted(segment: Segment, has: set[str]) -> list[Segment]:
    if segment.role is not Role.ABSTRACT or segment.garbled:
        return [segment]
    text = "\n".join(line.text for line in segment.lines)
    label = leading_label(text)
    begin = label.end if label else 0
    found = _head(text, begin)
    if found is None or len(text) - found.end() < _REST:
        return [segment]
    role = Role.OTHER if segment.language in has else Role.TITLE
    kept = [*_between(segment.lines, 0, begin), *_between(segment.lines, found.end(), len(text))]
    return [
        part(segment, _between(segment.lines, *found.span("title")), role),
        part(segment, kept),
    ]


def _head(text: str, begin: int) -> re.Match[str] | None:
    """The title that opens an abstract: quoted as a sentence of its own, or behind full names and before the pages."""
    if quoted := _QUOTED.match(text, begin):
        alone = _STOP.search(quoted[0]) and len(quoted["title"].split()) >= _WORDS
        return quoted if alone else None
    cited = _CITED.match(text, begin)
    if cited is None:
        return None
    people = split_people(cited["names"])
    return cited if people and all(is_full_name(person.name) for person in people) else None


def _between(lines: Sequence[Line], start: int, end: int) -> list[Line]:
    """What of the lines, joined by line breaks, stands between two characters."""
    found: list[Line] = []
    at = 0
    for line in lines:
        first, last = max(start - at, 0), min(end - at, len(line.text))
        if first < last and line.text[first:last].strip():
            found.append(line.cut(first, last))
        at += len(line.text) + 1
    return found
