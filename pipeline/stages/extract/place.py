"""Where a printed value stands: evidence and confidence of a value by the lines of the segment it was taken from."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.article import Field
from pipeline.records.edits import repairs, shifted
from pipeline.records.printed import Print
from pipeline.records.segment import Segment
from pipeline.records.text import Line


def whole_field(value: str, language: str | None, segments: Sequence[Segment]) -> Field:
    """A field whose value is the text of whole segments."""
    letters = sum(len(s.text) for s in segments) or 1
    printed = [Print(s.page, s.lines) for s in segments]
    return Field(
        value=value,
        language=language,
        confidence=sum(s.confidence * len(s.text) for s in segments) / letters,
        evidence=tuple(one.evidence(s.bbox) for one, s in zip(printed, segments, strict=True)),
        repairs=repairs(edit for one in printed for edit in one.edits),
        edits=tuple(edit for one in printed for edit in one.edits),
    )


def item_field(value: str, language: str | None, segment: Segment) -> Field:
    """A field whose value is a part of a segment: placed by the lines that hold it."""
    whole = Print(segment.page, segment.lines)
    place = whole.find(value)
    if place is None:
        return whole_field(value, language, [segment])
    held = whole.cut(*place)
    return Field(
        value=value,
        language=language,
        confidence=held.confidence,
        repairs=repairs(held.edits),
        evidence=(held.evidence(whole.box(*place)),),
        edits=held.edits,
    )


def part_of(line: Line, text: str, mark: str = "") -> Line:
    """The part of a line that says a text, with a mark before it that stands elsewhere in the line."""
    at = line.text.find(text)
    part = line.cut(at, at + len(text))
    if not mark:
        return part
    lead = f"{mark} "
    return part.model_copy(
        update={
            "text": lead + part.text,
            "edits": shifted(part.edits, len(lead)),
            "start": part.start - len(lead),
        }
    )
