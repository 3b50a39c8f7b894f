"""What a list of entries is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased

from pipeline.store.tables import Entry, EntryFlag, Revision


@dataclass(frozen=True)
class Filters:
    """What the queue is narrowed to; empty means all. `doubt` is one of machine, offered, failed, duplicate.

    `changed_since` and `changed_until` are ISO 8601 in UTC, to any precision, and both inclusive. `once_approved` takes
    what is or ever was approved, `once_fit` what is or ever was approved or in order. `sort` is a column of SORTS (a minus before it: downwards), else need.
    """

    state: str = ""
    status: str = ""
    language: str = ""
    journal: str = ""
    year: int | None = None
    flag: str = ""
    doubt: str = ""
    changed_since: str = ""
    changed_until: str = ""
    once_approved: bool = False
    once_fit: bool = False
    assigned: str = ""
    sort: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """The filters as SQL."""
        found: list[ColumnElement[bool]] = [
            getattr(Entry, name) == value
            for name in ("state", "status", "language", "journal", "year", "assigned")
            if (value := getattr(self, name))
        ]
        if self.flag:
            found.append(Entry.number.in_(select(EntryFlag.entry).where(EntryFlag.code == self.flag)))
        if self.doubt:
            found.append(_DOUBTS[self.doubt])
        if self.changed_since:
            found.append(Entry.changed >= self.changed_since)
        if self.changed_until:
            until = self.changed_until
            found.append(func.substr(Entry.changed, 1, len(until)) <= until)
        if self.once_approved:
            found.append(Entry.number.in_(select(Revision.entry).where(Revision.state == "approved")))
        if self.once_fit:
            found.append(or_(Entry.status == "ok", Entry.state == "approved", _WAS_FIT))
        return found


SORTS = ("changed", "title", "journal", "year", "score", "file", "id")
"""Columns that a list can be sorted by."""

_PAST = aliased(Revision)
_WAS_FIT = (
    exists()
    .where(
        _PAST.entry == Entry.number, or_(_PAST.state == "approved", _PAST.record.contains('"status":"ok"'))
    )
    .correlate(Entry)
)
_TWICE = (
    select(Entry.id)
    .where(Entry.id.startswith("doi:"), Entry.state != "rejected")
    .group_by(Entry.id)
    .having(func.count() > 1)
)
_DOUBTS: dict[str, ColumnElement[bool]] = {
    "machine": Entry.machine.is_(True),
    "offered": Entry.offered.is_not(None),
    "failed": Entry.status == "failed",
    "duplicate": Entry.id.in_(_TWICE),
}
DOUBTS = tuple(_DOUBTS)
