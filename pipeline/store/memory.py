"""The translation memory: sentence pairs that were printed in two languages, in one SQLite file."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.ports import Match
from pipeline.records.base import Frozen

CLOSE = 0.75
"""Similarity from which a pair counts as a close match."""

_CANDIDATES = 60
_OFFERED = 3
_SCHEMA = """
CREATE TABLE IF NOT EXISTS pair (
    id INTEGER PRIMARY KEY,
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    key TEXT NOT NULL,
    origin TEXT NOT NULL,
    UNIQUE (source_language, target_language, source, target, origin)
);
CREATE INDEX IF NOT EXISTS pair_by_key ON pair (source_language, target_language, key);
CREATE VIRTUAL TABLE IF NOT EXISTS pair_text USING fts5 (key, content='', tokenize='trigram');
"""


class SentencePair(Frozen):
    """A sentence in two languages, and the record that it was printed in (`doi:…` or `sha256:…`)."""

    source_language: str
    target_language: str
    source: str
    target: str
    origin: str


class SqliteMemory:
    """A Memory on a file, made where there is none. Raises StoreError where the file is no memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._connection.executescript(_SCHEMA)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"the translation memory cannot be opened: {error}.", where=str(path)) from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def add(self, pairs: Iterable[SentencePair]) -> int:
        """Keep pairs that are not here yet, all or none; returns how many were new."""
        new = 0
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                for pair in pairs:
                    new += self._add(cursor, pair)
                cursor.execute("COMMIT")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
        return new

    def _add(self, cursor: sqlite3.Cursor, pair: SentencePair) -> int:
        key = folded(pair.source)
        cursor.execute(
            "INSERT OR IGNORE INTO pair (source_language, target_language, source, target, key, origin)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (pair.source_language, pair.target_language, pair.source, pair.target, key, pair.origin),
        )
        if cursor.rowcount:
            cursor.execute("INSERT INTO pair_text (rowid, key) VALUES (?, ?)", (cursor.lastrowid, key))
        return cursor.rowcount

    def pairs(self) -> Iterator[SentencePair]:
        """Every pair, in the order in which they came."""
        rows = self._connection.execute(
            "SELECT source_language, target_language, source, target, origin FROM pair ORDER BY id"
        )
        for row in rows:
            yield SentencePair(
                source_language=row[0], target_language=row[1], source=row[2], target=row[3], origin=row[4]
            )

    def matches(self, source: str, target: str, sentence: str) -> tuple[Match, ...]:
        """Pairs of two languages whose source is the sentence (similarity 1) or close to it, best first.

        Sentences are compared without white space, punctuation and width; a pair with other numbers is never close.
        """
        key = folded(sentence)
        if not key:
            return ()
        exact = self._connection.execute(
            "SELECT source, target, origin FROM pair WHERE source_language = ? AND target_language = ? AND key = ?"
            " ORDER BY id",
            (source, target, key),
        ).fetchall()
        if exact:
            return tuple(Match(source=s, target=t, origin=o, similarity=1.0) for s, t, o in exact[:_OFFERED])
        return self._close(source, target, key)

    def _close(self, source: str, target: str, key: str) -> tuple[Match, ...]:
        from rapidfuzz.fuzz import ratio

        pieces = {key[i : i + 3] for i in range(0, max(len(key) - 2, 0), max(1, len(key) // 40))}
        query = " OR ".join(f'"{piece}"' for piece in sorted(pieces) if '"' not in piece)
        if not query:
            return ()
        rows = self._connection.execute(
            "SELECT pair.source, pair.target, pair.origin, pair.key FROM pair_text JOIN pair ON pair.id = pair_text.rowid"
            " WHERE pair_text MATCH ? AND source_language = ? AND target_language = ? ORDER BY rank LIMIT ?",
            (query, source, target, _CANDIDATES),
        ).fetchall()
        numbers = re.findall(r"\d+", key)
        near = [(ratio(key, k) / 100, s, t, o) for s, t, o, k in rows if re.findall(r"\d+", k) == numbers]
        near = sorted((n for n in near if n[0] >= CLOSE), key=lambda n: -n[0])[:_OFFERED]
        return tuple(Match(source=s, target=t, origin=o, similarity=min(r, 0.999)) for r, s, t, o in near)


def open_memory(path: Path) -> SqliteMemory:
    """The memory in a file that is there. Raises StoreError where there is none."""
    if not path.is_file():
        raise StoreError(
            "there is no translation memory.",
            where=str(path),
            cure="`scanglot corpus RECORDS --memory FILE` makes one.",
        )
    return SqliteMemory(path)


def folded(sentence: str) -> str:
    """A sentence as it is compared: half-width, lower case, letters, digits and signs that mean something."""
    text = unicodedata.normalize("NFC", sentence).lower()
    text = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return re.sub(r"[^\w<>=≤≥±%.+\-]|(?<!\d)[.\-]|[.\-](?!\d)", "", text)
