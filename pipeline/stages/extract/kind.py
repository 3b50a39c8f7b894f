"""Article or not, and the doubts about the page as a whole."""

from __future__ import annotations

import re

from pipeline.languages.labels import leading_label
from pipeline.records.article import Flag, Kind, Severity
from pipeline.records.segment import Role, Segment, Segments

_DOTS = re.compile(r"[….·⋯•](?:\s?[….·⋯•]){2}|[…⋯]{2}")
_PAGE_AT_END = re.compile(r"\d\s?[)）\]]?\s?$")
"""A line that leads over dots to a page has both."""
_ENTRIES, _SHARE = 4, 0.3
"""How many such lines, and what share of all, make a table of contents."""


def find_kind(segments: Segments) -> Kind:
    """An article if the page prints what only articles have: an abstract or keywords with a label, or people under a title and an identifier."""
    roles = {s.role for s in segments.segments if not s.garbled}
    if is_contents(segments):
        return Kind.DOCUMENT
    if Role.ABSTRACT in roles or Role.KEYWORDS in roles:
        return Kind.ARTICLE
    marks = len(roles & {Role.CITATION, Role.DATES, Role.CORRESPONDENCE, Role.FUNDING}) + _has_identifiers(
        segments
    )
    people = Role.AUTHORS in roles and Role.TITLE in roles
    return Kind.ARTICLE if people and marks >= 1 else Kind.DOCUMENT


def _has_identifiers(segments: Segments) -> int:
    return int(any("10." in s.text for s in segments.of(Role.IDENTIFIERS, Role.RUNNING_HEAD)))


def is_contents(segments: Segments) -> bool:
    """Whether the page is a table of contents: most of its lines lead to a page over dots, or stand under such a heading."""
    lines = [line.text for s in segments.segments if not s.garbled for line in s.lines]
    led = sum(bool(_PAGE_AT_END.search(text[-4:]) and _DOTS.search(text)) for text in lines)
    return led >= _ENTRIES and led >= _SHARE * len(lines)


def kind_flags(segments: Segments) -> tuple[Flag, ...]:
    """Doubts about the page: it is a table of contents, or more than one article begins on it."""
    if is_contents(segments):
        return (
            Flag(
                code="document.contents",
                path="",
                severity=Severity.WARNING,
                message="The page is a table of contents: it names many articles and is none.",
            ),
        )
    begun: dict[str, int] = {}
    for segment in segments.of(Role.ABSTRACT):
        begun[segment.language] = begun.get(segment.language, 0) + int(_begins(segment))
    if max(begun.values(), default=0) > 1:
        return (
            Flag(
                code="document.several_articles",
                path="",
                severity=Severity.WARNING,
                message="More than one article begins on the pages that were read; the record is of the first.",
            ),
        )
    return ()


def _begins(segment: Segment) -> bool:
    label = leading_label(segment.text)
    return label is not None and label.field == "abstract"
