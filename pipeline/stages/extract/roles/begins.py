"""Articles that begin in the middle of a page: the end of the one before, its references and dates, is none of theirs."""

from __future__ import annotations

import re

from pipeline.languages.told import BROUGHT_OVER
from pipeline.records.article import Flag, Severity
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract.parts import part

_SIGN = re.compile(
    rf"\s*[\[［]\s?\d{{1,3}}\s?[\]］]\s*\S{{2}}|{BROUGHT_OVER}"
    r"|\W*(?:参考文献|參考文獻|参考文献|참고문헌|references|литература|bibliograf[íi]a|bibliographie|literatur|referências)\W*$",
    re.IGNORECASE,
)
"""An item of a list of references, its heading, or the words that bring text over from another page."""
_LEAST = 2
"""Such lines before a title that make it the second article of its page."""

OTHER_ARTICLE = Flag(
    code="document.other_article",
    path=FieldPath(),
    severity=Severity.INFO,
    message="What stands before the title is the end of another article and was not used.",
)


def own_part(segments: Segments) -> tuple[Segments, tuple[Flag, ...]]:
    """The segments without the end of another article that stands before the first title, and a flag that says so.

    Running heads stand above that end and are kept.
    """
    found = segments.segments
    title = next((n for n, s in enumerate(found) if s.role is Role.TITLE and not s.garbled), 0)
    before = found[:title]
    tops = [line.bbox.top for s in before for line in s.lines if _SIGN.match(line.text)]
    if len(tops) < _LEAST or any(s.role in {Role.ABSTRACT, Role.AUTHORS} for s in before):
        return segments, ()
    kept = tuple(s for s in (_above(s, min(tops)) for s in before) if s is not None)
    return segments.model_copy(update={"segments": (*kept, *found[title:])}), (OTHER_ARTICLE,)


def _above(segment: Segment, top: int) -> Segment | None:
    """The lines of a segment that stand above a row of the page, None without any."""
    lines = tuple(line for line in segment.lines if line.bbox.top < top - line.bbox.height // 2)
    if len(lines) == len(segment.lines) or not lines:
        return segment if lines else None
    return part(segment, lines)
