"""Titles and names that pass for one another: a row of Korean names in Latin letters, a title in English over the names."""

from __future__ import annotations

import re

from pipeline.languages.latin_pairs import in_pairs
from pipeline.languages.names import is_full_name, of_institution
from pipeline.languages.people import split_people
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut

_SMALL = re.compile(r"(?<!\S)[a-zа-џґ]{2,}(?!\S)")
_WORDS = 2
"""Words in small letters that a title has at least, and no list of names."""


def with_turned_lines(segments: Segments) -> Segments:
    """The segments with titles that are rows of names as these, and names that name nobody, over names, as the title in their language."""
    titled = {s.language for s in segments.of(Role.TITLE)}
    parts: list[Segment] = []
    found = segments.segments
    names_next = False
    for n, segment in enumerate(found):
        below = found[n + 1] if n + 1 < len(found) else None
        if names_next:
            parts += [*cut(segment, segment.lines[:1], Role.AUTHORS), *cut(segment, segment.lines[1:])]
            names_next = False
        elif segment.role is Role.TITLE and all(in_pairs(line.text) for line in segment.lines):
            parts.append(segment.model_copy(update={"role": Role.AUTHORS}))
        elif segment.language not in titled and _is_title(segment) and _names_stand(below, segment):
            parts.append(segment.model_copy(update={"role": Role.TITLE}))
            names_next = True
        else:
            parts.append(segment)
    return segments.model_copy(update={"segments": tuple(parts)})


def _is_title(segment: Segment) -> bool:
    """Whether what passed for names has small words, and nobody's name."""
    if segment.role is not Role.AUTHORS or segment.garbled or of_institution(segment.text):
        return False
    people = split_people(segment.text)
    return len(_SMALL.findall(segment.text)) >= _WORDS and not any(is_full_name(p.name) for p in people)


def _names_stand(below: Segment | None, above: Segment) -> bool:
    """Whether a segment right below begins with a line of names."""
    if below is None or not below.lines or below.role not in (Role.AUTHORS, Role.AFFILIATIONS):
        return False
    beside = (below.page, below.language) == (above.page, above.language)
    return beside and _is_names(below.lines[0])


def _is_names(line: Line) -> bool:
    people = split_people(line.text)
    return bool(people) and all(is_full_name(person.name) for person in people)
