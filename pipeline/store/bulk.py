"""Many records at once: decided on, given a value, handed to someone; each a revision of its own, undone as one."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from pipeline.errors import StoreError
from pipeline.records.record import Record
from pipeline.store.edits import NewValue, apply
from pipeline.store.revisions import Act, Recheck, append, record_of, tick
from pipeline.store.tables import Entry

_KINDS = {"approved": "approve", "rejected": "reject", "pending": "reopen"}


class BulkResult(NamedTuple):
    """What became of a bulk: its batch, how many records changed, and why others did not."""

    batch: str
    changed: int
    refused: tuple[str, ...] = ()


class Bulk:
    """Changes many records in one step."""

    def __init__(self, sessions: sessionmaker[Session], recheck: Recheck | None = None) -> None:
        self._sessions, self._recheck = sessions, recheck

    def decide(self, keys: Sequence[str], state: str, who: str, note: str = "") -> BulkResult:
        """Approve, reject or reopen those that are not so already."""
        return self._each(keys, lambda r: r, lambda batch: Act(who, _KINDS[state], state, note, batch))

    def edit(self, keys: Sequence[str], path: str, value: str, who: str) -> BulkResult:
        """Give a field of all of them the same value."""

        def act(batch: str) -> Act:
            return Act(who, "edit", None, "", batch, self._recheck)

        return self._each(keys, lambda record: apply(record, NewValue(path=path, value=value)), act)

    def assign(self, keys: Sequence[str], name: str) -> int:
        """Say who is to look at them ("" for nobody); returns how many."""
        with self._sessions.begin() as session:
            chosen = update(Entry).where(Entry.key.in_(keys)).values(assigned=name or None)
            session.execute(chosen)
        return len(keys)

    def _each(
        self, keys: Sequence[str], change: Callable[[Record], Record], act: Callable[[str], Act]
    ) -> BulkResult:
        batch = secrets.token_hex(8)
        changed, refused = 0, []
        with self._sessions.begin() as session:
            tick(session)
            for entry in list(
                session.scalars(select(Entry).where(Entry.key.in_(keys)).order_by(Entry.number))
            ):
                record = record_of(session, entry.number, entry.head)
                made = act(batch)
                try:
                    new = change(record)
                    if new != record or made.state not in {None, entry.state}:
                        append(session, entry, new, made)
                        changed += 1
                except StoreError as error:
                    refused.append(f"{entry.file}: {error}")
        return BulkResult(batch, changed, tuple(refused))
