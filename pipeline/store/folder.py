"""Taking a run's output folder onto the desk, and again after another run, without touching people's work."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from pipeline.errors import UnreadableFile
from pipeline.records.record import Record
from pipeline.store.contents import same
from pipeline.store.revisions import add_offer, add_reading, record_of, revision_of, tick
from pipeline.store.tables import Entry

_AT_ONCE = 200


@dataclass
class Imported:
    """What an import found: counts, and the files that are no records."""

    new: int = 0
    renewed: int = 0
    offered: int = 0
    unchanged: int = 0
    duplicates: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def entry_key(record: Record) -> str:
    """The key of a source on the desk: 16 hex digits of its content's hash, which outlives renaming and rereading."""
    if record.source.sha256:
        return record.source.sha256[:16]
    if record.id.startswith("sha256:"):
        return record.id.removeprefix("sha256:")[:16]
    return hashlib.sha256(record.source.file.encode()).hexdigest()[:16]


def import_folder(
    sessions: sessionmaker[Session],
    root: Path,
    files: Iterable[Path],
    read: Callable[[Path], Record],
) -> Imported:
    """Bring the desk up to date with the record files below `root`; files unchanged since are not read again."""
    result = Imported()
    place = str(root.resolve())
    with sessions() as session:
        rows = session.execute(select(Entry.path, Entry.stamp).where(Entry.root == place)).all()
        stamps = {row.path: row.stamp for row in rows}
    waiting: list[tuple[str, str, Record]] = []
    for file in files:
        path, stamp = file.relative_to(root).as_posix(), _stamp(file)
        if stamps.get(path) == stamp:
            result.unchanged += 1
            continue
        try:
            waiting.append((path, stamp, read(file)))
        except UnreadableFile:
            result.unreadable.append(path)
        if len(waiting) >= _AT_ONCE:
            _store(sessions, place, waiting, result)
            waiting = []
    _store(sessions, place, waiting, result)
    return result


def _stamp(file: Path) -> str:
    facts = file.stat()
    return f"{facts.st_mtime_ns}:{facts.st_size}"


def _store(
    sessions: sessionmaker[Session], place: str, waiting: list[tuple[str, str, Record]], result: Imported
) -> None:
    with sessions.begin() as session:
        tick(session)
        for path, stamp, record in waiting:
            _store_one(session, place, path, stamp, record.model_copy(update={"review": None}), result)


def _store_one(session: Session, place: str, path: str, stamp: str, record: Record, result: Imported) -> None:
    key = entry_key(record)
    entry = session.scalars(select(Entry).where(Entry.key == key)).first()
    if entry is None:
        entry = Entry(key=key, root=place, path=path, stamp=stamp)
        add_reading(session, entry, record, new=True)
        result.new += 1
        return
    if (entry.root, entry.path) != (place, path) and Path(entry.root, entry.path).exists():
        result.duplicates.append(path)
        return
    entry.root, entry.path, entry.stamp = place, path, stamp
    newest = entry.offered or revision_of(session, entry.number, entry.head).reading
    if same(record_of(session, entry.number, newest), record):
        result.unchanged += 1
    elif revision_of(session, entry.number, entry.head).kind == "reading":
        add_reading(session, entry, record)
        result.renewed += 1
    else:
        add_offer(session, entry, record)
        result.offered += 1
