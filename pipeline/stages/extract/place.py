"""Where a printed value stands: evidence and confidence of a value by the lines of the segment it was taken from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records.article import Evidence, Field
from pipeline.records.base import BBox, around
from pipeline.records.edits import unedited, within
from pipeline.records.segment import Segment
from pipeline.records.text import Line


def whole_field(value: str, language: str | None, segments: Sequence[Segment]) -> Field:
    """A field whose value is the text of whole segments."""
    letters = sum(len(s.text) for s in segments) or 1
    return Field(
        value=value,
        language=language,
        confidence=sum(s.confidence * len(s.text) for s in segments) / letters,
        evidence=tuple(
            Evidence(page=s.page, bbox=s.bbox, raw="\n".join(line.raw for line in s.lines), engine=_engine(s))
            for s in segments
        ),
        repairs=tuple(str(edit) for s in segments for line in s.lines for edit in line.edits),
    )


def item_field(value: str, language: str | None, segment: Segment) -> Field:
    """A field whose value is a part of a segment: placed by the lines that hold it."""
    held = _holding(value, segment.lines)
    if not held:
        return whole_field(value, language, [segment])
    first, edits = held[0][0], tuple(edit for line, _ in held for edit in line.edits)
    at = first.text.find(value) if len(held) == 1 else -1
    if at >= 0:
        edits = within(first.edits, at, at + len(value))
    raw = (
        unedited(value, edits)
        if at >= 0 or (len(held) == 1 and not edits)
        else "\n".join(line.raw for line, _ in held)
    )
    return Field(
        value=value,
        language=language,
        confidence=min(line.confidence for line, _ in held),
        repairs=tuple(map(str, edits)),
        evidence=(
            Evidence(
                page=segment.page,
                bbox=around([box for _, box in held]),
                raw=raw,
                engine=held[0][0].engine,
            ),
        ),
    )


def _engine(segment: Segment) -> str:
    return segment.lines[0].engine if segment.lines else "text"


def _bare(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


def _holding(value: str, lines: Sequence[Line]) -> list[tuple[Line, BBox]]:
    """The line that holds a value, or the two lines that it is broken over, with the part of their boxes."""
    wanted = _bare(value)
    if not wanted:
        return []
    for line in lines:
        if (at := _bare(line.text).find(wanted)) >= 0:
            return [(line, _part(line, at, at + len(wanted)))]
    for n in range(len(lines) - 1):
        first, both = _bare(lines[n].text), _bare(lines[n].text) + _bare(lines[n + 1].text)
        if (at := both.find(wanted)) >= 0:
            end = at + len(wanted) - len(first)
            return [(lines[n], _part(lines[n], at, len(first))), (lines[n + 1], _part(lines[n + 1], 0, end))]
    return []


def _part(line: Line, start: int, end: int) -> BBox:
    """The box of some characters of a line, spaces not counted: by its words, else by its share of the width."""
    seen, boxes = 0, []
    for word in line.words:
        begin, seen = seen, seen + len(_bare(word.text))
        if begin < end and seen > start:
            boxes.append(word.bbox)
    if boxes and seen == len(_bare(line.text)):
        return around(boxes)
    length, width = max(len(_bare(line.text)), 1), line.bbox.width
    return BBox(
        line.bbox.left + width * start // length,
        line.bbox.top,
        line.bbox.left + width * min(end, length) // length,
        line.bbox.bottom,
    )
