"""Titles behind their label, as cover sheets and the title pages of theses print them: `论文题目：…`."""

from __future__ import annotations

import re

from pipeline.languages.told import title_label
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract.parts import cut

_LABELLED = re.compile(r"\s*[^\W\d_][^:：]{0,24}[:：]")
_PLAIN = frozenset({Role.TITLE, Role.BODY, Role.OTHER, Role.RUNNING_HEAD})
"""Roles of lines among which a label may stand before the title."""
_SMALLER = 0.8
"""Height of a further line of the title, as a share of the first one's, at least."""


def with_labelled_title(segments: Segments) -> Segments:
    """The segments with the first line behind a title's label, and the lines that go on with it, as the title.

    It goes on until the next label or smaller type. What else passed for a title in its language is none.
    """
    told: set[str] = set()
    for segment in segments.segments:
        at = next((k for k, line in enumerate(segment.lines) if _is_titled(line.text)), None)
        plain = segment.role in _PLAIN and not segment.garbled and segment.language not in told
        if at is not None and plain:
            told.add(segment.language)
            parts = {id(segment): _parted(segment, at)}
            others = (parts.get(id(s), [_no_title(s, segment.language)]) for s in segments.segments)
            segments = segments.model_copy(update={"segments": tuple(s for own in others for s in own)})
    return segments


def _is_titled(text: str) -> bool:
    """Whether a title's label begins a line, and something stands behind it."""
    label = title_label().match(text)
    return label is not None and label.end() < len(text)


def _parted(segment: Segment, at: int) -> list[Segment]:
    lines = segment.lines
    least = _SMALLER * lines[at].bbox.height
    end = next(
        (
            k
            for k in range(at + 1, len(lines))
            if _LABELLED.match(lines[k].text) or lines[k].bbox.height < least
        ),
        len(lines),
    )
    role = Role.OTHER if segment.role is Role.TITLE else segment.role
    return [
        *cut(segment, lines[:at], role),
        *cut(segment, lines[at:end], Role.TITLE),
        *cut(segment, lines[end:], role),
    ]


def _no_title(segment: Segment, language: str) -> Segment:
    other = segment.role is Role.TITLE and segment.language == language
    return segment.model_copy(update={"role": Role.OTHER}) if other else segment
