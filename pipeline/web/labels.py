"""Names of fields for people, the order in which doubts are shown, and the reasons for a rejection."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pipeline.records.article import Flag, Kind
from pipeline.records.catalogue import EVERY, Shape, named
from pipeline.records.paths import FieldPath
from pipeline.records.record import Record
from pipeline.web.speech import Say

LABELS = {
    "language": "Language",
    "kind": "Kind",
    "heading": "Heading",
    "text": "Text",
    "affiliation": "Affiliation",
} | {name: about.label for name, about in EVERY.items()}
MEMBERS = {"authors": "Author", "affiliations": "Affiliation", "sections": "Section"}


def _english(text: str, /, **values: object) -> str:
    return text % values if values else text


def label_of(path: str, say: Say = _english) -> str:
    """A path as a person calls it: `authors.2.name.zh` is `Author 3 name, zh`. `say` gives it in a language."""
    if not path:
        return say("the record")
    top, *rest = path.split(".")
    if top in MEMBERS and rest and rest[0].isdecimal():
        part = say(LABELS.get(rest[1], rest[1])).lower() if len(rest) > 1 else ""
        language = f", {rest[2]}" if len(rest) > 2 else ""
        return f"{say(MEMBERS[top])} {int(rest[0]) + 1} {part}{language}".strip()
    if top == "dates" and rest:
        return say(LABELS.get(rest[0], rest[0]))
    language = f", {rest[0]}" if rest else ""
    if len(rest) > 1:
        return f"{say(LABELS.get(rest[1], rest[1]))}{language}"
    return say(LABELS.get(top, top)) + language


def single_paths(record: Record) -> tuple[str, ...]:
    """The fields that have one value in one language, in the page's order."""
    if record.kind is Kind.DOCUMENT:
        return ("kind", "language", "doi", "year")
    dates = (FieldPath.of(name) for name in named(Shape.DATE))
    return (*named(Shape.ONE, Shape.MANY), *dates, "kind", "language")


_HARM = (
    ("translation.negation", "translation.numbers", "abstract.number", "abstract.sign", "number."),
    ("translation.codes", "translation.", "term."),
    ("doi.", "title.", "document.", "text.", "page."),
    ("authors.", "issn.", "year.", "issue.", "pages.", "abstract."),
)
"""What a wrong value does, worst first: numbers and negations, drugs and genes, which article it is, the rest."""
_WEIGHT = {"error": 0, "warning": 1, "info": 2}


def by_harm(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Flags in the order in which they should be looked at: errors before hints, then by the harm they can do."""

    def harm(flag: Flag) -> tuple[int, int]:
        rank = next((n for n, group in enumerate(_HARM) if flag.code.startswith(group)), len(_HARM))
        return _WEIGHT[flag.severity], rank

    return tuple(sorted(flags, key=harm))


JUMPS = (
    ("t", "title"),
    ("b", "abstract"),
    ("k", "keywords"),
    ("a", "authors"),
    ("f", "affiliations"),
    ("j", "journal"),
    ("d", "doi"),
    ("y", "year"),
    ("v", "volume"),
    ("i", "issue"),
    ("p", "first_page"),
    ("s", "issn"),
    ("c", "clc"),
    ("r", "dates.received"),
    ("m", "funding"),
    ("l", "language"),
)
"""Letters after `g`, and the field that they open."""

BULK = (
    "journal.zh",
    "journal.en",
    "issn",
    "year",
    "volume",
    "issue",
    "language",
    "kind",
    "clc",
    "document_code",
)
"""Fields that are given the same value in many records."""

REASONS = ("no reason", "not an article", "the scan cannot be read", "a duplicate", "the wrong document")
"""Why a record is rejected."""


def unknown(record: Record) -> tuple[tuple[str, str], ...]:
    """Fields of the record that this page has no place for, as names and texts; they are shown all the same."""
    shown = {"schema_version", "id", "status", "source", "translated", "evidence", "quality", "provenance"}
    placed = shown | {"error", "review", "sections", "abstract", "keywords", "title", "journal"}
    placed |= {"authors", "affiliations", "dates", *single_paths(record), *LABELS}
    found = record.model_dump(mode="json", exclude=placed)
    return tuple(
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in found.items()
        if value not in (None, [], {}, "")
    )
