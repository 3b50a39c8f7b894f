"""CSV, one row a record, for spreadsheets."""

from __future__ import annotations

import csv
import io

from pipeline.records.record import Record
from pipeline.writers.characters import legal
from pipeline.writers.views import abstract_text, machine, source

COLUMNS = [
    "id",
    "kind",
    "status",
    "language",
    "doi",
    "issn",
    "journal",
    "year",
    "volume",
    "issue",
    "first_page",
    "last_page",
    "clc",
    "title",
    "title_en",
    "title_en_origin",
    "authors",
    "abstract",
    "abstract_en",
    "abstract_en_origin",
    "keywords",
    "keywords_en",
    "received",
    "funding",
    "score",
    "flags",
    "file",
]
HEAD = "\ufeff" + ",".join(COLUMNS) + "\r\n"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(record: Record) -> str:
    """One CSV row; a cell that a spreadsheet would run as a formula is quoted with an apostrophe."""
    abstract = source(record, record.abstract)
    cells = [
        record.id,
        record.kind.value,
        record.status.value,
        record.language,
        record.doi,
        record.issn,
        source(record, record.journal),
        record.year,
        record.volume,
        record.issue,
        record.first_page,
        record.last_page,
        "; ".join(record.clc),
        source(record, record.title),
        record.title.get("en"),
        _origin(record, "title"),
        "; ".join(source(record, a.name) or "" for a in record.authors),
        abstract_text(abstract),
        abstract_text(record.abstract.get("en")),
        _origin(record, "abstract"),
        "; ".join(source(record, record.keywords) or ()),
        "; ".join(record.keywords.get("en", ())),
        record.dates.received,
        "; ".join(record.funding),
        record.quality.score,
        "; ".join(f.code for f in record.quality.flags),
        record.source.file,
    ]
    stream = io.StringIO()
    csv.writer(stream).writerow([_safe(cell) for cell in cells])
    return stream.getvalue()


def _safe(cell: object) -> str:
    text = "" if cell is None else legal(str(cell))
    return "'" + text if text.startswith(_FORMULA) else text


def _origin(record: Record, field: str) -> str:
    if "en" not in getattr(record, field):
        return ""
    return "machine" if machine(record, field, "en") else "printed"
