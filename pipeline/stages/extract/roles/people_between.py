"""Names between two places that were given the role of the place above them: `Name / University / Name / University`."""

from __future__ import annotations

from functools import partial

from pipeline.languages.names import is_full_name, of_institution
from pipeline.languages.people import split_people
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut, lifted
from pipeline.stages.extract.roles.named_lines import is_named

_LIKE = 0.08
"""How far the height of a name may be off that of the first author's, as a share of it."""


def with_people_between(segments: Segments) -> Segments:
    """The segments with whole names between two lines of places as authors, set as tall and as far left as the first author's."""
    first = next((s.lines[0] for s in segments.of(Role.AUTHORS) if s.lines and not s.garbled), None)
    if first is None:
        return segments
    told = [part for s in segments.segments for part in _parted(s, first)]
    return segments.model_copy(update={"segments": tuple(told)})


def _parted(segment: Segment, first: Line) -> list[Segment]:
    if segment.role is not Role.AFFILIATIONS or len(segment.lines) <= 1:
        return [segment]
    named = {
        id(line)
        for above, line, below in zip(
            segment.lines, segment.lines[1:], [*segment.lines[2:], None], strict=False
        )
        if of_institution(above.text) and (below is None or of_institution(below.text))
        if _is_like(line, first) and _is_person(line.text)
    }
    return lifted(segment, named, partial(_people, segment)) if named else [segment]


def _people(segment: Segment, line: Line) -> list[Segment]:
    return cut(segment, (line,), Role.AUTHORS)


def _is_like(line: Line, first: Line) -> bool:
    """Whether a line is set as the first author's is."""
    near = abs(line.bbox.height - first.bbox.height) <= _LIKE * first.bbox.height
    level = abs(line.bbox.left - first.bbox.left) <= first.bbox.height
    centred = abs(line.bbox.middle_x - first.bbox.middle_x) <= first.bbox.height
    return near and (level or centred)


def _is_person(text: str) -> bool:
    names = [p.name for p in split_people(text)]
    return len(names) == 1 and is_full_name(names[0]) and is_named(text)
