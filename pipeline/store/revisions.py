"""How a revision is added: numbered, dated, credited, compared, indexed. The only code that moves an entry's head."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from pipeline.errors import RecordNotFound, StoreError
from pipeline.records.article import Kind, Status
from pipeline.records.record import Record, doubtful
from pipeline.store import search
from pipeline.store.contents import changes, shown_empty
from pipeline.store.credits import UNTOUCHED, credited
from pipeline.store.duplicates import with_duplicates
from pipeline.store.periodicals import learn
from pipeline.store.projection import project
from pipeline.store.tables import Clock, Entry, EntryFlag, Revision, now

MACHINE = "scanglot"
"""The author of readings."""

Recheck = Callable[[Record, Record], Record]
"""Gives the second record the flags and the score that follow from its difference to the first."""


def tick(session: Session, by: int = 1) -> int:
    """Advance the clock, which holds other writers off until the end of the transaction; returns the last number."""
    session.execute(update(Clock).where(Clock.name == "seq").values(value=Clock.value + by))
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


def add_entries(session: Session, fresh: list[tuple[Entry, Record]]) -> None:
    """Add sources that the desk does not know yet, each with what the machine read as its first revision."""
    last = tick(session, len(fresh))
    for seq, (entry, record) in enumerate(fresh, start=last - len(fresh) + 1):
        entry.head, entry.offered, entry.state = 1, None, "pending"
        entry.seq, entry.changed, entry.written = seq, now(), 0
        project(entry, record)
    session.add_all(entry for entry, _ in fresh)
    session.flush()
    facts = {"kind": "reading", "author": MACHINE, "reading": 1}
    session.execute(insert(Revision), [_row(entry, record, 1, **facts) for entry, record in fresh])
    flags = [{"entry": e.number, "code": c} for e, r in fresh for c in {f.code for f in r.quality.flags}]
    if flags:
        session.execute(insert(EntryFlag), flags)
    search.keep(session, [(entry.number, record) for entry, record in fresh], known=False)


def add_reading(session: Session, entry: Entry, record: Record) -> None:
    """Add what the machine read as the entry's head, with no parent: undo stops here."""
    number = _next(session, entry)
    entry.head, entry.offered, entry.state = number, None, "pending"
    _point(session, entry, record)
    _add(session, entry, record, number, kind="reading", author=MACHINE, reading=number)


def add_offer(session: Session, entry: Entry, record: Record, author: str = MACHINE, note: str = "") -> int:
    """Add what the machine read beside a person's work: offered on the page, never laid over it."""
    number = _next(session, entry)
    _add(session, entry, record, number, kind="reading", author=author, reading=number, note=note)
    entry.offered = number
    entry.seq, entry.changed = tick(session), now()
    return number


class Act(NamedTuple):
    """What a person did: `state` is the record's state after it (None: as before), `batch` the batch it was part of.

    `recheck` checks the changed record as a reading is checked.
    """

    author: str
    kind: str
    state: str | None = None
    note: str = ""
    batch: str | None = None
    recheck: Recheck | None = None


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
    if state == "approved" and shown_empty(record):
        raise StoreError(
            "a record without title and text cannot be approved.", cure="Fill it in or reject it."
        )
    record = credited(before, record, record_of(session, entry.number, base), act.author)
    if back is None:
        record = _checked(session, entry, before, record, act.recheck)
    record = _standing(record, number, act.author, state)
    if entry.state == "approved":
        learn(session, before, -1)
    if state == "approved":
        learn(session, record, 1)
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
    _add(session, entry, record, number, **facts)
    return number


def _checked(
    session: Session, entry: Entry, before: Record, record: Record, recheck: Recheck | None
) -> Record:
    """The record with flags and score that follow the change, and whether another source has its DOI."""
    if record.id != before.id:
        record = with_duplicates(session, entry, record)
    return recheck(before, record) if recheck and record != before else record


def _standing(record: Record, number: int, author: str, state: str) -> Record:
    """The record under its decision: approved is fit for use, else what its flags say, unless it could not be read."""
    facts = {"state": state, "revision": number, "by": author, "at": now()}
    review = (record.review or UNTOUCHED).model_copy(update=facts)
    status = Status.OK if state == "approved" else _status(record)
    return record.model_copy(update={"review": review, "status": status})


def _status(record: Record) -> Status:
    """What an indexer may do with a record that nobody has approved."""
    if record.error and shown_empty(record):
        return Status.FAILED
    nameless = record.kind is not Kind.ARTICLE and not record.title
    return Status.NEEDS_REVIEW if doubtful(record.quality.flags) or nameless else Status.OK


def _next(session: Session, entry: Entry) -> int:
    newest = session.scalar(select(func.max(Revision.number)).where(Revision.entry == entry.number))
    return (newest or 0) + 1


def _point(session: Session, entry: Entry, record: Record) -> None:
    """Let the queue, the filters and the search follow the new head."""
    entry.seq, entry.changed = tick(session), now()
    project(entry, record)
    session.flush()
    session.execute(delete(EntryFlag).where(EntryFlag.entry == entry.number))
    session.add_all(EntryFlag(entry=entry.number, code=c) for c in {f.code for f in record.quality.flags})
    search.keep(session, [(entry.number, record)])


def _row(entry: Entry, record: Record, number: int, **facts: object) -> dict[str, object]:
    defaults = {"parent": None, "note": "", "batch": None, "changes": "[]", "state": entry.state, "at": now()}
    return {"entry": entry.number, "number": number, "record": record.model_dump_json(), **(defaults | facts)}


def _add(session: Session, entry: Entry, record: Record, number: int, **facts: object) -> None:
    session.add(Revision(**_row(entry, record, number, **facts)))
    session.flush()
