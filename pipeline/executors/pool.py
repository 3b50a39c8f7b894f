"""Tasks in worker processes of this machine, one task a worker at a time.

Each worker leads a session of its own, so that a task that takes too long or too much memory is killed with every
program it started, and costs nothing but itself. A worker that dies is replaced; its task is yielded as an error.
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic

from pipeline.errors import OutOfMemory, ScanglotError, ToolFailed, ToolTimeout
from pipeline.executors import Done, R, Stop, T, Work, WorkLimits
from pipeline.executors.failures import death, explained
from pipeline.executors.processes import kill_tree, memory, scratch_folder, sweep

POLL = 0.25
"""Seconds between two looks at clocks and memory."""

START = 300.0
"""Seconds that a worker may take to load its models."""

HEADROOM = 1 << 30
"""Bytes that libraries may reserve beyond the memory limit without using them."""

_PROGRAM = str(Path(__file__).with_name("worker.py"))
_THREADS = (
    "OMP_NUM_THREADS",
    "OMP_THREAD_LIMIT",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)


class Worker(Generic[T]):
    """One worker process: its line, its task, and since when it is at it."""

    def __init__(self, work: bytes, limits: WorkLimits, threads: int) -> None:
        self.limits = limits
        self.folder = scratch_folder()
        self.ready, self.done, self.start = False, 0, time.perf_counter()
        self.task: T | None = None
        self.stage: str | None = None
        ours, theirs = socket.socketpair()
        life_read, self._life = os.pipe()
        environment = os.environ | dict.fromkeys(_THREADS, str(threads)) | {"TMPDIR": self.folder}
        self._log = Path(self.folder, "worker.log")
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-P", _PROGRAM, str(theirs.fileno()), str(life_read), self.folder],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                pass_fds=(theirs.fileno(), life_read),
                start_new_session=True,
            )
        theirs.close()
        os.close(life_read)
        self.line = Connection(ours.detach())
        bound = None if limits.memory is None else limits.memory + HEADROOM
        with suppress(OSError):
            self.line.send((sys.path, bound, work))

    def give(self, task: T) -> None:
        """Hand over a task; if the worker is dead already, the line's end tells so next."""
        self.task, self.stage, self.start = task, None, time.perf_counter()
        with suppress(OSError):
            self.line.send(task)

    @property
    def seconds(self) -> float:
        """How long it has been at its task."""
        return time.perf_counter() - self.start

    def overrun(self) -> ScanglotError | None:
        """The bound that its task broke, if any."""
        seconds, most = self.limits.seconds, self.limits.memory
        if self.task is None:
            late = not self.ready and self.seconds > START
            return ToolTimeout(f"a worker was not ready after {START:g} s.") if late else None
        if seconds is not None and self.seconds > seconds:
            return ToolTimeout(
                f"reading took longer than {seconds:g} s and was stopped.",
                cure="Allow more with --timeout SECONDS.",
            )
        if most is not None and memory(self.process.pid) > most:
            return OutOfMemory(
                f"reading took more than {most >> 20} MB of memory and was stopped.",
                cure="Allow more with --memory MB.",
            )
        return None

    def trace(self) -> str:
        """What the process wrote of its own end."""
        with suppress(OSError):
            return self._log.read_bytes()[-20_000:].decode("utf-8", "replace")
        return ""

    def explain(self, patience: float = 0.5) -> str:
        """Have a live worker write where each of its threads is, and return that."""
        with suppress(OSError):
            self.process.send_signal(signal.SIGUSR1)
            time.sleep(patience)
        return self.trace()

    def end(self) -> int:
        """Kill it with all that it started, and clear up after it; returns its exit status."""
        self.line.close()
        kill_tree(self.process.pid)
        status = self.process.wait()
        os.close(self._life)
        shutil.rmtree(self.folder, ignore_errors=True)
        return status


