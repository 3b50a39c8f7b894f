"""Where authors work as the end of their article says it: in the address below a label, or right above a mail address."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.languages.labels import leading_label
from pipeline.languages.names import is_full_name, of_institution
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import part

_LINES = 6
"""Lines of an address at most."""


def with_end_places(segments: Segments) -> Segments:
    """The segments, what an address on a later page than the names says of a place as their affiliation where they have none."""
    people = segments.of(Role.AUTHORS)
    if not people or segments.of(Role.AFFILIATIONS):
        return segments
    code, first = people[0].language, people[0].page
    told = list(segments.segments)
    for n in range(len(told) - 1, -1, -1):
        note = told[n]
        if note.role is not Role.CORRESPONDENCE or note.page <= first or "@" not in note.text:
            continue
        above = told[n - 1] if n else None
        if above is not None and _leads_to(above, note):
            told[n - 1] = above.model_copy(update={"role": Role.AFFILIATIONS, "language": code})
        elif place := tuple(_place(note)):
            told.insert(n, part(note, place, Role.AFFILIATIONS, code))
    return segments.model_copy(update={"segments": tuple(told)})


def _leads_to(above: Segment, note: Segment) -> bool:
    """Whether a few lines right above a mail address name an institution and are no works cited."""
    own = above.role in {Role.BODY, Role.OTHER} and above.page == note.page and len(above.lines) <= _LINES
    return own and of_institution(above.text) and above.text.lstrip()[:1] not in {"[", "("}


def _place(note: Segment) -> Iterator[Line]:
    """The lines of an address without its label, the name above them and mail addresses; none where they name no institution."""
    lines = [line for line in note.lines if "@" not in line.text and not _is_label(line)]
    named = next((n for n, line in enumerate(lines) if is_full_name(line.text)), -1)
    place = lines[named + 1 :]
    if len(place) <= _LINES and of_institution(" ".join(line.text for line in place)):
        yield from place


def _is_label(line: Line) -> bool:
    label = leading_label(line.text)
    return label is not None and not line.text[label.end :].strip(" .:")
