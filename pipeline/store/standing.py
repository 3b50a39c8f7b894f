"""Records as they stand: what people made of them where they did, else what the machine read. The one truth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session, sessionmaker

from pipeline.records.record import Record
from pipeline.store.folder import entry_key
from pipeline.store.tables import Entry, Revision

AsItStands = Callable[[Path, Record], Record]
"""Gives a record as people left it, or as it came where nobody has touched it; `review` tells which."""
Put = Callable[[Path, Path, Record], bool]
"""Writes a record at a path below a folder; False where the machine's record is no longer there. Raises OSError."""


class Standing:
    """What a desk says of records on disk, and writes back to them."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def now(self) -> AsItStands:
        """What gives each record at its path as it stands, by all that people have done so far."""
        with self._sessions() as session:
            touched = {key: (number, head) for key, number, head in session.execute(_touched())}

        def standing(path: Path, record: Record) -> Record:
            here = touched.get(entry_key(record, path.as_posix()))
            if here is None:
                return record
            with self._sessions() as session:
                kept = session.get(Revision, here)
            return Record.model_validate_json(kept.record) if kept else record

        return standing

    def write(self, put: Put, most: int = 500) -> int:
        """Write what people changed since it was last written, `most` records at once; returns how many are done.

        A record that cannot be written now is written the next time.
        """
        done = 0
        with self._sessions() as session:
            rows = session.execute(_unwritten().limit(most)).all()
        for number, root, path, head, content in rows:
            try:
                put(Path(root), Path(path), Record.model_validate_json(content))
            except OSError:
                continue
            with self._sessions.begin() as session:
                session.execute(update(Entry).where(Entry.number == number).values(written=head))
            done += 1
        return done


def _touched() -> Select[str, int, int]:
    head = (Revision.entry == Entry.number) & (Revision.number == Entry.head)
    return select(Entry.key, Entry.number, Entry.head).join(Revision, head).where(Revision.kind != "reading")


def _unwritten() -> Select[int, str, str, int, str]:
    head = (Revision.entry == Entry.number) & (Revision.number == Entry.head)
    columns = (Entry.number, Entry.root, Entry.path, Entry.head, Revision.record)
    return (
        select(*columns)
        .join(Revision, head)
        .where(Revision.kind != "reading", Entry.written != Entry.head)
        .order_by(Entry.seq)
    )
