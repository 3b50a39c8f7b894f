"""Parts of a segment by its lines."""

from __future__ import annotations

from pipeline.languages.writing import join_lines
from pipeline.records.base import around
from pipeline.records.segment import Role, Segment
from pipeline.records.text import Line


def cut(segment: Segment, lines: tuple[Line, ...], role: Role | None = None) -> list[Segment]:
    """Those lines of a segment as one of its own, in a role (its own without one); nothing for none."""
    if not lines:
        return []
    role = role or segment.role
    if lines == segment.lines:
        return [segment.model_copy(update={"role": role})]
    text = join_lines(line.text for line in lines)
    box = around([line.bbox for line in lines])
    return [segment.model_copy(update={"lines": lines, "role": role, "text": text, "bbox": box})]
