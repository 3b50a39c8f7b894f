"""Labels that the front matter prints and after which no value could be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.languages.families import ENGLISH
from pipeline.languages.labels import Label, labels_within, leading_label
from pipeline.records.article import Article, Flag, Severity
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segment, Segments

_ROLES = frozenset({
    Role.ABSTRACT, Role.KEYWORDS, Role.IDENTIFIERS, Role.DATES, Role.FUNDING, Role.CORRESPONDENCE, Role.CITATION,
})  # fmt: skip
"""What a label of the front matter makes of its line; the same words elsewhere are running text."""
_DATES = ("received", "revised", "accepted", "published")
_SINGLE = ("issn", "clc", "document_code", "funding", *_DATES)
_NOTHING = re.compile(
    r"^\W*(?:无|none|нет|keine|aucun\w*|ningun\w*|nenhum\w*|없음|なし|n/?a)?\W*$", re.IGNORECASE
)
"""What stands after a label where there is nothing to say."""


def unread(article: Article, segments: Segments) -> tuple[Flag, ...]:
    """A flag for every label of the first page's front matter whose field has no value. (`doi.unreadable` is the DOI's.)"""
    first = min((s.page for s in segments.of(Role.TITLE)), default=1)
    found: dict[FieldPath, Flag] = {}
    for segment in segments.segments:
        if segment.role not in _ROLES or segment.garbled or segment.page > first + 1:
            continue
        for label, printed in _labels(segment):
            path = _path(label, segment.language, article)
            if path and path not in found:
                message = f"Page {segment.page}: '{printed}' is printed, but nothing was read after it."
                found[path] = Flag(code="field.unread", path=path, severity=Severity.WARNING, message=message)
    return tuple(found.values())


def _labels(segment: Segment) -> Iterator[tuple[Label, str]]:
    for line in segment.lines:
        text = line.text
        leading = leading_label(text)
        if leading and not (leading.field == "funding" and _NOTHING.match(text[leading.end :])):
            yield leading, text[leading.start : leading.end].strip(" :：")
        if segment.role in {Role.IDENTIFIERS, Role.DATES}:
            yield from ((label, text[label.start : label.end].strip(" :：")) for label in labels_within(text))


def _path(label: Label, language: str, article: Article) -> FieldPath:
    """The record path of the field that a label stands before; empty where the field has a value or none is wanted.

    An English label may stand over an abstract in the document's language, so the language of its text counts too.
    """
    if label.field in {"abstract", "keywords"}:
        values = getattr(article, label.field)
        code = ENGLISH if ENGLISH in label.languages else label.languages[0]
        held = any(values.get(c) for c in (*label.languages, language))
        return FieldPath() if held else FieldPath.of(label.field, code)
    if label.field in _SINGLE and not getattr(article, label.field):
        return FieldPath.of(label.field)
    return FieldPath()
