"""Which records an export takes, and the account it gives of those that it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

if TYPE_CHECKING:
    from pipeline.records.record import Record
    from pipeline.store.desk import Desk
    from pipeline.store.standing import AsItStands

Located = tuple[Path, "Record"]


class Only(StrEnum):
    """Which records are taken; `fit` is in order or approved by a person."""

    ALL = "all"
    FIT = "fit"
    OK = "ok"
    APPROVED = "approved"


@dataclass
class Tally:
    """How many records were taken, and why how many were not."""

    taken: int = 0
    doubtful: int = 0
    """Of those taken, how many are neither in order nor approved."""
    left: Counter[str] = field(default_factory=Counter)

    def take(self, record: Record) -> None:
        """One more is taken."""
        from pipeline.records.record import released

        self.count(doubtful=not released(record))

    def count(self, *, doubtful: bool) -> None:
        """One more is taken, which is doubtful or not."""
        self.taken += 1
        self.doubtful += doubtful

    def give_back(self, record: Record, reason: str) -> None:
        """One that was taken is left out after all."""
        from pipeline.records.record import released

        self.taken -= 1
        self.doubtful -= not released(record)
        self.left[reason] += 1

    def told(self, to: str) -> str:
        """The account, in one or two lines."""
        kept = f"{self.taken} record{'' if self.taken == 1 else 's'} as {to}"
        if self.doubtful:
            kept += (
                f", {self.doubtful} of them neither ok nor approved (marked so where the format has a place)"
            )
        lines = [kept if self.taken else f"nothing was written as {to}"]
        if self.left:
            why = ", ".join(f"{count} {reason}" for reason, count in self.left.most_common())
            lines.append(f"left out {self.left.total()}: {why}")
        return "; ".join(lines) + "."


class Candidate(NamedTuple):
    """A record that may be wanted: its folder, its path below it, and its JSON where a desk has it."""

    root: str
    path: str
    content: str = ""


class RecordReader:
    """Reads records as they stand: what people made of them at a folder's desk counts, where there is one."""

    def __init__(self) -> None:
        self._desks: dict[str, tuple[Desk, AsItStands] | None] = {}

    def read(self, found: Candidate) -> Record:
        """The record. Raises UnreadableFile."""
        from pipeline.records.record import Record
        from pipeline.writers.record_files import read_record

        if found.content:
            return Record.model_validate_json(found.content)
        record = read_record(Path(found.root, found.path))
        if found.root not in self._desks:
            self._desks[found.root] = self._desk(Path(found.root))
        desk = self._desks[found.root]
        return desk[1](Path(found.path), record) if desk else record

    def close(self) -> None:
        """Let go of the desks."""
        for desk in filter(None, self._desks.values()):
            desk[0].close()
        self._desks.clear()

    @staticmethod
    def _desk(root: Path) -> tuple[Desk, AsItStands] | None:
        from pipeline.store.database import FILE, default_url
        from pipeline.writers.record_files import HIDDEN

        if not (root / HIDDEN / FILE).is_file():
            return None
        from pipeline.store.desk import Desk

        desk = Desk(default_url(root))
        return desk, desk.standing.now()


def chosen(
    paths: list[Path], only: Only | None, since: datetime | None, db: str, tally: Tally
) -> Iterator[Located]:
    """The wanted records (None: all but rejected ones), each with its path below the folder it was found in."""
    from pipeline.errors import UnreadableFile

    reader = RecordReader()
    try:
        for found in found_records(paths, only, since, db, tally):
            try:
                record = reader.read(found)
            except UnreadableFile as error:
                typer.echo(f"scanglot: {error}", err=True)
                tally.left["no record (named above)"] += 1
                continue
            if reason := refused(record, only):
                tally.left[reason] += 1
            else:
                yield Path(found.path), record
    finally:
        reader.close()


def found_records(
    paths: list[Path], only: Only | None, since: datetime | None, db: str, tally: Tally
) -> Iterator[Candidate]:
    """All records that are there and changed since that day; from the desks where only approved ones are wanted."""
    if only is Only.APPROVED:
        yield from approved(paths, db, since)
        return
    from pipeline.writers.record_files import record_files

    moment = since.replace(tzinfo=UTC).timestamp() if since else 0.0
    for given in paths:
        root = given if given.is_dir() else given.parent
        for path in record_files([given]):
            if moment and path.stat().st_mtime < moment:
                tally.left["not changed since that date"] += 1
            else:
                yield Candidate(str(root), str(path.relative_to(root)))


def refused(record: Record, only: Only | None) -> str:
    """Why a record is not wanted, or nothing."""
    from pipeline.records.article import Status
    from pipeline.records.record import released
    from pipeline.writers.trust import reviewed

    if record.status is Status.FAILED:
        return "failed"
    if only is Only.OK and record.status is not Status.OK:
        return f"{record.status.value} (--only all takes them)"
    if only in {None, Only.FIT} and reviewed(record) == "rejected":
        return "rejected by a person (--only all takes them)"
    if only is Only.FIT and not released(record):
        return "needs_review and not approved (--only all takes them)"
    return ""


def approved(paths: list[Path], db: str, since: datetime | None) -> Iterator[Candidate]:
    """Approved records as they stand on the review desks of the folders."""
    from pipeline.store.database import default_url
    from pipeline.store.desk import Desk
    from pipeline.store.filters import Filters

    moment = since.replace(tzinfo=UTC).isoformat(timespec="microseconds") if since else ""
    filters = Filters(state="approved", changed_since=moment)
    for url in dict.fromkeys([db] if db else [default_url(path) for path in paths]):
        desk = Desk(url)
        try:
            after = 0
            while found := desk.harvest.page(filters, 200, after):
                yield from (Candidate("", s.entry.path, s.record) for s in found)
                after = found[-1].entry.seq
        finally:
            desk.close()
