"""The journal of a folder of records: which document was read, from which content, under which settings, how it ended.

SQLite in write-ahead mode. A commit costs no disk sync: a power cut may lose the last entries, whose documents are
then read again; it cannot lose or damage a record.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from pipeline.errors import StoreError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    name TEXT PRIMARY KEY, source TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL, settings TEXT NOT NULL, status TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
    stage TEXT NOT NULL, seconds REAL NOT NULL, pages INTEGER NOT NULL, finished REAL NOT NULL,
    untranslated TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS documents_by_content ON documents (sha256, settings);
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY, pid INTEGER NOT NULL, started REAL NOT NULL, ended REAL, total INTEGER NOT NULL,
    todo INTEGER NOT NULL, outcome TEXT NOT NULL
);
"""


@dataclass(frozen=True)
class FinishedDocument:
    """One finished document. `name` is its record's path below the folder without `.json`; `source` an absolute path.

    `size`, `mtime_ns` and `sha256` tell which content was read; `settings` is the fingerprint it was read under.
    `seconds` is wall-clock time, `pages` how many were read, `finished` seconds since the epoch.
    `untranslated` is the language (BCP 47) for which no translation model was there, if so.
    """

    name: str
    source: str
    size: int
    mtime_ns: int
    sha256: str
    settings: str
    status: str
    code: str = ""
    message: str = ""
    stage: str = ""
    seconds: float = 0.0
    pages: int = 0
    finished: float = 0.0
    untranslated: str = ""


@dataclass(frozen=True)
class JournalRun:
    """One run: its process, when it started and ended (None while it goes, or if it was killed), how it ended."""

    id: int
    pid: int
    started: float
    ended: float | None
    total: int
    todo: int
    outcome: str


_COLUMNS = ", ".join(f.name for f in fields(FinishedDocument))
_MARKS = ", ".join("?" for _ in fields(FinishedDocument))


@contextmanager
def _store_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(
            f"the journal cannot be used ({error}).",
            where=str(path),
            cure="Check the disk; if the file is damaged, delete it: whole records are recognised without it.",
        ) from error


class Journal:
    """The journal file, opened by the one process that writes records. Every method raises StoreError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with _store_errors(path):
            self._database = sqlite3.connect(path, timeout=30.0, isolation_level=None)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def entries(self) -> list[FinishedDocument]:
        """Every finished document, by name."""
        with _store_errors(self._path):
            rows = self._database.execute(f"SELECT {_COLUMNS} FROM documents ORDER BY name")  # noqa: S608
            return [FinishedDocument(*row) for row in rows]

    def put(self, entry: FinishedDocument) -> None:
        """Note a finished document in place of what was noted of its name or its source."""
        with _store_errors(self._path):
            self._database.execute(f"INSERT OR REPLACE INTO documents VALUES ({_MARKS})", astuple(entry))  # noqa: S608

    def same_content(self, sha256: str, settings: str) -> list[FinishedDocument]:
        """Documents read from that content under those settings."""
        with _store_errors(self._path):
            rows = self._database.execute(
                f"SELECT {_COLUMNS} FROM documents WHERE sha256 = ? AND settings = ? ORDER BY name",  # noqa: S608
                (sha256, settings),
            )
            return [FinishedDocument(*row) for row in rows]

    def begin(self, pid: int, total: int, todo: int) -> int:
        """Note that a run begins; returns its number."""
        with _store_errors(self._path):
            cursor = self._database.execute(
                "INSERT INTO runs (pid, started, total, todo, outcome) VALUES (?, ?, ?, ?, 'running')",
                (pid, time.time(), total, todo),
            )
            return cursor.lastrowid or 0

    def end(self, run: int, outcome: str) -> None:
        """Note how a run ended."""
        with _store_errors(self._path):
            self._database.execute(
                "UPDATE runs SET ended = ?, outcome = ? WHERE id = ?", (time.time(), outcome, run)
            )

    def last_run(self) -> JournalRun | None:
        """The newest run."""
        with _store_errors(self._path):
            row = self._database.execute(
                "SELECT id, pid, started, ended, total, todo, outcome FROM runs ORDER BY id DESC LIMIT 1"
            ).fetchone()
            return JournalRun(*row) if row else None
