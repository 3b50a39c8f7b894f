"""The journals that approved records name: offered where a name or an ISSN was misread."""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from pipeline.records.identifiers import valid_issn
from pipeline.records.record import Record
from pipeline.store.folding import folded
from pipeline.store.tables import Periodical

CLOSE = 70.0
"""Likeness (0..100) from which a name may be a misreading of another."""
_OFFERED = 3


class KnownJournal(NamedTuple):
    """A journal as approved records name it, and how many do."""

    issn: str | None
    names: dict[str, str]
    records: int


def _key(record: Record) -> str | None:
    if record.issn and valid_issn(record.issn):
        return record.issn
    name = next(iter(record.journal.values()), "")
    return "name:" + hashlib.sha256(folded(name).encode()).hexdigest()[:16] if name else None


def learn(session: Session, record: Record, by: int) -> None:
    """Count a record that was approved (`by` 1), or is so no longer (-1), for its journal."""
    key = _key(record)
    if key is None or not record.journal:
        return
    known = session.get(Periodical, key)
    if known is None:
        if by > 0:
            issn = None if key.startswith("name:") else key
            session.add(Periodical(key=key, issn=issn, names=json.dumps(record.journal), records=1))
        return
    known.records += by
    known.names = json.dumps(json.loads(known.names) | record.journal) if by > 0 else known.names
    if known.records < 1:
        session.delete(known)


class Periodicals:
    """Looks journals up."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def all(self) -> list[KnownJournal]:
        """Every journal, those with most records first."""
        wanted = select(Periodical).order_by(Periodical.records.desc(), Periodical.key)
        with self._sessions() as session:
            return [KnownJournal(p.issn, json.loads(p.names), p.records) for p in session.scalars(wanted)]

    def offers(self, record: Record) -> list[KnownJournal]:
        """Journals that this record's may be: of its ISSN or of a like name, none if it already says just that."""
        known = self.all()
        names = {folded(name) for name in record.journal.values()}
        found = [j for j in known if record.issn and j.issn == record.issn]
        spelt = {folded(name): j for j in reversed(known) for name in j.names.values()}
        for name in names:
            near = process.extract(name, list(spelt), scorer=fuzz.ratio, limit=_OFFERED, score_cutoff=CLOSE)
            found += [spelt[text] for text, _, _ in near if spelt[text] not in found]
        return [j for j in found if _differs(j, record)][:_OFFERED]


def _differs(journal: KnownJournal, record: Record) -> bool:
    """Whether taking the journal over would change the record."""
    issn = journal.issn not in {None, record.issn}
    return issn or any(record.journal.get(code) != name for code, name in journal.names.items())
