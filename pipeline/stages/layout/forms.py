"""Forms, as the title pages of theses and the cover sheets of databases are set: labels in one column, their values in another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.records.text import Line
from pipeline.stages.layout.rows import join

_LABEL = re.compile(r"\s*[^\W\d_][^:：]{0,24}[:：]\s*")
"""A line that is a label and nothing else: `论文题目：`, `Author:`."""
_ROWS = 3
"""So many labels whose values begin at one edge make a form."""
_REACH, _EDGE = 20, 1.0
"""White between a label and its value at most, and what the edges of values may differ by, in heights of a line."""


def with_form_rows(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a page, each label of a form joined with the value beside it; others, and pages without a form, as they are.

    Further lines of a value stay lines of their own, below its first.
    """
    labels = [line for line in lines if _LABEL.fullmatch(line.text)]
    if len(labels) < _ROWS:
        return tuple(lines)
    values = {id(label): value for label in labels if (value := _beside(label, lines)) is not None}
    height = max(1, min(label.bbox.height for label in labels))
    edges = Counter(round(value.bbox.left / (_EDGE * height)) for value in values.values())
    common = {edge for edge, _ in edges.most_common(1)}
    near = {edge + step for edge in common for step in (-1, 0, 1)}
    rows = {key: v for key, v in values.items() if round(v.bbox.left / (_EDGE * height)) in near}
    if len(rows) < _ROWS:
        return tuple(lines)
    taken = set(map(id, rows.values()))
    joined = (join(line, rows[id(line)]) if id(line) in rows else line for line in lines)
    return tuple(line for old, line in zip(lines, joined, strict=True) if id(old) not in taken)


def _beside(label: Line, lines: Sequence[Line]) -> Line | None:
    """The nearest line to the right in a label's row that is no label itself."""
    box = label.bbox
    right = [
        line
        for line in lines
        if 0 <= line.bbox.left - box.right < _REACH * box.height
        and 2 * line.bbox.shares_rows(box) >= min(line.bbox.height, box.height)
    ]
    found = min(right, key=lambda line: line.bbox.left, default=None)
    return None if found is None or _LABEL.fullmatch(found.text) else found
