"""What stands on the pages and is in no field: said, so that nothing is lost without a word."""

from __future__ import annotations

import re

from pipeline.records.article import Article, Flag, Kind, Severity
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segments
from pipeline.records.text import TextOrigin

_FIELDS = {
    Role.AUTHORS: ("authors",),
    Role.ABSTRACT: ("abstract",),
    Role.KEYWORDS: ("keywords",),
    Role.DATES: ("received", "revised", "accepted", "published"),
}
"""The fields that a role's text should be in."""
_MARKS = (
    ("doi", re.compile(r"(?<![\d.])10\.\d{4,6}/\S{4,}")),
    ("issn", re.compile(r"\be?-?issn\b\W{0,3}\d{4}-\d{3}[\dXx]", re.IGNORECASE)),
    (
        "volume",
        re.compile(r"\bvol(?:ume|\.)?\s?\d+|第\s?\d+\s?[卷巻]|Том\s?\d+|제\s?\d+\s?권", re.IGNORECASE),
    ),
)
"""What heads of pages print, and how it looks."""
_HEADS = (Role.RUNNING_HEAD, Role.IDENTIFIERS, Role.CITATION)


def not_taken(article: Article, segments: Segments) -> tuple[Flag, ...]:
    """`text.not_taken` for each field that the pages print something for and the record lacks.

    `document.unrecognised` for a page of print that is no article and gave neither authors nor abstract.
    """
    lost = [
        (fields[0], next(s.text for s in segments.of(role) if not s.garbled))
        for role, fields in _FIELDS.items()
        if any(not s.garbled for s in segments.of(role)) and not any(getattr(article, f) for f in fields)
    ]
    heads = "\n".join(s.text for s in segments.of(*_HEADS) if not s.garbled)
    lost += [
        (name, found[0])
        for name, look in _MARKS
        if (found := look.search(heads)) and not getattr(article, name)
    ]
    flags = [
        Flag(
            code="text.not_taken",
            path=FieldPath.of("dates" if name == "received" else name),
            severity=Severity.WARNING,
            message=f"The pages print {text[:60]!r}, and the record has nothing of it.",
        )
        for name, text in lost
    ]
    return (*flags, *_unrecognised(article, segments))


def _unrecognised(article: Article, segments: Segments) -> tuple[Flag, ...]:
    bare = article.kind is not Kind.ARTICLE and not article.authors and not article.abstract
    if not bare or segments.origin is TextOrigin.TEXT_FILE or not segments.segments:
        return ()
    return (
        Flag(
            code="document.unrecognised",
            path=FieldPath.of("kind"),
            severity=Severity.WARNING,
            message="Neither authors nor an abstract were found on these pages, so they were taken for no article.",
        ),
    )
