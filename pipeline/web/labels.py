"""Names of fields for people."""

from __future__ import annotations

from pipeline.records.article import Kind
from pipeline.records.catalogue import EVERY, Shape, named
from pipeline.records.record import Record

_LABELS = {
    "language": "Language",
    "kind": "Kind",
    "heading": "Heading",
    "text": "Text",
    "affiliation": "Affiliation",
} | {name: about.label for name, about in EVERY.items()}
_MEMBERS = {"authors": "Author", "affiliations": "Affiliation", "sections": "Section"}


def label_of(path: str) -> str:
    """A path as a person calls it: `authors.2.name.zh` is `Author 3 name, zh`."""
    top, *rest = path.split(".")
    if top in _MEMBERS and rest and rest[0].isdecimal():
        part = _LABELS.get(rest[1], rest[1]).lower() if len(rest) > 1 else ""
        language = f", {rest[2]}" if len(rest) > 2 else ""
        return f"{_MEMBERS[top]} {int(rest[0]) + 1} {part}{language}".strip()
    if top == "dates" and rest:
        return _LABELS.get(rest[0], rest[0])
    language = f", {rest[0]}" if rest else ""
    return _LABELS.get(top, top) + language


def single_paths(record: Record) -> tuple[str, ...]:
    """The fields that have one value in one language, in the page's order."""
    if record.kind is Kind.DOCUMENT:
        return ("kind", "language", "doi", "year")
    dates = (f"dates.{name}" for name in named(Shape.DATE))
    return (*named(Shape.ONE, Shape.MANY), *dates, "kind", "language")
