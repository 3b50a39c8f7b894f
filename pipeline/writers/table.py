"""CSV, one row a record, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from pipeline.languages.families import ENGLISH
from pipeline.records.catalogue import About, Dated, Printed, Shape, catalogue
from pipeline.records.record import Record
from pipeline.writers.characters import legal
from pipeline.writers.names import author_name
from pipeline.writers.trust import confidences, parts, reviewed
from pipeline.writers.views import abstract_text, all_affiliations, made, printed, source

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = Callable[[Record], object]

_SPECIAL: dict[str, dict[str, Cell]] = {
    "title": {"title_machine_en": lambda r: made(r, "title", r.title, ENGLISH)},
    "authors": {
        "authors": lambda r: _many(author_name(a, r.language) for a in r.authors),
        "authors_en": lambda r: _many(a.name.get(ENGLISH, "") for a in r.authors),
        "corresponding": lambda r: _many(author_name(a, r.language) for a in r.authors if a.corresponding),
        "email": lambda r: _many(a.email for a in r.authors if a.email),
    },
    "affiliations": {
        "affiliations": lambda r: _many(all_affiliations(r, r.language)),
    },
    "abstract": {
        "abstract": lambda r: abstract_text(source(r, "abstract", r.abstract)),
        "abstract_en": lambda r: abstract_text(printed(r, "abstract", r.abstract).get(ENGLISH)),
        "abstract_machine_en": lambda r: abstract_text(made(r, "abstract", r.abstract, ENGLISH)),
    },
    "keywords": {
        "keywords": lambda r: _many(source(r, "keywords", r.keywords) or ()),
        "keywords_en": lambda r: _many(printed(r, "keywords", r.keywords).get(ENGLISH, ())),
        "keywords_machine_en": lambda r: _many(made(r, "keywords", r.keywords, ENGLISH) or ()),
    },
}
"""Cells of fields that are more than a value, or are so beside it."""


def _cells(name: str, about: About) -> dict[str, Cell]:
    """The cells of a field, by what the catalogue says of its shape."""
    match about.shape:
        case Shape.ONE:
            return {name: lambda r: getattr(r, name)}
        case Shape.DATE:
            return {name: lambda r: getattr(r.dates, name)}
        case Shape.MANY:
            return {name: lambda r: _many(getattr(r, name))}
        case Shape.TEXT:
            return {
                name: lambda r: source(r, name, getattr(r, name)),
                f"{name}_en": lambda r: printed(r, name, getattr(r, name)).get(ENGLISH),
            }
    return {}


_HEAD: dict[str, Cell] = {
    "id": lambda r: r.id,
    "kind": lambda r: r.kind.value,
    "status": lambda r: r.status.value,
    "language": lambda r: r.language,
}
_TAIL: dict[str, Cell] = {
    "score": lambda r: r.quality.score,
    "grade": lambda r: r.quality.grade,
    "review": reviewed,
    "reading": lambda r: dict(parts(r)).get("reading"),
    "translation": lambda r: dict(parts(r)).get("translation"),
    "flags": lambda r: _many(dict.fromkeys(f"{f.code} {f.path}".strip() for f in r.quality.flags)),
    "confidence": lambda r: _many(f"{path}={value}" for path, value in confidences(r).items()),
    "file": lambda r: r.source.file,
}
_FIELDS = catalogue(Printed) | catalogue(Dated)
_CELLS = (
    _HEAD
    | {
        column: cell
        for name, about in _FIELDS.items()
        for column, cell in (_cells(name, about) | _SPECIAL.get(name, {})).items()
    }
    | _TAIL
)
COLUMNS = tuple(_CELLS)
HEAD = "\ufeff" + ",".join(COLUMNS) + "\r\n"


def table(record: Record) -> str:
    """One CSV row; a cell that a spreadsheet would run as a formula is quoted with an apostrophe."""
    stream = io.StringIO()
    csv.writer(stream).writerow([_safe(cell(record)) for cell in _CELLS.values()])
    return stream.getvalue()


def _many(values: Iterable[str]) -> str:
    found = list(values)
    return "; ".join(found) if any(found) else ""


def _safe(cell: object) -> str:
    text = "" if cell is None else legal(str(cell))
    return "'" + text if text.startswith(_FORMULA) else text
