"""What the queue sorts and filters by, made from a record."""

from __future__ import annotations

from collections import Counter

from pipeline.records.article import Severity, Status
from pipeline.records.record import Record
from pipeline.store.tables import Entry


def need(record: Record) -> float:
    """How much a record needs a person's eyes: failures and errors first, then warnings, doubt and machine text."""
    counts = Counter(flag.severity for flag in record.quality.flags)
    return round(
        100.0 * (record.status is Status.FAILED)
        + 20.0 * counts[Severity.ERROR]
        + 5.0 * counts[Severity.WARNING]
        + 30.0 * (1.0 - record.quality.score)
        + 3.0 * bool(record.translated)
        + 10.0 * (record.status is Status.NEEDS_REVIEW),
        3,
    )


def shown_title(record: Record) -> str:
    """The title in the document's own language, else any, else the first words of a document's sections."""
    own = record.title.get(record.language or "")
    first = own or next(iter(record.title.values()), "")
    return first or next((s.heading or s.text[:80] for s in record.sections), "")


def project(entry: Entry, record: Record) -> None:
    """Write a record's sortable facts onto its entry."""
    counts = Counter(flag.severity for flag in record.quality.flags)
    entry.id = record.id
    entry.file = record.source.file
    entry.status = record.status.value
    entry.kind = record.kind.value
    entry.language = record.language
    own = record.journal.get(record.language or "")
    entry.journal = own or next(iter(record.journal.values()), None)
    entry.year = record.year
    entry.title = shown_title(record)
    entry.score = record.quality.score
    entry.errors = counts[Severity.ERROR]
    entry.warnings = counts[Severity.WARNING]
    entry.machine = bool(record.translated)
    entry.need = need(record)
