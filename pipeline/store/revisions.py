"""How a revision is added: numbered, dated, credited, compared, indexed. The only code that moves an entry's head."""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from pipeline.errors import RecordNotFound, StoreError
from pipeline.records.article import Status
from pipeline.records.record import Record, Review
from pipeline.store import search
from pipeline.store.contents import changes, shown_empty
from pipeline.store.projection import project
from pipeline.store.tables import Clock, Entry, EntryFlag, Revision, now

MACHINE = "scanglot"
"""The author of readings."""


def tick(session: Session) -> int:
    """Advance the clock, which holds other writers off until the end of the transaction."""
    session.execute(update(Clock).where(Clock.name == "seq").values(value=Clock.value + 1))
    return session.scalars(select(Clock.value).where(Clock.name == "seq")).one()


def entry_of(session: Session, key: str) -> Entry:
    """An entry by its key. Raises RecordNotFound."""
    entry = session.scalars(select(Entry).where(Entry.key == key)).first()
    if entry is None:
        raise RecordNotFound("no record has this key.", where=key, cure="Look for it in the queue.")
    return entry


def revision_of(session: Session, entry: int, number: int) -> Revision:
    """A revision of an entry. Raises RecordNotFound."""
    found = session.get(Revision, (entry, number))
    if found is None:
        raise RecordNotFound(f"there is no revision {number}.", cure="Reload the page.")
    return found


def record_of(session: Session, entry: int, number: int) -> Record:
    """The record as a revision has it."""
    return Record.model_validate_json(revision_of(session, entry, number).record)


def add_reading(session: Session, entry: Entry, record: Record, *, new: bool = False) -> int:
    """Add what the machine read as the entry's head, with no parent: undo stops here."""
    number = 1 if new else _next(session, entry)
    entry.head, entry.offered, entry.state = number, None, "pending"
    _point(session, entry, record, known=not new)
    session.flush()
    _row(session, entry, record, number, kind="reading", author=MACHINE, reading=number)
    return number


def add_offer(session: Session, entry: Entry, record: Record, author: str = MACHINE, note: str = "") -> int:
    """Add what the machine read beside a person's work: offered on the page, never laid over it."""
    number = _next(session, entry)
    _row(session, entry, record, number, kind="reading", author=author, reading=number, note=note)
    entry.offered = number
    entry.seq, entry.changed = tick(session), now()
    return number


class Act(NamedTuple):
    """What a person did: `state` is the record's state after it (None: as before), `batch` its batch approval."""

    author: str
    kind: str
    state: str | None = None
    note: str = ""
    batch: str | None = None


def append(
    session: Session,
    entry: Entry,
    record: Record,
    act: Act,
    *,
    back: Revision | None = None,
    reading: int | None = None,
) -> int:
    """Add a person's revision after the head.

    `back` is the old revision that it returns to; `reading` the machine's reading that it now rests on, if newer.
    """
    head = revision_of(session, entry.number, entry.head)
    number = _next(session, entry)
    state = act.state or entry.state
    base = reading or (back.reading if back else head.reading)
    before = Record.model_validate_json(head.record)
    origin = record_of(session, entry.number, base)
    if state == "approved" and shown_empty(record):
        raise StoreError(
            "a record without title and text cannot be approved.", cure="Fill it in or reject it."
        )
    record = _reviewed(record, origin, number, act.author, state)
    entry.head, entry.state = number, state
    _point(session, entry, record)
    made = changes(before, record)
    facts = {
        "kind": act.kind,
        "author": act.author,
        "note": act.note,
        "batch": act.batch,
        "reading": base,
        "parent": back.parent if back and act.kind == "undo" else head.number,
        "changes": json.dumps([c.model_dump(mode="json") for c in made], ensure_ascii=False),
    }
    _row(session, entry, record, number, **facts)
    return number


def _reviewed(record: Record, origin: Record, number: int, author: str, state: str) -> Record:
    review = Review.model_validate(
        {
            "state": state,
            "revision": number,
            "by": author,
            "at": now(),
            "corrected": [c.path for c in changes(origin, record)],
            "confirmed": record.review.confirmed if record.review else (),
        }
    )
    status = Status.OK if state == "approved" else origin.status
    return record.model_copy(update={"review": review, "status": status})


def _next(session: Session, entry: Entry) -> int:
    newest = session.scalar(select(func.max(Revision.number)).where(Revision.entry == entry.number))
    return (newest or 0) + 1


def _point(session: Session, entry: Entry, record: Record, known: bool = True) -> None:
    """Let the queue, the filters and the search follow the new head."""
    entry.seq, entry.changed = tick(session), now()
    project(entry, record)
    session.add(entry)
    session.flush()
    if known:
        session.execute(delete(EntryFlag).where(EntryFlag.entry == entry.number))
    session.add_all(EntryFlag(entry=entry.number, code=c) for c in {f.code for f in record.quality.flags})
    search.keep(session, entry.number, record, known)


def _row(session: Session, entry: Entry, record: Record, number: int, **facts: object) -> None:
    defaults = {"parent": None, "note": "", "batch": None, "changes": "[]", "state": entry.state, "at": now()}
    row = Revision(entry=entry.number, number=number, record=record.model_dump_json(), **(defaults | facts))
    session.add(row)
    session.flush()
