"""Which segments speak of the first article, where a page holds the beginning of another one, and where each stands."""

from __future__ import annotations

from itertools import chain

from pipeline.records.segment import Role, Segment, Segments


def place_of(part: Segment, segments: Segments) -> int:
    """Where a segment, or the last one that its lines were taken from, stands among all."""
    own = next((n for n, s in enumerate(segments.segments) if s is part), None)
    if own is not None:
        return own
    whole = (n for n, s in enumerate(segments.segments) if s.bbox == part.bbox and s.page == part.page)
    held = (n for n, s in enumerate(segments.segments) if any(line is part.lines[-1] for line in s.lines))
    return next(chain(whole, held))


def by_language(segments: Segments, role: Role) -> dict[str, list[Segment]]:
    """The segments of a role by language; what follows the abstract of a language that had them is another article's."""
    found: dict[str, list[Segment]] = {}
    closed: set[str] = set()
    for segment in segments.segments:
        code = segment.language
        if segment.role is Role.ABSTRACT and code in found:
            closed.add(code)
        if segment.role is role and not segment.garbled and code not in closed:
            found.setdefault(code, []).append(segment)
    return found
