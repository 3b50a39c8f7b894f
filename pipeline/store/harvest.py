"""Records as they stand on the desk, in the order of their last change: for indexers and for export."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from pipeline.records.record import Record
from pipeline.store.filters import Filters
from pipeline.store.tables import Entry, Revision


class Sheaf(NamedTuple):
    """An entry and its record as JSON."""

    entry: Entry
    record: str


class Harvest:
    """Yields heads of records, oldest change first, so that a harvester that stops can go on."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def page(self, filters: Filters, limit: int = 100, after: int = 0) -> list[Sheaf]:
        """Up to `limit` records changed after the change number `after` (`Entry.seq`)."""
        wanted = (
            select(Entry, Revision.record)
            .join(Revision, (Revision.entry == Entry.number) & (Revision.number == Entry.head))
            .where(Entry.seq > after, *filters.conditions())
            .order_by(Entry.seq)
            .limit(limit)
        )
        with self._sessions() as session:
            found = [Sheaf(entry, record) for entry, record in session.execute(wanted)]
            session.expunge_all()
        return found

    def last(self) -> int:
        """The number of the last change; 0 for an empty desk."""
        with self._sessions() as session:
            return session.scalar(select(func.max(Entry.seq))) or 0

    def count(self, filters: Filters) -> int:
        """How many records `page` gives in all."""
        with self._sessions() as session:
            return session.scalar(select(func.count()).select_from(Entry).where(*filters.conditions())) or 0

    def one(self, key: str) -> Sheaf | None:
        """The head of one entry."""
        wanted = (
            select(Entry, Revision.record)
            .join(Revision, (Revision.entry == Entry.number) & (Revision.number == Entry.head))
            .where(Entry.key == key)
        )
        with self._sessions() as session:
            found = session.execute(wanted).first()
            session.expunge_all()
        return Sheaf(*found) if found else None

    def stream(self, only_approved: bool = True, changed_since: str = "") -> Iterator[Record]:
        """Every record, oldest change first, each with its `review`.

        `changed_since` is an ISO 8601 time in UTC: only what changed at or after it is given.
        """
        filters = Filters(state="approved" if only_approved else "", changed_since=changed_since)
        after = 0
        while found := self.page(filters, 200, after):
            yield from (Record.model_validate_json(sheaf.record) for sheaf in found)
            after = found[-1].entry.seq
