"""Abstracts without a label that begin with names or places and the title in their language: these are parted from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from pipeline.languages.labels import leading_label
from pipeline.languages.names import is_full_name, of_institution
from pipeline.languages.people import split_people
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut

_CAPITALS = 0.8
"""Share of capitals among the letters of a title in capitals, at least."""
_LONG = 24
"""Characters of a title in capitals below names in a segment of their own, at least."""
_MAIL = re.compile(r"\S@\S+\.\w{2,}\W*$")
_HEAD = 3
"""Lines of a place at the head of an abstract at most, the last of which ends in an address."""
_LEAST, _MOST = 2, 5
"""Lines of an abstract at least; lines of a title at most."""


def with_led_abstracts(segments: Segments) -> Segments:
    """The segments with names or places, and a title in capitals below them, at the head of an abstract in roles of their own.

    A title that its language has already stays; so do its names.
    """
    below = zip((None, *segments.segments), segments.segments, strict=False)
    parts = tuple(
        part for above, s in below for piece in _mailed(above, s) for part in _parted(piece, segments)
    )
    return (
        segments if len(parts) == len(segments.segments) else segments.model_copy(update={"segments": parts})
    )


def _mailed(above: Segment | None, segment: Segment) -> list[Segment]:
    """An abstract right below names without the place at its head, as far as the mail address that ends it."""
    if above is None or above.role is not Role.AUTHORS or segment.role is not Role.ABSTRACT:
        return [segment]
    beside = (above.page, above.language) == (segment.page, segment.language)
    if not beside or leading_label(segment.text):
        return [segment]
    head = segment.lines[:_HEAD]
    end = next((n for n, line in enumerate(head, start=1) if _MAIL.search(line.text)), 0)
    if not end or not of_institution(head[0].text) or len(segment.lines) < end + _LEAST:
        return [segment]
    return [
        *cut(segment, segment.lines[:end], Role.AFFILIATIONS),
        *cut(segment, segment.lines[end:], Role.ABSTRACT),
    ]


def _parted(segment: Segment, segments: Segments) -> list[Segment]:
    if segment.role is not Role.ABSTRACT or segment.garbled or leading_label(segment.text):
        return [segment]
    has = {s.role for s in segments.segments if s.language == segment.language}
    lines = segment.lines
    capitals = bool(lines) and Role.AUTHORS in has and _in_capitals(lines[0].text)
    named = 1 if lines and not capitals and _are_names(lines[0].text) else 0
    placed = _places(lines[named:])
    title = _title(lines[named + len(placed) :])
    rest = lines[named + len(placed) + len(title) :]
    signed = Role.AUTHORS in has and sum(len(line.text) for line in title) >= _LONG
    led = named or placed or signed
    if Role.TITLE in has or (named and Role.AUTHORS in has) or not (led and title):
        return [segment]
    if len(title) > _MOST or len(rest) < _LEAST:
        return [segment]
    return [
        *(cut(segment, lines[:named], Role.AUTHORS) if named else ()),
        *(cut(segment, placed, Role.AFFILIATIONS) if placed else ()),
        *cut(segment, title, Role.TITLE),
        *cut(segment, rest, Role.ABSTRACT),
    ]


def _places(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The first lines, where they name institutions and are not in capitals as a title below them is."""
    found = takewhile(lambda line: of_institution(line.text) and not _in_capitals(line.text), lines)
    return tuple(found)[:_LEAST]


def _are_names(text: str) -> bool:
    people = split_people(text)
    return bool(people) and "@" not in text and all(is_full_name(person.name) for person in people)


def _title(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(takewhile(lambda line: _in_capitals(line.text), lines))


def _in_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= _CAPITALS * len(letters)
