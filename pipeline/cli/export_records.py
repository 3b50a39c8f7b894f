"""Which records an export takes, and the account it gives of those that it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pipeline.records.record import Record
    from pipeline.writers.formats import Format

Dated = tuple[Path, "Record"]


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

        self.taken += 1
        self.doubtful += not released(record)

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


def chosen(
    paths: list[Path], only: Only | None, since: datetime | None, db: str, tally: Tally
) -> Iterator[tuple[Path, Record]]:
    """The wanted records (None: all but rejected ones), each with its path below the folder it was found in."""
    found = approved(paths, db, since) if only is Only.APPROVED else _read(paths, since, tally)
    for path, record in found:
        reason = refused(record, only)
        if reason:
            tally.left[reason] += 1
        else:
            yield path, record


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


def counted(records: Iterator[Dated], to: Format, tally: Tally) -> Iterator[Dated]:
    """The records that the format can hold; the others are told of."""
    for path, record in records:
        reason = to.lacks(record)
        if reason:
            tally.left[reason] += 1
            continue
        tally.take(record)
        yield path, record


def _read(paths: list[Path], since: datetime | None, tally: Tally) -> Iterator[Dated]:
    """Records as they stand: what people made of them at a folder's desk counts, where there is one."""
    from pipeline.store.database import FILE, default_url
    from pipeline.writers.record_files import HIDDEN

    for root in paths:
        found = _files(root, since, tally)
        if not (root / HIDDEN / FILE).is_file():
            yield from found
            continue
        from pipeline.store.desk import Desk

        desk = Desk(default_url(root))
        try:
            yield from desk.standing.of(found)
        finally:
            desk.close()


def _files(root: Path, since: datetime | None, tally: Tally) -> Iterator[Dated]:
    from pipeline.errors import UnreadableFile
    from pipeline.writers.record_files import read_record, record_files

    moment = since.replace(tzinfo=UTC).timestamp() if since else 0.0
    for path in record_files([root]):
        if path.stat().st_mtime < moment:
            tally.left["not changed since that date"] += 1
            continue
        try:
            record = read_record(path)
        except UnreadableFile as error:
            typer.echo(f"scanglot: {error}", err=True)
            tally.left["no record (named above)"] += 1
            continue
        yield (path.relative_to(root) if root.is_dir() else Path(path.name)), record


def approved(paths: list[Path], db: str, since: datetime | None) -> Iterator[Dated]:
    """Approved records as they stand on the review desks of the folders."""
    from pipeline.records.record import Record
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
                yield from ((Path(s.entry.path), Record.model_validate_json(s.record)) for s in found)
                after = found[-1].entry.seq
        finally:
            desk.close()
