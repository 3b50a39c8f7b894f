"""Taking a run's output folder onto the desk, and again after another run, without touching people's work."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from pipeline.errors import UnreadableFile
from pipeline.records.record import Record
from pipeline.store.contents import same
from pipeline.store.revisions import (
    Act,
    add_entries,
    add_offer,
    add_reading,
    append,
    entry_of,
    record_of,
    revision_of,
    tick,
)
from pipeline.store.tables import Entry

_AT_ONCE = 200
_PART = re.compile(r"~p(\d+)\.json$")


@dataclass
class Imported:
    """What an import found: counts, and the files that are no records; `found` is how many files there are."""

    new: int = 0
    renewed: int = 0
    offered: int = 0
    unchanged: int = 0
    duplicates: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    found: int = field(default=0, compare=False)

    @property
    def done(self) -> int:
        """How many files have been looked at."""
        counts = self.new + self.renewed + self.offered + self.unchanged
        return counts + len(self.duplicates) + len(self.unreadable)


def entry_key(record: Record, path: str = "") -> str:
    """The key of a source on the desk: 16 hex digits of its content's hash, which outlives renaming and rereading.

    A second article of the same file has its first page after them, as its path says: `scan~p5.json`.
    """
    part = _PART.search(path)
    return _source_key(record) + (f"p{part[1]}" if part else "")


def _source_key(record: Record) -> str:
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
    locate: Callable[[Path, Path], Path] = Path.__truediv__,
    told: Callable[[Imported], None] = lambda _: None,
) -> Imported:
    """Bring the desk up to date with the record files below `root`; files unchanged since are not read again.

    `locate` says where the machine's reading of a record lies, which is aside once people have worked on it. `told`
    hears how far it has come.
    """
    files = list(files)
    result = Imported(found=len(files))
    told(result)
    place = str(root.resolve())
    with sessions() as session:
        rows = session.execute(select(Entry.path, Entry.stamp).where(Entry.root == place)).all()
        stamps = {row.path: row.stamp for row in rows}
    waiting: list[Arrival] = []
    for file in files:
        path = file.relative_to(root).as_posix()
        reading = locate(root, Path(path))
        stamp = _stamp(reading)
        if stamps.get(path) == stamp:
            result.unchanged += 1
            continue
        try:
            record = read(reading)
            left = record if reading == file or path in stamps else read(file)
            waiting.append(Arrival(place, path, stamp, record, left if left.review else None))
        except UnreadableFile:
            result.unreadable.append(path)
        if len(waiting) >= _AT_ONCE:
            _store(sessions, waiting, result)
            waiting = []
            told(result)
    _store(sessions, waiting, result)
    told(result)
    return result


class Arrival(NamedTuple):
    """A record that comes in: its folder and path, the stamp of the machine's reading, and what people made of it."""

    root: str
    path: str
    stamp: str
    record: Record
    left: Record | None

    @property
    def key(self) -> str:
        """The key of its entry."""
        return entry_key(self.record, self.path)

    @property
    def reading(self) -> Record:
        """What the machine read."""
        return self.record.model_copy(update={"review": None})


def _stamp(file: Path) -> str:
    facts = file.stat()
    return f"{facts.st_mtime_ns}:{facts.st_size}"


def _store(sessions: sessionmaker[Session], waiting: list[Arrival], result: Imported) -> None:
    if not waiting:
        return
    with sessions.begin() as session:
        tick(session)
        by_key = {each.key: each for each in reversed(waiting)}
        known = set(session.scalars(select(Entry.key).where(Entry.key.in_(by_key))))
        fresh = {key: each for key, each in by_key.items() if key not in known}
        _store_new(session, fresh)
        result.new += len(fresh)
        for each in waiting:
            if fresh.get(each.key) is not each:
                _store_again(session, each, result)


def _store_new(session: Session, fresh: dict[str, Arrival]) -> None:
    entries = {
        key: Entry(key=key, root=each.root, path=each.path, stamp=each.stamp) for key, each in fresh.items()
    }
    if entries:
        add_entries(session, [(entries[key], each.reading) for key, each in fresh.items()])
    for key, each in fresh.items():
        if each.left is not None and (review := each.left.review):
            append(session, entries[key], each.left, Act(review.by, "import", review.state))


def _store_again(session: Session, each: Arrival, result: Imported) -> None:
    entry = entry_of(session, each.key)
    if (entry.root, entry.path) != (each.root, each.path) and Path(entry.root, entry.path).exists():
        result.duplicates.append(each.path)
        return
    entry.root, entry.path, entry.stamp = each.root, each.path, each.stamp
    newest = entry.offered or revision_of(session, entry.number, entry.head).reading
    if same(record_of(session, entry.number, newest), each.reading):
        result.unchanged += 1
    elif revision_of(session, entry.number, entry.head).kind == "reading":
        add_reading(session, entry, each.reading)
        result.renewed += 1
    else:
        add_offer(session, entry, each.reading)
        entry.written = 0
        result.offered += 1
