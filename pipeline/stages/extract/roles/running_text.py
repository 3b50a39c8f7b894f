"""Lines of running text that pass for places, since they name some: `... attack of September 11, the European Union (e.g. ...`."""

from __future__ import annotations

import re

from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line

_GOES_ON = re.compile(r"\s*[a-zß-ÿ]{2,}[\s-]")
"""What a line begins with that goes on with the one above: a word in small letters."""
_TEXTS = frozenset({Role.BODY, Role.ABSTRACT})
_BELOW, _LIKE = 0.7, 0.05
"""White between two lines of a text at most, in heights of a line, and how far their heights differ, as a share."""


def without_running_text(segments: Segments) -> Segments:
    """The segments, places that go on with the line of text right above them as text."""
    told: list[Segment] = []
    for segment in segments.segments:
        above = told[-1] if told else None
        goes_on = (
            segment.role is Role.AFFILIATIONS
            and above is not None
            and above.role in _TEXTS
            and above.page == segment.page
            and bool(above.lines and segment.lines)
            and bool(_GOES_ON.match(segment.text))
            and _next(above.lines[-1], segment.lines[0])
        )
        told.append(segment.model_copy(update={"role": Role.BODY}) if goes_on else segment)
    return segments.model_copy(update={"segments": tuple(told)})


def _next(above: Line, line: Line) -> bool:
    """Whether a line is set as the next one of a text: as tall, flush left with it, at its spacing."""
    height = above.bbox.height
    white = line.bbox.top - above.bbox.bottom
    like = abs(line.bbox.height - height) <= max(2, _LIKE * height)
    return like and abs(line.bbox.left - above.bbox.left) <= height and -height / 2 < white < _BELOW * height
