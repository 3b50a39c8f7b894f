"""Names over an abstract: pages of theses repeat title and author, centred, between the heading and the text."""

from __future__ import annotations

from pipeline.languages.names import is_full_name, is_lone_name
from pipeline.languages.people import is_turned, split_people
from pipeline.records.base import around
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut
from pipeline.stages.extract.texts.headed import label_end

_LEAST_LINES = 3
"""Lines of text below the name at least: in fewer, nothing tells how wide they are set."""
_INDENT, _OFF = 3, 2
"""How far within the text a name begins and ends, and how far off its middle it may stand, in heights of its line."""


def with_headed_names(segments: Segments) -> Segments:
    """The segments with the one name that stands centred over the text of an abstract, or names right below its title, as authors, and no part of the text.

    Only behind the page that prints the title in that language, or below it: else the line may be it. Who is named already stands once.
    """
    headings: set[int] = set()
    named = {s.language for s in segments.of(Role.AUTHORS)}
    titled = {s.language: s.page for s in reversed(segments.of(Role.TITLE))}
    parts: list[Segment] = []
    for above, segment in zip((None, *segments.segments), segments.segments, strict=False):
        first = segment.lines[0] if segment.lines else None
        known = titled.get(segment.language, segment.page) < segment.page
        headed = segment.page in headings and segment.role is Role.ABSTRACT
        below = above is not None and (above.role, above.language) == (Role.TITLE, segment.language)
        if (
            first
            and headed
            and (
                (known and _is_name_over(first, segment.lines[1:]))
                or (below and _are_names(first, segment.lines[1:]))
            )
        ):
            role = Role.OTHER if segment.language in named else Role.AUTHORS
            parts += [*cut(segment, (first,), role), *cut(segment, segment.lines[1:])]
        else:
            parts.append(segment)
        if segment.role is Role.ABSTRACT and label_end(segment.text) >= len(segment.text.rstrip(" :：")):
            headings.add(segment.page)
    return segments.model_copy(update={"segments": tuple(parts)})


def _is_name_over(line: Line, text: tuple[Line, ...]) -> bool:
    if len(text) < _LEAST_LINES:
        return False
    block, unit = around([one.bbox for one in text]), line.bbox.height
    within = (
        line.bbox.left > block.left + _INDENT * unit
        and line.bbox.right < block.right - _INDENT * unit
        and abs(line.bbox.middle_x - block.middle_x) < _OFF * unit
    )
    return within and _is_name(line.text)


def _are_names(line: Line, text: tuple[Line, ...]) -> bool:
    """Whether a line right below a title is names and nothing else: several, or one that ends where the text does."""
    if len(text) < _LEAST_LINES or line.text.rstrip()[-1:] in ".!?":
        return False
    names = [person.name for person in split_people(line.text)]
    block = around([one.bbox for one in text])
    at_right = line.bbox.left > block.left + _INDENT * line.bbox.height
    whole = all(is_full_name(name) or is_turned(name) for name in names)
    return bool(names) and whole and (len(names) > 1 or at_right)


def _is_name(text: str) -> bool:
    names = [person.name for person in split_people(text)]
    return (len(names) == 1 and is_full_name(names[0])) or is_lone_name(text)
