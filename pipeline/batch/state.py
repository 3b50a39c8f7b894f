"""How far a folder of records has come, as its journal tells; the run that writes it is not disturbed."""

from __future__ import annotations

import os
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.records.article import Status
from pipeline.store.journal import FinishedDocument, Journal, JournalRun
from pipeline.writers.record_files import HIDDEN


@dataclass(frozen=True)
class Failure:
    """One document that failed."""

    name: str
    source: str
    code: str
    message: str


@dataclass(frozen=True)
class BatchState:
    """Documents by outcome; the last run: `running`, `finished`, `interrupted`, `stopped` or `killed`.

    `todo` is what that run had to do and `done` what it has done; `seconds_left` is guessed from its speed.
    """

    documents: int
    ok: int
    needs_review: int
    failed: int
    run: str
    started: float | None
    todo: int
    done: int
    pages_per_minute: float
    seconds_left: float | None
    failures: tuple[Failure, ...]


def read_state(out: Path) -> BatchState:
    """The state of an output folder. Raises SettingsError where no run has written there."""
    path = out / HIDDEN / "journal.sqlite"
    if not path.exists():
        raise SettingsError(
            "no run has written there.", where=str(out), cure="Start one with 'scanglot run'."
        )
    journal = Journal(path)
    try:
        entries, run = journal.entries(), journal.last_run()
    finally:
        journal.close()
    return _state(entries, run)


def _state(entries: list[FinishedDocument], run: JournalRun | None) -> BatchState:
    count = Counter(e.status for e in entries)
    started = run.started if run else 0.0
    now = (run.ended if run else None) or max(
        [time.time() if _alive(run) else 0.0, *(e.finished for e in entries)]
    )
    fresh = [e for e in entries if e.finished >= started]
    left = max(0, run.todo - len(fresh)) if run else 0
    elapsed = max(now - started, 1e-6)
    going = bool(fresh and left and _alive(run))
    return BatchState(
        documents=len(entries),
        ok=count[Status.OK],
        needs_review=count[Status.NEEDS_REVIEW],
        failed=count[Status.FAILED],
        run="none" if run is None else "killed" if run.ended is None and not _alive(run) else run.outcome,
        started=started or None,
        todo=run.todo if run else 0,
        done=len(fresh),
        pages_per_minute=60 * sum(e.pages for e in fresh) / elapsed,
        seconds_left=elapsed / len(fresh) * left if going else None,
        failures=tuple(
            Failure(e.name, e.source, e.code, e.message) for e in entries if e.status == Status.FAILED
        ),
    )


def _alive(run: JournalRun | None) -> bool:
    """Whether the process of a run that has not ended is there."""
    if run is None or run.ended is not None:
        return False
    try:
        os.kill(run.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
