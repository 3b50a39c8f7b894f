"""The queue: what needs eyes first, filtered, counted, approved in batches."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, sessionmaker

from pipeline.records.record import Record
from pipeline.store.filters import SORTS, Filters
from pipeline.store.revisions import Act, append, record_of, revision_of, tick
from pipeline.store.tables import Clock, Entry, EntryFlag, Revision

STATES = ("pending", "approved", "rejected")


class Facet(NamedTuple):
    """A value that can be filtered by, and how many entries have it."""

    value: str
    entries: int


@dataclass(frozen=True)
class Overview:
    """Counts by state, and the values of each filter within the filters in force."""

    states: dict[str, int]
    facets: dict[str, tuple[Facet, ...]]

    @property
    def total(self) -> int:
        """All entries on the desk."""
        return sum(self.states.values())

    @property
    def done(self) -> int:
        """Entries that someone has decided on."""
        return self.total - self.states.get("pending", 0)


class Queued(NamedTuple):
    """An entry as a list shows it: the entry and the codes of its flags."""

    entry: Entry
    flags: tuple[str, ...]


class Queue:
    """Lists entries, those that need eyes first."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions
        self._overview = lru_cache(maxsize=64)(self._count_all)

    def page(
        self, filters: Filters, limit: int = 50, after: tuple[float, int] | None = None, offset: int = 0
    ) -> list[Queued]:
        """Up to `limit` entries in order of need, from after the entry with that (need, number).

        Sorted otherwise, from the `offset`th.
        """
        wanted = select(Entry).where(*filters.conditions()).order_by(*_order(filters.sort)).limit(limit)
        if after:
            wanted = wanted.where(_behind(*after))
        with self._sessions() as session:
            entries = list(session.scalars(wanted.offset(offset)))
            flags = _flags(session, [e.number for e in entries])
            session.expunge_all()
        return [Queued(entry, flags.get(entry.number, ())) for entry in entries]

    def neighbours(self, entry: Entry, filters: Filters) -> tuple[str | None, str | None]:
        """The keys of the entries before and after this one in the filtered queue."""
        ahead = or_(Entry.need > entry.need, and_(Entry.need == entry.need, Entry.number < entry.number))
        others = select(Entry.key).where(*filters.conditions()).limit(1)
        with self._sessions() as session:
            before = session.scalars(others.where(ahead).order_by(Entry.need, Entry.number.desc())).first()
            behind = others.where(_behind(entry.need, entry.number))
            after = session.scalars(behind.order_by(Entry.need.desc(), Entry.number)).first()
        return before, after

    def overview(self, filters: Filters) -> Overview:
        """Counts for the head of the queue page; counted again only when something on the desk has changed."""
        with self._sessions() as session:
            clock = session.scalars(select(Clock.value).where(Clock.name == "seq")).one()
        return self._overview(clock, filters)

    def _count_all(self, _clock: int, filters: Filters) -> Overview:
        chosen = filters.conditions()
        with self._sessions() as session:
            states = _counted(session, select(Entry.state, func.count()).group_by(Entry.state))
            facets = {
                name: tuple(
                    Facet(str(value), count)
                    for value, count in session.execute(_facet(getattr(Entry, name), chosen))
                )
                for name in ("state", "status", "language", "journal", "year")
            }
            flags = select(EntryFlag.code, func.count()).group_by(EntryFlag.code)
            if chosen:
                flags = flags.join(Entry, Entry.number == EntryFlag.entry).where(*chosen)
            counted = session.execute(flags.order_by(func.count().desc()).limit(40))
            facets["flag"] = tuple(Facet(code, count) for code, count in counted)
        return Overview(states, facets)

    def approvable(self, filters: Filters, threshold: float) -> int:
        """How many pending entries a batch approval would take."""
        with self._sessions() as session:
            return session.scalars(
                select(func.count()).select_from(Entry).where(*_approvable(filters, threshold))
            ).one()

    def approve(self, filters: Filters, threshold: float, who: str) -> tuple[str, int]:
        """Approve every pending record in order, with no warning and at least this score; returns batch and count."""
        batch = secrets.token_hex(8)
        with self._sessions.begin() as session:
            tick(session)
            entries = list(session.scalars(select(Entry).where(*_approvable(filters, threshold))))
            for entry in entries:
                record = record_of(session, entry.number, entry.head)
                note = f"score {record.quality.score:.2f} ≥ {threshold:.2f}"
                append(session, entry, record, Act(who, "approve", "approved", note, batch))
        return batch, len(entries)

    def unapprove(self, batch: str, who: str) -> int:
        """Undo a batch approval, save where someone has worked on the record since; returns how many."""
        undone = 0
        with self._sessions.begin() as session:
            tick(session)
            for row in list(session.scalars(select(Revision).where(Revision.batch == batch))):
                entry = session.get_one(Entry, row.entry)
                if entry.head != row.number or row.parent is None:
                    continue
                back = revision_of(session, row.entry, row.parent)
                record = Record.model_validate_json(back.record)
                append(session, entry, record, Act(who, "undo", back.state, "batch"), back=back)
                undone += 1
        return undone


def _order(sort: str) -> tuple[Any, ...]:
    name = sort.removeprefix("-")
    if name not in SORTS:
        return Entry.need.desc(), Entry.number
    column = getattr(Entry, name)
    return (column.desc() if sort.startswith("-") else column).nulls_last(), Entry.number


def _behind(need: float, number: int) -> ColumnElement[bool]:
    return or_(Entry.need < need, and_(Entry.need == need, Entry.number > number))


def _approvable(filters: Filters, threshold: float) -> list[ColumnElement[bool]]:
    return [
        *filters.conditions(),
        Entry.state == "pending",
        Entry.status == "ok",
        Entry.errors == 0,
        Entry.warnings == 0,
        Entry.offered.is_(None),
        Entry.score >= threshold,
    ]


def _facet(column: Any, chosen: list[ColumnElement[bool]]) -> Select[Any]:
    wanted = select(column, func.count()).where(column.is_not(None), *chosen)
    return wanted.group_by(column).order_by(func.count().desc(), column).limit(60)


def _counted(session: Session, query: Select[str, int]) -> dict[str, int]:
    return {str(value): count for value, count in session.execute(query)}


def _flags(session: Session, numbers: list[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    rows = select(EntryFlag.entry, EntryFlag.code).where(EntryFlag.entry.in_(numbers))
    for number, code in session.execute(rows.order_by(EntryFlag.code)):
        found.setdefault(number, []).append(code)
    return {number: tuple(codes) for number, codes in found.items()}
