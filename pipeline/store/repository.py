"""Records and their revisions. Nothing is overwritten: every decision and edit adds a revision."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from pipeline.errors import RecordNotFound, RevisionConflict, StoreError
from pipeline.records.record import Record
from pipeline.store.contents import Change, changes, contents, take, under
from pipeline.store.credits import UNTOUCHED
from pipeline.store.duplicates import twins
from pipeline.store.edits import NewValue, apply, deed
from pipeline.store.revisions import Act, Recheck, add_offer, append, entry_of, record_of, revision_of, tick
from pipeline.store.tables import Entry, Revision, now


@dataclass(frozen=True)
class Step:
    """One line of a record's history."""

    number: int
    parent: int | None
    kind: str
    author: str
    at: str
    state: str
    note: str
    batch: str | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Stored:
    """A record as it stands on the desk: its newest revision, and a newer reading where one was made since.

    `undoes` is the step that undo would take back, `twins` are other sources with the same DOI.
    """

    entry: Entry
    revision: int
    record: Record
    offered: Record | None = None
    undoes: Step | None = None
    twins: tuple[Entry, ...] = ()


class EditConflict(RevisionConflict):
    """Someone saved a newer revision; `by`, `base`, `head` and `changes` say who and what."""

    def __init__(self, key: str, base: int, head: Revision, made: tuple[Change, ...]) -> None:
        super().__init__(
            f"{head.author} has saved revision {head.number} since you opened revision {base}.",
            where=key,
            cure="Look at the difference, then save again.",
        )
        self.base, self.head, self.by, self.changes = base, head.number, head.author, made


