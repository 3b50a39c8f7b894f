"""CSV, one row a record, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from pipeline.languages.families import ENGLISH
from pipeline.records.record import Record
from pipeline.writers.characters import legal
from pipeline.writers.names import author_name
from pipeline.writers.trust import confidences, reviewed
from pipeline.writers.views import abstract_text, affiliations, made, printed, source

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_CELLS: dict[str, Callable[[Record], object]] = {
    "id": lambda r: r.id,
    "kind": lambda r: r.kind.value,
    "status": lambda r: r.status.value,
    "language": lambda r: r.language,
    "doi": lambda r: r.doi,
    "issn": lambda r: r.issn,
    "journal": lambda r: source(r, "journal", r.journal),
    "journal_en": lambda r: r.journal.get(ENGLISH),
    "year": lambda r: r.year,
    "volume": lambda r: r.volume,
    "issue": lambda r: r.issue,
    "first_page": lambda r: r.first_page,
    "last_page": lambda r: r.last_page,
    "article_number": lambda r: r.article_number,
    "clc": lambda r: _many(r.clc),
    "document_code": lambda r: r.document_code,
    "title": lambda r: source(r, "title", r.title),
    "title_en": lambda r: printed(r, "title", r.title).get(ENGLISH),
    "title_machine_en": lambda r: made(r, "title", r.title, ENGLISH),
    "authors": lambda r: _many(author_name(a, r.language) for a in r.authors),
    "authors_en": lambda r: _many(a.name.get(ENGLISH, "") for a in r.authors),
    "affiliations": lambda r: _many(
        dict.fromkeys(place for a in r.authors for place in affiliations(r, a, r.language))
    ),
    "corresponding": lambda r: _many(author_name(a, r.language) for a in r.authors if a.corresponding),
    "email": lambda r: _many(a.email for a in r.authors if a.email),
    "abstract": lambda r: abstract_text(source(r, "abstract", r.abstract)),
    "abstract_en": lambda r: abstract_text(printed(r, "abstract", r.abstract).get(ENGLISH)),
    "abstract_machine_en": lambda r: abstract_text(made(r, "abstract", r.abstract, ENGLISH)),
    "keywords": lambda r: _many(source(r, "keywords", r.keywords) or ()),
    "keywords_en": lambda r: _many(printed(r, "keywords", r.keywords).get(ENGLISH, ())),
    "keywords_machine_en": lambda r: _many(made(r, "keywords", r.keywords, ENGLISH) or ()),
    "received": lambda r: r.dates.received,
    "revised": lambda r: r.dates.revised,
    "accepted": lambda r: r.dates.accepted,
    "published": lambda r: r.dates.published,
    "funding": lambda r: _many(r.funding),
    "score": lambda r: r.quality.score,
    "grade": lambda r: r.quality.grade,
    "review": reviewed,
    "flags": lambda r: _many(dict.fromkeys(f"{f.code} {f.path}".strip() for f in r.quality.flags)),
    "confidence": lambda r: _many(f"{path}={value}" for path, value in confidences(r).items()),
    "file": lambda r: r.source.file,
}
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