class Pool(Generic[T, R]):
    """The executor with `jobs` worker processes; each may use `threads` threads for its arithmetic.

    When no task is there, the next is asked for after `pause` seconds.
    """

    def __init__(
        self, work: Work[T, R], jobs: int, limits: WorkLimits, threads: int = 1, pause: float = POLL
    ) -> None:
        self._work = pickle.dumps(work)
        self._jobs, self._limits, self._threads, self._pause = jobs, limits, threads, pause
        self._workers: list[Worker[T]] = []
        self._tasks: Iterator[T | None] = iter(())
        self._more = True
        self._next: T | None = None
        self._next_draw, self._next_look = 0.0, 0.0
        self._false_starts = 0
        self.stop = Stop()

    def run(self, tasks: Iterable[T | None]) -> Generator[Done[T, R], None, None]:
        """Yield every task once; raises the error of `prepare` where no worker can be made ready."""
        sweep()
        self._tasks, self._more = iter(tasks), True
        self._next = self._draw()
        try:
            while not self.stop.now and (self._busy() or (self._more and not self.stop.drain)):
                self._hand_out()
                yield from self._collect()
        finally:
            self.close()

    def close(self) -> None:
        """End all workers, busy or not."""
        while self._workers:
            self._workers.pop().end()

    def stages(self) -> dict[int, str]:
        """The stage that each busy worker is in, by process id."""
        return {w.process.pid: w.stage for w in self._workers if w.task is not None and w.stage}

    def _busy(self) -> bool:
        return any(w.task is not None for w in self._workers)

    def _draw(self) -> T | None:
        """The next task, or None when none is there now; clears `_more` when there will be none."""
        if not self._more or time.monotonic() < self._next_draw:
            return None
        try:
            task = next(self._tasks)
        except StopIteration:
            self._more = False
            return None
        if task is None:
            self._next_draw = time.monotonic() + self._pause
        return task

    def _hand_out(self) -> None:
        while not self.stop.drain:
            if self._next is None:
                self._next = self._draw()
            if self._next is None:
                return
            idle = next((w for w in self._workers if w.ready and w.task is None), None)
            if idle is None:
                break
            idle.give(self._next)
            self._next = self._draw()
        while self._next is not None and len(self._workers) < self._jobs and not self.stop.drain:
            self._workers.append(Worker(self._work, self._limits, self._threads))

    def _collect(self) -> Iterator[Done[T, R]]:
        lines: dict[Any, Worker[T]] = {w.line: w for w in self._workers}
        for line in wait(list(lines), POLL) if lines else self._sleep():
            done = self._hear(lines[line])
            if done is not None:
                self._hand_out()
                yield done
        if time.monotonic() >= self._next_look:
            self._next_look = time.monotonic() + POLL
            yield from self._stop_overruns()

    def _stop_overruns(self) -> Iterator[Done[T, R]]:
        for worker in list(self._workers):
            error = worker.overrun()
            done = self._lose(worker, error) if error is not None else None
            if done is not None:
                self._hand_out()
                yield done

    def _sleep(self) -> list[Any]:
        time.sleep(POLL if self._next is None else 0.0)
        return []

    def _hear(self, worker: Worker[T]) -> Done[T, R] | None:
        try:
            kind, value, trace = worker.line.recv()
        except (EOFError, OSError):
            return self._lose(worker, None)
        except Exception as error:
            return self._lose(worker, explained(error)[0])
        if kind == "stage":
            worker.stage = value
            return None
        if kind == "ready":
            worker.ready, self._false_starts = True, 0
            return None
        if kind == "broken":
            self._retire(worker)
            raise value
        return self._finish(worker, value, trace)

    def _finish(self, worker: Worker[T], value: Any, trace: str | None) -> Done[T, R]:
        task, seconds = worker.task, worker.seconds
        assert task is not None
        worker.task = None
        worker.done += 1
        if worker.done >= self._limits.recycle or isinstance(value, OutOfMemory):
            self._retire(worker)
        if trace is None:
            return Done(task, result=value, seconds=seconds)
        return Done(task, error=value, trace=trace, seconds=seconds)

    def _lose(self, worker: Worker[T], error: ScanglotError | None) -> Done[T, R] | None:
        """A worker that died (no error given) or has to die; its task, if it had one, failed."""
        trace = worker.explain() if error is not None else worker.trace()
        status = self._retire(worker)
        if worker.task is not None:
            error = error or death(status)
            error.stage = worker.stage
            return Done(worker.task, error=error, trace=trace, seconds=worker.seconds)
        self._false_starts += 0 if worker.ready else 1
        if self._false_starts >= 3:
            raise ToolFailed(
                f"worker processes end before they are ready (status {status}).", cure=trace[-2000:]
            )
        return None

    def _retire(self, worker: Worker[T]) -> int:
        self._workers.remove(worker)
        return worker.end()
