"""Two sources with one DOI: the same article twice, or a DOI taken from somewhere else."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.records.article import Flag, Severity
from pipeline.records.paths import FieldPath
from pipeline.records.record import Record
from pipeline.store.tables import Entry

CODE = "doi.duplicate"


def twins(session: Session, entry: Entry, identifier: str) -> list[Entry]:
    """Other entries with this id, rejected ones left out; none for what has no DOI."""
    if not identifier.startswith("doi:"):
        return []
    wanted = select(Entry).where(
        Entry.id == identifier, Entry.number != entry.number, Entry.state != "rejected"
    )
    return list(session.scalars(wanted.order_by(Entry.number).limit(5)))


def with_duplicates(session: Session, entry: Entry, record: Record) -> Record:
    """The record flagged if other sources on the desk have its DOI, and no longer flagged if none has."""
    flags = tuple(f for f in record.quality.flags if f.code != CODE)
    others = twins(session, entry, record.id)
    if others:
        message = f"Also the DOI of {', '.join(other.file for other in others)}."
        flags += (
            Flag(code="doi.duplicate", path=FieldPath.of("doi"), severity=Severity.WARNING, message=message),
        )
    return record.model_copy(update={"quality": record.quality.with_flags(flags)})
