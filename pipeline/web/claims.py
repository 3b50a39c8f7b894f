"""Who has a record open: said to whoever opens it, too, never a lock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pipeline.store.tables import Entry

MINUTES = 15
"""How long a record counts as open after it was last looked at."""


def other_reader(entry: Entry, reader: str) -> str:
    """Who else has it open, or ""."""
    if not entry.claimant or entry.claimant == reader or not entry.claimed:
        return ""
    since = datetime.fromisoformat(entry.claimed)
    return entry.claimant if datetime.now(UTC) - since < timedelta(minutes=MINUTES) else ""


def free_before() -> str:
    """The time before which a claim has run out, as it is stored."""
    return (datetime.now(UTC) - timedelta(minutes=MINUTES)).isoformat(timespec="microseconds")
