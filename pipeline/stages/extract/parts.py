"""Parts of a segment by its lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from pipeline.languages.writing import join_lines
from pipeline.records.base import around
from pipeline.records.segment import Role, Segment
from pipeline.records.text import Line


def part(
    segment: Segment, lines: Sequence[Line], role: Role | None = None, language: str | None = None
) -> Segment:
    """Some lines of a segment as one of its own, with their text and box; role and language are its own without others."""
    return segment.model_copy(
        update={
            "lines": tuple(lines),
            "role": role or segment.role,
            "language": language or segment.language,
            "text": join_lines(line.text for line in lines),
            "bbox": around([line.bbox for line in lines]),
        }
    )


def cut(segment: Segment, lines: tuple[Line, ...], role: Role | None = None) -> list[Segment]:
    """Those lines of a segment as one of its own, in a role (its own without one); nothing for none."""
    if not lines:
        return []
    if lines == segment.lines:
        return [segment.model_copy(update={"role": role or segment.role})]
    return [part(segment, lines, role)]


def lifted(segment: Segment, wanted: Set[int], told: Callable[[Line], list[Segment]]) -> list[Segment]:
    """A segment in runs of its lines, and what is told of the lines between them whose `id` is `wanted`; itself without any."""
    parts: list[Segment] = []
    begin = 0
    for at, line in enumerate(segment.lines):
        if id(line) in wanted:
            parts += [*cut(segment, segment.lines[begin:at]), *told(line)]
            begin = at + 1
    return parts + cut(segment, segment.lines[begin:]) if begin else [segment]
