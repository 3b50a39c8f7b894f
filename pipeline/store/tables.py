"""The review desk's tables. Times are ISO 8601 strings in UTC, which sort alike in SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def now() -> str:
    """This moment in UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Base(DeclarativeBase):
    """The root of the desk's tables."""


class Entry(Base):
    """One source document on the desk: where it stands, and what the queue sorts and filters by.

    `written` is the revision that the record's file on disk has, where a person's work is written there (0: none).
    `claimant` has it open since `claimed`; `assigned` is to look at it. All but these, `state` and `head` can be made
    again from the revisions.
    """

    __tablename__ = "entry"

    number: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    id: Mapped[str] = mapped_column(Text, index=True)
    root: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(Text)
    stamp: Mapped[str]
    file: Mapped[str] = mapped_column(Text)
    state: Mapped[str]
    head: Mapped[int]
    offered: Mapped[int | None]
    status: Mapped[str]
    kind: Mapped[str]
    language: Mapped[str | None]
    journal: Mapped[str | None] = mapped_column(Text)
    year: Mapped[int | None]
    title: Mapped[str] = mapped_column(Text)
    score: Mapped[float]
    errors: Mapped[int]
    warnings: Mapped[int]
    machine: Mapped[bool]
    need: Mapped[float]
    seq: Mapped[int] = mapped_column(unique=True)
    changed: Mapped[str]
    written: Mapped[int] = mapped_column(default=0)
    claimant: Mapped[str | None]
    claimed: Mapped[str | None]
    assigned: Mapped[str | None]

    __table_args__ = (
        Index("entry_queue", "state", "need", "number"),
        Index("entry_need", "need", "number"),
        Index("entry_facets", "state", "status", "language", "year", "journal"),
        Index("entry_changed", "changed"),
        Index("entry_place", "root", "path"),
    )


class EntryFlag(Base):
    """A flag code that the entry's head carries, for the queue's filter."""

    __tablename__ = "entry_flag"

    entry: Mapped[int] = mapped_column(ForeignKey("entry.number"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)

    __table_args__ = (Index("entry_flag_code", "code", "entry"),)


class Revision(Base):
    """One state of a record: who made it, when, from what. Rows are only ever added (triggers see to it).

    `parent` is the revision whose content it grew from, which undo goes back to; None for a machine's reading.
    `reading` is the machine's reading under it, against which corrections are counted.
    `changes` and `record` are JSON; `batch` names the batch approval it was part of.
    """

    __tablename__ = "revision"

    entry: Mapped[int] = mapped_column(ForeignKey("entry.number"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    parent: Mapped[int | None]
    reading: Mapped[int]
    kind: Mapped[str]
    author: Mapped[str]
    at: Mapped[str]
    state: Mapped[str]
    note: Mapped[str] = mapped_column(Text, default="")
    batch: Mapped[str | None] = mapped_column(index=True)
    changes: Mapped[str] = mapped_column(Text)
    record: Mapped[str] = mapped_column(Text)


class Periodical(Base):
    """A journal that approved records name: its ISSN (a name's own digest where none is printed) and its names as JSON.

    `records` counts the approved records that name it so.
    """

    __tablename__ = "periodical"

    key: Mapped[str] = mapped_column(primary_key=True)
    issn: Mapped[str | None]
    names: Mapped[str] = mapped_column(Text)
    records: Mapped[int]


class Clock(Base):
    """A counter that every write advances first: it orders changes, and lets writers in one at a time."""

    __tablename__ = "clock"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class Account(Base):
    """Someone who may log in."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(primary_key=True)
    password: Mapped[str]
    role: Mapped[str]
    disabled: Mapped[bool] = mapped_column(default=False)
    at: Mapped[str]


class Ticket(Base):
    """A login session (`expires` set) or an API token (`label` set); only the secret's SHA-256 is kept."""

    __tablename__ = "ticket"

    digest: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.name"), index=True)
    label: Mapped[str | None]
    expires: Mapped[str | None]
    at: Mapped[str]
