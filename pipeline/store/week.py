"""What was done on the desk in a week: by whom, on which day, and what had to be corrected most."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, sessionmaker

from pipeline.records.paths import FieldPath
from pipeline.store.tables import Revision


@dataclass
class Week:
    """Seven days from `monday`: counts by person, by day, of corrected fields and of reasons for rejection."""

    monday: date
    people: dict[str, Counter[str]] = field(default_factory=dict)
    days: dict[str, Counter[str]] = field(default_factory=dict)
    fields: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)


def week_of(sessions: sessionmaker[Session], day: date) -> Week:
    """The week that a day is in."""
    monday = day - timedelta(days=day.weekday())
    week = Week(monday, days={(monday + timedelta(days=n)).isoformat(): Counter() for n in range(7)})
    with sessions() as session:
        for author, kind, at, note, changes in session.execute(_acts(monday)):
            week.people.setdefault(author, Counter())[kind] += 1
            week.days[at[:10]][kind] += 1
            if kind == "edit":
                week.fields.update(_tops(changes))
            if kind == "reject" and note:
                week.reasons[note] += 1
    return week


def _acts(monday: date) -> Select[str, str, str, str, str]:
    wanted = select(Revision.author, Revision.kind, Revision.at, Revision.note, Revision.changes)
    until = (monday + timedelta(days=7)).isoformat()
    return wanted.where(Revision.kind != "reading", Revision.at >= monday.isoformat(), Revision.at < until)


def _tops(changes: str) -> Iterator[str]:
    """The kinds of fields that changed, each once."""
    yield from {FieldPath(change["path"]).top for change in json.loads(changes)}
