"""The lines at the upper and lower edge of a page: running heads and feet, also those that were taken for text."""

from __future__ import annotations

import re

from pipeline.languages.serials import says_serial
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract.serials.statements import statements

_TEXT = (Role.BODY, Role.OTHER)
_MOST_LINES = 3
_ITEM = re.compile(r"\s*(?:\[\s*\d{1,3}\s*\]|\d{1,3}\s*[.)]\s)")
_REFERENCE = re.compile(r"[\[［]\s*[JMCDNPR](?:/OL)?\s*[\]］]")
"""What Chinese lists of references print behind a title: the last line of the article before is no running head."""
_COUNTED = re.compile(
    r"(?:page|p\.|página|pág\.|seite|стр\.|с\.)?\s*\d{1,3}\s*(?:of|de|von|sur|di|из|/)\s*\d{1,3}",
    re.IGNORECASE,
)
_NEAR = 2.5
"""Line heights from the outermost line of the page within which others belong to the same head or foot."""


def at_edges(segments: Segments) -> frozenset[int]:
    """The places, in the list of segments, of short text at the edges that is a running head or foot.

    It stands on several pages but for its numbers, or states an issue with its year, or names a serial on the page with
    the title. A page of one segment has no edges, and items of a list are never taken.
    """
    first = min((s.page for s in segments.of(Role.TITLE)), default=1)
    found: set[int] = set()
    seen: dict[str, set[int]] = {}
    for segment in segments.segments:
        seen.setdefault(without_figures(segment.text), set()).add(segment.page)
    for page in {s.page for s in segments.segments}:
        own = [(n, s) for n, s in enumerate(segments.segments) if s.page == page and s.lines]
        for n, segment in own if len(own) > 1 else ():
            if _short(segment) and _outermost(segment, own):
                again = len(seen[without_figures(segment.text)]) > 1
                said = any(s.year for s in statements(segment.text))
                if (
                    again
                    or said
                    or counts_sheet(segment.text)
                    or (page == first and says_serial(segment.text))
                ):
                    found.add(n)
    return frozenset(found)


def is_reference(text: str) -> bool:
    """Whether a text holds the mark of an item of a Chinese list of references: `[J]`, `[M/OL]`."""
    return _REFERENCE.search(text) is not None


def counts_sheet(text: str) -> bool:
    """Whether a line gives nothing but a sheet of the article's own count: `Page 2 of 10`, `1 de 19`, `2/7`."""
    return _COUNTED.fullmatch(text.strip()) is not None


def _short(segment: Segment) -> bool:
    text = segment.text
    return (
        segment.role in _TEXT
        and len(segment.lines) <= _MOST_LINES
        and "@" not in text
        and not _ITEM.match(text)
        and not is_reference(text)
    )


def _outermost(segment: Segment, own: list[tuple[int, Segment]]) -> bool:
    height = segment.lines[0].bbox.height
    top = min(s.bbox.top for _, s in own)
    bottom = max(s.bbox.bottom for _, s in own)
    near = _NEAR * max(height, 1)
    return segment.bbox.bottom - top <= near + height or bottom - segment.bbox.top <= near + height


def without_figures(text: str) -> str:
    """A text without its figures: what two running heads share."""
    return re.sub(r"[\d\W_]+", "", text).casefold()
