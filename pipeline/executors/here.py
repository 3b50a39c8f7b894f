"""Tasks one after the other in this process: for tests and debuggers. No limit of time or memory holds here.

A signal that drops what is in flight ends it between two steps of Python: a call into a library comes to its end first.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Generic

from pipeline.executors import Done, Dropped, R, Stop, T, Work
from pipeline.executors.failures import explained


class Here(Generic[T, R]):
    """The executor without processes."""

    def __init__(self, work: Work[T, R], idle: float = 0.5) -> None:
        self.work, self.idle, self.stop = work, idle, Stop()

    def run(self, tasks: Iterable[T | None]) -> Generator[Done[T, R], None, None]:
        """Yield each task when it is done; errors of a task are yielded, not raised."""
        try:
            with self._at_work():
                self.work.prepare()
            for task in tasks:
                if self.stop.drain or self.stop.now:
                    return
                if task is None:
                    time.sleep(self.idle)
                    continue
                with self._at_work():
                    done = self._do(task)
                yield done
        except Dropped:
            return

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """While this holds, a signal that ends the batch at once ends what runs in here."""
        self.stop.here = True
        try:
            yield
        finally:
            self.stop.here = False

    def _do(self, task: T) -> Done[T, R]:
        start = time.perf_counter()
        try:
            return Done(task, result=self.work(task), seconds=time.perf_counter() - start)
        except Exception as error:
            known, trace = explained(error)
            return Done(task, error=known, trace=trace, seconds=time.perf_counter() - start)
