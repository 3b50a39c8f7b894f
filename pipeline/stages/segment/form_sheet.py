"""Cover sheets that are a form of two columns, labels at the left, values at the right, as Korean databases print them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.languages.scripts import language_of
from pipeline.records.base import around
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line, PageText

_ROWS = {
    "authors": Role.AUTHORS,
    "source": Role.RUNNING_HEAD,
    "publisher": Role.OTHER,
    "accessed": Role.OTHER,
    "url": Role.OTHER,
}
"""The English labels of the rows, in brackets under those in the sheet's language, and what stands in them."""
_LABEL = re.compile(rf"\(?({'|'.join(_ROWS)})\)?", re.IGNORECASE)
_TOLD = {"authors", "source"}


def form_segments(sheet: PageText) -> Segments | None:
    """The title, the names and the journal that such a sheet prints as segments; None for any other sheet."""
    lines = sorted(sheet.lines, key=lambda line: line.bbox.top)
    labels = {found[1].casefold(): line for line in lines if (found := _LABEL.fullmatch(line.text.strip()))}
    if not labels.keys() >= _TOLD:
        return None
    edge = max(line.bbox.right for line in labels.values())
    left = [line for line in lines if line.bbox.right <= edge]
    right = [line for line in lines if line.bbox.left > edge]
    top = min((line.bbox.top for line in right), default=0)
    title = [line for line in lines if line.bbox.bottom <= min(top, left[0].bbox.top)]
    parts = [_segment(sheet, title, Role.TITLE)] if title else []
    rows = dict(_rows(left))
    for value in right:
        beside = min(left, key=lambda line: abs(line.bbox.top - value.bbox.top))
        if name := rows.get(id(beside)):
            parts.append(_segment(sheet, [value], _ROWS[name]))
    main = parts[0].language if parts else ""
    return Segments(language=main, origin=sheet.origin, segments=tuple(parts))


def _rows(left: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Each label, and the one in another language above it, with the row that it names."""
    for n, line in enumerate(left):
        if found := _LABEL.fullmatch(line.text.strip()):
            yield id(line), found[1].casefold()
            if n and not _LABEL.fullmatch(left[n - 1].text.strip()):
                yield id(left[n - 1]), found[1].casefold()


def _segment(sheet: PageText, lines: Sequence[Line], role: Role) -> Segment:
    text = " ".join(line.text for line in lines)
    return Segment(
        text=text,
        language=language_of(text),
        role=role,
        page=sheet.number,
        bbox=around([line.bbox for line in lines]),
        confidence=min(line.confidence for line in lines),
        lines=tuple(lines),
    )
