"""Who paid for the work, in a paragraph of its own between an abstract and its keywords, as many a Chinese journal prints it in English."""

from __future__ import annotations

from pipeline.languages.told import sponsored
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract.parts import cut

_INDENT = 0.8
"""How far right of the line above such a paragraph begins, in heights of its line, at least."""
_STOPS = (".", "。")


def with_sponsors_apart(segments: Segments) -> Segments:
    """The segments, the last paragraph of an abstract as its funding where its first words say so."""
    told = (part for segment in segments.segments for part in _parted(segment))
    return segments.model_copy(update={"segments": tuple(told)})


def _parted(segment: Segment) -> list[Segment]:
    if segment.role is not Role.ABSTRACT or segment.garbled:
        return [segment]
    lines = segment.lines
    for n in range(1, len(lines)):
        above, line = lines[n - 1], lines[n]
        indent = line.bbox.left - above.bbox.left
        begins = above.text.rstrip().endswith(_STOPS) and indent >= _INDENT * line.bbox.height
        if begins and sponsored().match(line.text.lstrip()):
            return [*cut(segment, lines[:n]), *cut(segment, lines[n:], Role.FUNDING)]
    return [segment]
