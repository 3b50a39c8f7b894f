"""Keywords that nothing but capitals tells: a list of them ends an abstract in small letters, in many journals of Ukraine and Russia."""

from __future__ import annotations

from pipeline.languages.labels import leading_label
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut

_MOST, _FEWEST = 4, 3
"""Lines of such a list at most, and words in it at least."""
_CAPITALS = 0.95
"""Share of capitals among its letters, at least."""


def with_capital_keywords(segments: Segments) -> Segments:
    """The segments with such lists parted from abstracts, where their language prints no keywords with a label."""
    listed = {s.language for s in segments.of(Role.KEYWORDS)}
    parts: list[Segment] = []
    for segment in segments.segments:
        end = len(segment.lines)
        while end and _in_capitals(segment.lines[end - 1]):
            end -= 1
        own = segment.lines[end:]
        free = segment.role is Role.ABSTRACT and segment.language not in listed
        if free and end and _is_list(own) and segment.lines[end - 1].text.rstrip().endswith("."):
            parts += [*cut(segment, segment.lines[:end]), *cut(segment, own, Role.KEYWORDS)]
        else:
            parts.append(segment)
    return segments.model_copy(update={"segments": tuple(parts)})


def _is_list(lines: tuple[Line, ...]) -> bool:
    text = " ".join(line.text for line in lines)
    commas = text.count(",") + text.count(";")
    return len(lines) <= _MOST and commas + 1 >= _FEWEST and leading_label(text) is None


def _in_capitals(line: Line) -> bool:
    letters = [char for char in line.text if char.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) >= _CAPITALS * len(letters)
