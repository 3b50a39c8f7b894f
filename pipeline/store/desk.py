"""All of the review desk's store behind one door."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from sqlalchemy.orm import sessionmaker

from pipeline.records.record import Record
from pipeline.store.agreement import Agreement, agreements
from pipeline.store.bulk import Bulk
from pipeline.store.database import count_anew, open_engine
from pipeline.store.folder import Imported, import_folder
from pipeline.store.harvest import Harvest
from pipeline.store.people import People
from pipeline.store.periodicals import Periodicals
from pipeline.store.queue import Queue
from pipeline.store.repository import Repository
from pipeline.store.revisions import Recheck
from pipeline.store.search import Search
from pipeline.store.standing import Standing
from pipeline.store.week import Week, week_of

_MANY = 1000
"""New records from which on the database's own statistics, which choose how it searches, are out of date."""


class Desk:
    """The desk's records, queue, search, harvest and people, on one database.

    `recheck` checks what a person changed as a reading is checked.
    """

    def __init__(self, url: str, recheck: Recheck | None = None) -> None:
        self._engine = open_engine(url)
        self._sessions = sessionmaker(self._engine, expire_on_commit=False)
        self.records = Repository(self._sessions, recheck)
        self.standing = Standing(self._sessions)
        self.bulk = Bulk(self._sessions, recheck)
        self.journals = Periodicals(self._sessions)
        self.queue = Queue(self._sessions)
        self.search = Search(self._sessions)
        self.harvest = Harvest(self._sessions)
        self.people = People(self._sessions)

    def take_in(
        self,
        root: Path,
        files: Iterable[Path],
        read: Callable[[Path], Record],
        locate: Callable[[Path, Path], Path] = Path.__truediv__,
        told: Callable[[Imported], None] = lambda _: None,
    ) -> Imported:
        """Bring the desk up to date with a run's output folder; `told` hears how far it has come."""
        self.search.renew()
        found = import_folder(self._sessions, root, files, read, locate, told)
        if found.new >= _MANY:
            count_anew(self._engine)
        return found

    def agreements(self) -> tuple[int, tuple[Agreement, ...]]:
        """How many records are approved, and how the machine's readings of them agree, by field."""
        return agreements(self._sessions)

    def week(self, day: date) -> Week:
        """What was done in the week that a day is in."""
        return week_of(self._sessions, day)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
