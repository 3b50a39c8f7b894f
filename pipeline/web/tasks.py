"""Work in the background: one at a time, each with its progress, kept until the next fifty are done."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from pipeline.errors import RecordNotFound, ScanglotError, StageError
from pipeline.web.settings import Progress, ReadAgain

_KEPT = 50


@dataclass
class Task:
    """A piece of work and how far it has come (`share`, 0..1)."""

    key: str
    title: str
    number: str = field(default_factory=lambda: secrets.token_hex(8))
    share: float = 0.0
    message: str = "waiting"
    done: bool = False
    failed: Exception | None = None
    reading: ReadAgain | None = None


class Tasks:
    """Runs tasks one after another in a thread of their own."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="reread")
        self._tasks: dict[str, Task] = {}
        self._lock = Lock()

    def start(self, key: str, title: str, work: Callable[[Progress], ReadAgain]) -> Task:
        """Queue a piece of work on a record."""
        task = Task(key, title)
        with self._lock:
            self._tasks[task.number] = task
            for old in [t for t in self._tasks.values() if t.done][:-_KEPT]:
                del self._tasks[old.number]
        self._pool.submit(self._run, task, work)
        return task

    def get(self, number: str) -> Task:
        """A task by its number. Raises RecordNotFound."""
        task = self._tasks.get(number)
        if task is None:
            raise RecordNotFound("there is no such task.", where=number, cure="Start it again.")
        return task

    @staticmethod
    def _run(task: Task, work: Callable[[Progress], ReadAgain]) -> None:
        def progress(share: float, message: str) -> None:
            task.share, task.message = share, message

        try:
            task.reading = work(progress)
            task.message = "done"
        except ScanglotError as error:
            task.failed = error
        except Exception as error:
            task.failed = StageError(f"{type(error).__name__}: {error}")
        task.share, task.done = 1.0, True
