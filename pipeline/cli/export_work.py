"""Records into texts of one format, in this process or in workers, in the order in which they were found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from pipeline.cli.export_records import Candidate, Only, RecordReader, refused

if TYPE_CHECKING:
    from pipeline.executors import Executor
    from pipeline.executors.in_order import Numbered
    from pipeline.records.record import Record

AT_ONCE = 64
"""Records that a worker is given at once."""
FEW = 512
"""Records that are written sooner than workers are ready."""
AHEAD = 3
"""Tasks for each worker that are at work or wait for an earlier one."""
PARQUET = "parquet"


class Written(NamedTuple):
    """A record's text, or why it was left out (`told` says more about that one)."""

    path: str
    text: str = ""
    left: str = ""
    told: str = ""
    doubtful: bool = False


class Converted(NamedTuple):
    """What became of the records of one task; `rows` are those of a Parquet file (`pipeline.writers.parquet.rows`)."""

    made: list[Written]
    rows: bytes = b""


@dataclass
class Convert:
    """The work: records that may be wanted in, texts out."""

    to: str
    only: Only | None
    reader: RecordReader = field(default_factory=RecordReader)

    def prepare(self) -> None:
        """Load the format. Raises SettingsError where there is none of that name, ToolMissing where it lacks a library."""
        from pipeline.writers.formats import find
        from pipeline.writers.parquet import libraries

        _ = libraries() if self.to == PARQUET else find(self.to)

    def __call__(self, task: Numbered[list[Candidate]]) -> Converted:
        """What becomes of each record."""
        if self.to != PARQUET:
            return Converted([self._made(found) for found in task[1]])
        from pipeline.writers.parquet import rows

        kept: list[Record] = []
        made = [self._made(found, kept) for found in task[1]]
        return Converted(made, rows(kept))

    def _made(self, found: Candidate, kept: list[Record] | None = None) -> Written:
        """One record as text, or as it is among those that are kept."""
        from pipeline.errors import UnreadableFile
        from pipeline.records.record import released
        from pipeline.writers.formats import FORMATS

        try:
            record = self.reader.read(found)
        except UnreadableFile as error:
            return Written(found.path, left="no record (named above)", told=str(error))
        chosen = FORMATS.get(self.to)
        left = refused(record, self.only) or (chosen.lacks(record) if chosen else "")
        if left:
            return Written(found.path, left=left)
        if kept is not None:
            kept.append(record)
        return Written(found.path, chosen.write(record) if chosen else "", doubtful=not released(record))


def converted(
    found: Iterator[Candidate], to: str, only: Only | None, jobs: int | None
) -> Iterator[Converted]:
    """What becomes of the records, some at a time; memory stays that of a few tasks, whatever their number.

    `jobs` is the number of workers, 0 for none; None for as many as there are cores, where there are many records.
    """
    from pipeline.executors.in_order import in_order
    from pipeline.writers.parquet import ROWS

    if jobs is None:
        first = list(islice(found, FEW))
        jobs = _sensible_jobs(len(first))
        found = chain(first, found)
    work = Convert(to, only)
    tasks = _tasks(found, ROWS if to == PARQUET else AT_ONCE)
    try:
        yield from in_order(_executor(work, jobs), tasks, AHEAD * max(1, jobs))
    finally:
        work.reader.close()


def _sensible_jobs(records: int) -> int:
    from pipeline.executors.machine import cores

    return cores() if records == FEW and cores() > 1 else 0


def _executor(work: Convert, jobs: int) -> Executor[Numbered[list[Candidate]], Converted]:
    from pipeline.executors import WorkLimits
    from pipeline.executors.here import Here
    from pipeline.executors.pool import Pool

    if jobs == 0:
        return Here(work)
    return Pool(work, jobs, WorkLimits(recycle=1_000_000), pause=0.01)


def _tasks(found: Iterable[Candidate], size: int) -> Iterator[list[Candidate]]:
    rest = iter(found)
    while task := list(islice(rest, size)):
        yield task
