"""Where documents are read: in this process, in a pool of worker processes, or on a cluster.

An executor takes a picklable function and an iterator of tasks, one document a task, and yields each task once with
its result or with the error that ended it, in the order in which they finish. Nothing here knows what a document is.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pipeline.errors import ScanglotError

T = TypeVar("T")
R = TypeVar("R")
T_contra = TypeVar("T_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True)
class WorkLimits:
    """Bounds on one task: wall-clock `seconds`, `memory` in bytes for its whole process tree; None is no bound.

    A worker process ends after `recycle` tasks and a new one takes its place.
    """

    seconds: float | None = None
    memory: int | None = None
    recycle: int = 100


@dataclass(frozen=True)
class Done(Generic[T, R]):
    """A finished task: its result, or its error (with the stage it was in) and a trace for the log."""

    task: T
    result: R | None = None
    error: ScanglotError | None = None
    trace: str = ""
    seconds: float = 0.0


class Dropped(BaseException):
    """Raised in the middle of a task that runs in this process, to end it at once."""


@dataclass
class Stop:
    """How a running batch is told to end: `drain` finishes what is in flight, `now` drops it; `signal` told so.

    `here` says that a task is running in this very process: then only an exception can end it.
    """

    drain: bool = False
    now: bool = False
    signal: int | None = None
    here: bool = False

    def told(self, number: int, *, at_once: bool) -> None:
        """Take in a signal; a second one drops what is in flight, too. Raises Dropped where that runs here."""
        self.now = self.now or self.drain or at_once
        self.drain, self.signal = True, number
        if self.now and self.here:
            self.here = False
            raise Dropped


class Work(Protocol[T_contra, R_co]):
    """What executors run: a picklable callable that can make itself ready in a new process."""

    def prepare(self) -> None:
        """Load what all tasks share. Raises ScanglotError where no task can be done at all."""
        ...

    def __call__(self, task: T_contra, /) -> R_co:
        """Do one task."""
        ...


class Executor(Protocol[T, R]):
    """Runs one Work over many tasks, until they are done or `stop` says so."""

    stop: Stop

    def run(self, tasks: Iterable[T | None]) -> Generator[Done[T, R], None, None]:
        """Yield every task once, when it is done. A None among the tasks says that none is there just now."""
        ...
