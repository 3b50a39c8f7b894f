"""How often the machine was right, field by field, measured against what people approved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, sessionmaker

from pipeline.records.record import Record
from pipeline.store.contents import contents
from pipeline.store.tables import Entry, Revision

_NUMBER = re.compile(r"\.\d+")


@dataclass
class Agreement:
    """One kind of field over all approved records: how many there were, how many right, and wrong characters."""

    path: str
    values: int = 0
    right: int = 0
    characters: int = 0
    errors: int = 0

    @property
    def accuracy(self) -> float:
        """The share of values that nobody had to change."""
        return self.right / self.values if self.values else 1.0

    @property
    def error_rate(self) -> float:
        """Characters that had to be changed, of those approved."""
        return self.errors / self.characters if self.characters else float(self.errors > 0)


def agreements(sessions: sessionmaker[Session]) -> tuple[int, tuple[Agreement, ...]]:
    """How many records are approved, and how the machine's readings of them agree, by field."""
    found: dict[str, Agreement] = {}
    count = 0
    for read, approved in _pairs(sessions):
        count += 1
        before, after = contents(read), contents(approved)
        for path in before | after:
            name = _NUMBER.sub("", path)
            one = found.setdefault(name, Agreement(name))
            old, new = before.get(path, ""), after.get(path, "")
            one.values += 1
            one.right += old == new
            one.characters += len(new)
            one.errors += Levenshtein.distance(old, new)
    return count, tuple(sorted(found.values(), key=lambda one: (one.accuracy, one.path)))


def _pairs(sessions: sessionmaker[Session]) -> Iterator[tuple[Record, Record]]:
    """The machine's reading and the approved record of every approved entry."""
    head, reading = aliased(Revision), aliased(Revision)
    wanted = (
        select(reading.record, head.record)
        .select_from(Entry)
        .join(head, (head.entry == Entry.number) & (head.number == Entry.head))
        .join(reading, (reading.entry == Entry.number) & (reading.number == head.reading))
        .where(Entry.state == "approved")
        .order_by(Entry.number)
        .execution_options(yield_per=100)
    )
    with sessions() as session:
        for read, approved in session.execute(wanted):
            yield Record.model_validate_json(read), Record.model_validate_json(approved)
