"""Full-text search over the heads of all records: FTS5 in SQLite, a tsvector under GIN in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

from pipeline.records.record import Record
from pipeline.store.tables import Entry, Revision
from pipeline.store.words import Snippet, Term, record_words, snippet, terms

_FIND = {
    "sqlite": "SELECT rowid FROM search WHERE search MATCH :query ORDER BY rank, rowid LIMIT :limit OFFSET :offset",
    "postgresql": "SELECT rowid FROM search WHERE tokens @@ CAST(:query AS tsquery) "
    "ORDER BY ts_rank(tokens, CAST(:query AS tsquery)) DESC, rowid LIMIT :limit OFFSET :offset",
}
_COUNT = {
    "sqlite": "SELECT count(*) FROM search WHERE search MATCH :query",
    "postgresql": "SELECT count(*) FROM search WHERE tokens @@ CAST(:query AS tsquery)",
}
_KEEP = {
    "sqlite": "INSERT INTO search (rowid, tokens) VALUES (:number, :tokens)",
    "postgresql": "INSERT INTO search (rowid, tokens) VALUES (:number, CAST(:tokens AS tsvector))",
}


class Hit(NamedTuple):
    """A record that was found, with the stretch of text that shows why."""

    entry: Entry
    snippet: Snippet


class Found(NamedTuple):
    """One page of hits, best first, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


def keep(session: Session, found: Sequence[tuple[int, Record]], known: bool = True) -> None:
    """Index the newest content of entries in place of the old; `known` False spares the look for old ones."""
    dialect = session.get_bind().dialect.name
    if known:
        session.execute(text("DELETE FROM search WHERE rowid = :number"), [{"number": n} for n, _ in found])
    spelt = " ".join if dialect == "sqlite" else _vector
    rows = [{"number": number, "tokens": spelt(record_words(record))} for number, record in found]
    session.execute(text(_KEEP[dialect]), rows)


def _vector(found: Sequence[str]) -> str:
    """A tsvector as text. PostgreSQL keeps positions up to 16383 and 256 of a word."""
    return " ".join(f"'{word}':{min(at, 16383)}" for at, word in enumerate(found, start=1))


class Search:
    """Finds records by words of any script."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def find(self, query: str, limit: int = 20, offset: int = 0) -> Found:
        """The records that hold every term of the query."""
        wanted = terms(query)
        if not wanted:
            return Found((), 0)
        with self._sessions() as session:
            dialect = session.get_bind().dialect.name
            asked = (_fts5 if dialect == "sqlite" else _tsquery)(wanted)
            total = session.execute(text(_COUNT[dialect]), {"query": asked}).scalar_one()
            numbers = session.scalars(
                text(_FIND[dialect]), {"query": asked, "limit": limit, "offset": offset}
            ).all()
            return Found(_hits(session, numbers, wanted), total)


def _hits(session: Session, numbers: Sequence[int], wanted: tuple[Term, ...]) -> tuple[Hit, ...]:
    rows = (
        session.query(Entry, Revision.record)
        .join(Revision, (Revision.entry == Entry.number) & (Revision.number == Entry.head))
        .filter(Entry.number.in_(numbers))
    )
    found = {
        entry.number: Hit(entry, snippet(Record.model_validate_json(content), wanted))
        for entry, content in rows
    }
    session.expunge_all()
    return tuple(found[number] for number in numbers if number in found)


def _fts5(wanted: tuple[Term, ...]) -> str:
    return " ".join(f'"{" ".join(t.words)}"' + ("*" if t.prefix else "") for t in wanted)


def _tsquery(wanted: tuple[Term, ...]) -> str:
    return " & ".join(
        "(" + " <-> ".join(f"'{w}'" for w in t.words) + (":*" if t.prefix else "") + ")" for t in wanted
    )
