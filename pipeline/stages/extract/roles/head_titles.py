"""Titles that pass for running heads: at the top of a page, or with years in them (`2007-2008 年国外科学工作流研究进展`)."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipeline.languages.labels import leading_label
from pipeline.languages.serials import says_serial
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract.serials.statements import statements

_LARGER = 1.2
"""Height of a title's lines, as a share of the page's middle line of text, at least."""
_LEAST, _MOST = 8, 200
"""Letters of a title."""
_NEAR = 3
"""Segments below a title among which its people stand."""
_BETWEEN = frozenset({Role.RUNNING_HEAD, Role.BODY, Role.OTHER})
_TEXT = frozenset({Role.BODY, Role.ABSTRACT})
_PEOPLE = frozenset({Role.AUTHORS, Role.AFFILIATIONS})


def with_head_titles(segments: Segments) -> Segments:
    """The segments with large heads right above people as titles, in the languages that have none.

    What names a serial, states an issue or stands behind a label is a head all the same.
    """
    found = segments.segments
    titled = {s.language for s in found if s.role is Role.TITLE and not s.garbled}
    if segments.language in titled:
        return segments
    main = segments.language
    heads = {n: s for n, s in enumerate(found) if _may_be(s, main) and _over_people(found, n)}
    page = min((s.page for s in heads.values()), default=0)
    sizes = [line.bbox.height for s in found if s.page == page and s.role in _TEXT for line in s.lines]
    wanted = {
        n
        for n, s in heads.items()
        if s.page == page and s.language not in titled and _height(s) > _LARGER * median(sizes or [0])
    }
    first = min((n for n in wanted if found[n].language == main), default=None)
    if first is None:
        return segments
    wanted = {n for n in wanted if n >= first}
    told = (s.model_copy(update={"role": Role.TITLE}) if n in wanted else s for n, s in enumerate(found))
    return segments.model_copy(update={"segments": tuple(told)})


def _may_be(segment: Segment, main: str) -> bool:
    letters = sum(c.isalpha() for c in segment.text)
    plain = segment.role is Role.RUNNING_HEAD and not segment.garbled and bool(segment.lines)
    named = segment.language == main and says_serial(segment.text)
    said = named or bool(leading_label(segment.text) or statements(segment.text))
    return plain and _LEAST <= letters <= _MOST and not said


def _over_people(found: Sequence[Segment], n: int) -> bool:
    """Whether people stand near below, over no other title and no abstract."""
    below = [s for s in found[n + 1 : n + 1 + _NEAR] if not s.garbled and s.page == found[n].page]
    ends = (s.role for s in below if s.role not in _BETWEEN)
    return next(ends, None) in _PEOPLE


def _height(segment: Segment) -> float:
    return median(line.bbox.height for line in segment.lines)