class Repository:
    """Reads and revises records."""

    def __init__(self, sessions: sessionmaker[Session], recheck: Recheck | None = None) -> None:
        self._sessions, self._recheck = sessions, recheck

    def get(self, key: str) -> Stored:
        """A record by its key. Raises RecordNotFound."""
        with self._sessions() as session:
            entry = entry_of(session, key)
            offered = record_of(session, entry.number, entry.offered) if entry.offered else None
            record = record_of(session, entry.number, entry.head)
            same = tuple(twins(session, entry, entry.id))
            stored = Stored(entry, entry.head, record, offered, _undoes(session, entry), same)
            session.expunge_all()
            return stored

    def claim(self, key: str, who: str, until: str) -> None:
        """Note that someone has it open, unless someone else has since a time after `until` (ISO 8601, UTC)."""
        free = or_(Entry.claimant.is_(None), Entry.claimant == who, Entry.claimed < until)
        with self._sessions.begin() as session:
            session.execute(update(Entry).where(Entry.key == key, free).values(claimant=who, claimed=now()))

    def at(self, key: str, number: int) -> Record:
        """The record as one of its revisions has it. Raises RecordNotFound."""
        with self._sessions() as session:
            return record_of(session, entry_of(session, key).number, number)

    def find(self, name: str) -> str:
        """The key of a record by its key or its id (approved ones first). Raises RecordNotFound."""
        with self._sessions() as session:
            found = session.scalars(
                select(Entry.key)
                .where((Entry.key == name) | (Entry.id == name))
                .order_by(Entry.state, Entry.seq.desc())
                .limit(1)
            ).first()
        if found is None:
            raise RecordNotFound("no record has this id.", where=name, cure="Search for it.")
        return found

    def history(self, key: str) -> tuple[Step, ...]:
        """Every revision, newest first."""
        with self._sessions() as session:
            entry = entry_of(session, key)
            rows = session.scalars(
                select(Revision).where(Revision.entry == entry.number).order_by(Revision.number.desc())
            )
            return tuple(_step(row) for row in rows)

    def edit(self, key: str, base: int, edit: NewValue, who: str) -> int:
        """Save a corrected value; returns the new revision's number."""
        return self.revise(key, base, who, "edit", lambda record: apply(record, edit), note=deed(edit))

    def decide(self, key: str, base: int, state: str, who: str, note: str = "") -> int:
        """Approve, reject or reopen (`approved`, `rejected`, `pending`)."""
        kind = {"approved": "approve", "rejected": "reject", "pending": "reopen"}[state]
        return self.revise(key, base, who, kind, lambda r: r, state=state, note=note)

    def settle(self, key: str, base: int, code: str, path: str, who: str) -> int:
        """Accept what a flag doubts: the flag goes, the value is confirmed."""

        def settled(record: Record) -> Record:
            flags = tuple(f for f in record.quality.flags if (f.code, f.path) != (code, path))
            if len(flags) == len(record.quality.flags):
                raise StoreError(
                    f"there is no flag {code} on {path or 'the record'}.", cure="Reload the page."
                )
            quality = record.quality.with_flags(flags)
            return _noted_right(record.model_copy(update={"quality": quality}), path)

        return self.revise(key, base, who, "settle", settled, note=f"{code} on {path or 'the record'}")

    def confirm(self, key: str, base: int, path: str, who: str) -> int:
        """Say that a value is right as it stands (its repair was right, its low confidence unfounded)."""
        return self.revise(key, base, who, "confirm", lambda r: _noted_right(r, path), note=path)

    def printed(self, key: str, base: int, path: str, who: str) -> int:
        """Say that a value marked as machine text is what the page prints."""

        def marked(record: Record) -> Record:
            return record.model_copy(
                update={"translated": tuple(p for p in record.translated if not under(p, path))}
            )

        return self.revise(key, base, who, "printed", marked, note=path)

    def take(self, key: str, base: int, paths: tuple[str, ...], who: str) -> int:
        """Take these fields over from the newer reading (none: keep all as it is); the offer is then settled."""

        def work(session: Session, entry: Entry) -> int:
            if entry.offered is None:
                raise StoreError("there is no newer reading.", cure="Reload the page.")
            record = record_of(session, entry.number, entry.head)
            taken = take(record, record_of(session, entry.number, entry.offered), paths)
            kind = "take" if paths else "keep"
            reading, entry.offered = entry.offered, None
            # What was approved was another text: someone has to look again.
            state = "pending" if contents(taken) != contents(record) else None
            return append(session, entry, taken, self._act(who, kind, state), reading=reading)

        return self._write(key, base, work)

    def offer(self, key: str, record: Record, who: str, note: str) -> None:
        """Put a newer reading beside the record, for a person to take over or not."""
        with self._sessions.begin() as session:
            tick(session)
            add_offer(session, entry_of(session, key), record, who, note)

    def undo(self, key: str, base: int, who: str) -> int:
        """Go back to the revision before; undoing again goes back further."""

        def work(session: Session, entry: Entry) -> int:
            head = revision_of(session, entry.number, entry.head)
            if head.parent is None:
                raise StoreError("there is nothing to undo.", where=key)
            back = revision_of(session, entry.number, head.parent)
            record = Record.model_validate_json(back.record)
            note = f"{head.kind} of {head.author}"
            return append(session, entry, record, Act(who, "undo", back.state, note), back=back)

        return self._write(key, base, work)

    def restore(self, key: str, base: int, number: int, who: str) -> int:
        """Make an old revision the newest again."""

        def work(session: Session, entry: Entry) -> int:
            back = revision_of(session, entry.number, number)
            record = Record.model_validate_json(back.record)
            note = f"revision {number}"
            return append(session, entry, record, Act(who, "restore", back.state, note), back=back)

        return self._write(key, base, work)

    def revise(
        self,
        key: str,
        base: int,
        who: str,
        kind: str,
        change: Callable[[Record], Record],
        *,
        state: str | None = None,
        note: str = "",
    ) -> int:
        """Add a revision that `change` makes of the newest one. Raises EditConflict where `base` is not it."""

        def work(session: Session, entry: Entry) -> int:
            record = change(record_of(session, entry.number, entry.head))
            return append(session, entry, record, self._act(who, kind, state, note))

        return self._write(key, base, work)

    def _act(self, who: str, kind: str, state: str | None, note: str = "") -> Act:
        return Act(who, kind, state, note, recheck=self._recheck)

    def _write(self, key: str, base: int, work: Callable[[Session, Entry], int]) -> int:
        try:
            with self._sessions.begin() as session:
                tick(session)
                entry = entry_of(session, key)
                if entry.head != base:
                    raise _conflict(session, entry, base)
                return work(session, entry)
        except IntegrityError as error:
            raise RevisionConflict(
                "someone saved at the same moment.", where=key, cure="Save again."
            ) from error


def _noted_right(record: Record, path: str) -> Record:
    """Note that a person found a value right."""
    review = record.review or UNTOUCHED
    confirmed = tuple(dict.fromkeys((*review.confirmed, path)))
    return record.model_copy(update={"review": review.model_copy(update={"confirmed": confirmed})})


def _conflict(session: Session, entry: Entry, base: int) -> RevisionConflict:
    mine = session.get(Revision, (entry.number, base))
    head = revision_of(session, entry.number, entry.head)
    before = Record.model_validate_json((mine or head).record)
    return EditConflict(entry.key, base, head, changes(before, Record.model_validate_json(head.record)))


def _undoes(session: Session, entry: Entry) -> Step | None:
    """The step that led from the head's parent to what the head says: an undo itself says what it went back to."""
    head = revision_of(session, entry.number, entry.head)
    if head.parent is None:
        return None
    wanted = select(Revision).where(
        Revision.entry == entry.number, Revision.parent == head.parent, Revision.kind != "undo"
    )
    found = session.scalars(wanted.order_by(Revision.number.desc()).limit(1)).first()
    return _step(found or head)


def _step(row: Revision) -> Step:
    return Step(
        row.number,
        row.parent,
        row.kind,
        row.author,
        row.at,
        row.state,
        row.note,
        row.batch,
        tuple(Change.model_validate(c) for c in json.loads(row.changes)),
    )
