"""Full-text search over the heads of all records: FTS5 in SQLite, a tsvector under GIN in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, cast, column, func, literal_column, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session, sessionmaker

from pipeline.records.record import Record
from pipeline.store.filters import Filters
from pipeline.store.query import Clause, Phrase, parse, wanted
from pipeline.store.tables import Clock, Entry, Revision
from pipeline.store.words import INDEX, Snippet, record_words, snippet

_SEARCH = table("search", column("rowid"), column("tokens"))
_KEEP = {
    "sqlite": "INSERT INTO search (rowid, tokens) VALUES (:number, :tokens)",
    "postgresql": "INSERT INTO search (rowid, tokens) VALUES (:number, CAST(:tokens AS tsvector))",
}


class Hit(NamedTuple):
    """A record that was found, with the stretch of text that shows why."""

    entry: Entry
    snippet: Snippet


class Hits(NamedTuple):
    """One page of hits, best first, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


def keep(session: Session, found: Sequence[tuple[int, Record]], known: bool = True) -> None:
    """Index the newest content of entries in place of the old; `known` False spares the look for old ones.

    Many new ones wait for PostgreSQL's index together, which takes them in at half the cost.
    """
    dialect = session.get_bind().dialect.name
    if dialect == "postgresql" and not known:
        session.execute(text("SET LOCAL gin_pending_list_limit = 16384"))
    if known:
        session.execute(text("DELETE FROM search WHERE rowid = :number"), [{"number": n} for n, _ in found])
    spelt = " ".join if dialect == "sqlite" else _vector
    rows = [{"number": number, "tokens": spelt(record_words(record))} for number, record in found]
    session.execute(text(_KEEP[dialect]), rows)


def _vector(found: Sequence[str]) -> str:
    """A tsvector as text. PostgreSQL makes 16383 of positions beyond, and keeps 256 of a word."""
    return " ".join([f"'{word}':{at}" for at, word in enumerate(found, start=1)])


class Search:
    """Finds records by words of any script."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def find(self, query: str, limit: int = 20, offset: int = 0, filters: Filters | None = None) -> Hits:
        """The records that hold every clause of the query and pass the filters. Raises QueryFault."""
        clauses = parse(query)
        if not clauses:
            return Hits((), 0)
        with self._sessions() as session:
            matching, rank = _matching(session.get_bind().dialect.name, clauses)
            found = select(_SEARCH.c.rowid).join(Entry, Entry.number == _SEARCH.c.rowid)
            found = found.where(matching, *(filters or Filters()).conditions())
            total = session.scalars(select(func.count()).select_from(found.subquery())).one()
            numbers = session.scalars(found.order_by(rank, _SEARCH.c.rowid).limit(limit).offset(offset)).all()
            return Hits(_hits(session, numbers, wanted(clauses)), total)

    def renew(self) -> int:
        """Index every record anew if the index is of an older version; returns how many were indexed."""
        with self._sessions.begin() as session:
            kept = session.get(Clock, "index")
            if kept is not None and kept.value == INDEX:
                return 0
        done, after = 0, 0
        while found := self._some(after):
            with self._sessions.begin() as session:
                keep(session, [(number, Record.model_validate_json(content)) for number, content in found])
            after, done = found[-1][0], done + len(found)
        with self._sessions.begin() as session:
            session.merge(Clock(name="index", value=INDEX))
        return done

    def _some(self, after: int) -> list[tuple[int, str]]:
        head = (Revision.entry == Entry.number) & (Revision.number == Entry.head)
        rows = select(Entry.number, Revision.record).join(Revision, head).where(Entry.number > after)
        with self._sessions() as session:
            return [
                (number, record) for number, record in session.execute(rows.order_by(Entry.number).limit(200))
            ]


def _matching(dialect: str, clauses: tuple[Clause, ...]) -> tuple[ColumnElement[bool], ColumnElement[Any]]:
    """The condition and the rank of a search, in the database's own language."""
    if dialect == "sqlite":
        return literal_column("search").op("MATCH")(_fts5(clauses)), literal_column("rank")
    asked = cast(_tsquery(clauses), TSQUERY)
    return _SEARCH.c.tokens.op("@@")(asked), func.ts_rank(_SEARCH.c.tokens, asked).desc()


def _hits(session: Session, numbers: Sequence[int], texts: tuple[str, ...]) -> tuple[Hit, ...]:
    rows = (
        session.query(Entry, Revision.record)
        .join(Revision, (Revision.entry == Entry.number) & (Revision.number == Entry.head))
        .filter(Entry.number.in_(numbers))
    )
    found = {
        entry.number: Hit(entry, snippet(Record.model_validate_json(content), texts))
        for entry, content in rows
    }
    session.expunge_all()
    return tuple(found[number] for number in numbers if number in found)


def _fts5(clauses: tuple[Clause, ...]) -> str:
    def phrase(one: Phrase) -> str:
        return f'"{" ".join(one.words)}"' + ("*" if one.prefix else "")

    asked = [(c.without, " OR ".join(phrase(p) for t in c.terms for p in t.any_of)) for c in clauses]
    held = " AND ".join(f"({text})" for without, text in asked if not without)
    return "".join([f"({held})", *(f" NOT ({text})" for without, text in asked if without)])


def _tsquery(clauses: tuple[Clause, ...]) -> str:
    def phrase(one: Phrase) -> str:
        return "(" + " <-> ".join(f"'{w}'" for w in one.words) + (":*" if one.prefix else "") + ")"

    return " & ".join(
        ("!" if c.without else "") + "(" + " | ".join(phrase(p) for t in c.terms for p in t.any_of) + ")"
        for c in clauses
    )
