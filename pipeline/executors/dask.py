"""Tasks on a cluster that runs Dask distributed (an optional extra).

Every task still runs in a process of its own beside the Dask worker, so that the limits of time and memory hold on
each machine. Dask gives the tasks of a worker that dies to another one; a task whose workers died several times
fails. Each task is yielded once, whatever the cluster did.
"""

from __future__ import annotations

import pickle
import queue
import threading
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from importlib import import_module
from typing import Any, Generic, NamedTuple

from pipeline import __version__
from pipeline.errors import ScanglotError, SettingsError, ToolFailed, ToolMissing
from pipeline.executors import Done, R, Stop, T, Work, WorkLimits
from pipeline.executors.pool import POLL, Pool

AHEAD = 2
"""Tasks given to the cluster for each of its threads, so that none waits for us."""

CONNECT = 20.0
"""Seconds that a scheduler may take to answer."""

PATIENCE = 120.0
"""Seconds that a cluster may be without any worker."""

_lanes = threading.local()


class Lane(Generic[T, R]):
    """One worker process beside a thread of a Dask worker, kept from task to task."""

    def __init__(self, work: Work[T, R], limits: WorkLimits) -> None:
        self._inbox: deque[T] = deque()
        self._results = Pool(work, 1, limits, pause=0.0).run(self._feed())

    def _feed(self) -> Iterator[T | None]:
        while True:
            yield self._inbox.popleft() if self._inbox else None

    def do(self, task: T) -> Done[T, R]:
        """Do one task. Raises ScanglotError where no task can be done on this machine."""
        self._inbox.append(task)
        return next(self._results)


class Sent(NamedTuple):
    """What comes back over the wire; no task, which the submitter has."""

    result: Any
    error: ScanglotError | None
    trace: str
    seconds: float


def on_worker(work: bytes, limits: WorkLimits, task: Any) -> Sent:
    """Run on a Dask worker: do one task in the lane of this thread."""
    lane = getattr(_lanes, "lane", None)
    if lane is None or _lanes.work != work:
        lane = Lane(pickle.loads(work), limits)  # noqa: S301  (the submitter wrote it)
        _lanes.lane, _lanes.work = lane, work
    try:
        done = lane.do(task)
    except ScanglotError:
        _lanes.lane = None
        raise
    return Sent(done.result, done.error, done.trace, done.seconds)


def version() -> str:
    """Which scanglot a machine has."""
    return __version__


class Cluster(Generic[T, R]):
    """The executor on a Dask cluster at `address`."""

    def __init__(
        self, work: Work[T, R], address: str, limits: WorkLimits, patience: float = PATIENCE
    ) -> None:
        self._work, self._address, self._limits, self._patience = (
            pickle.dumps(work),
            address,
            limits,
            patience,
        )
        self._ended: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.stop = Stop()

    def run(self, tasks: Iterable[T | None]) -> Generator[Done[T, R], None, None]:
        """Yield every task once. Raises ToolError where the cluster cannot do any, SettingsError where it is not ours."""
        client = self._connect()
        try:
            yield from self._drive(client, iter(tasks))
        finally:
            client.close()

    def _connect(self) -> Any:
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise ToolMissing(
                "Dask is not installed.", where="--cluster", cure="pip install 'scanglot[cluster]'"
            ) from error
        try:
            client = distributed.Client(self._address, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ToolMissing(
                "no Dask scheduler answers there.",
                where=self._address,
                cure="Start one: see docs/cluster.md.",
            ) from error
        try:
            versions = set(client.run(version).values())
        except Exception as error:
            client.close()
            raise SettingsError(
                f"the cluster's workers cannot run scanglot ({error}).",
                where=self._address,
                cure="Install the same scanglot on every machine: see docs/cluster.md.",
            ) from error
        if versions - {__version__}:
            client.close()
            raise SettingsError(
                f"the cluster's workers have scanglot {', '.join(sorted(versions))}, this machine has {__version__}.",
                where=self._address,
                cure="Install the same on every machine.",
            )
        return client

    def _drive(self, client: Any, tasks: Iterator[T | None]) -> Iterator[Done[T, R]]:
        flying: dict[Any, T] = {}
        census = Census(client, self._patience)
        more = True
        while not self.stop.now and (flying or (more and not self.stop.drain)):
            room = max(1, AHEAD * census.threads()) - len(flying)
            while more and room > 0 and not self.stop.drain:
                try:
                    task = next(tasks)
                except StopIteration:
                    more = False
                    break
                if task is None:
                    break
                flying[self._submit(client, task)] = task
                room -= 1
            try:
                future = self._ended.get(timeout=POLL)
            except queue.Empty:
                continue
            yield self._landed(future, flying.pop(future))

    def _submit(self, client: Any, task: T) -> Any:
        future = client.submit(on_worker, self._work, self._limits, task, pure=False)
        future.add_done_callback(self._ended.put)
        return future

    def _landed(self, future: Any, task: T) -> Done[T, R]:
        try:
            sent: Sent = future.result(timeout=60)
        except ScanglotError:
            raise
        except Exception as error:
            return Done(
                task, error=ToolFailed(f"the cluster lost the document ({type(error).__name__}: {error}).")
            )
        return Done(task, sent.result, sent.error, sent.trace, sent.seconds)


class Census:
    """How many threads a cluster has, asked for now and then."""

    def __init__(self, client: Any, patience: float) -> None:
        self._client, self._patience = client, patience
        self._threads, self._next = 0, 0.0
        self._alive = time.monotonic()

    def threads(self) -> int:
        """Threads of all workers. Raises ToolFailed where there has been none for too long."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + 2.0
            try:
                self._threads = sum(self._client.nthreads().values())
            except (OSError, ValueError, TimeoutError):
                self._threads = 0
            if self._threads:
                self._alive = now
            elif now - self._alive > self._patience:
                raise ToolFailed(
                    f"the cluster has had no worker for {self._patience:g} s.",
                    cure="Give the same command again when it has: what is finished stays.",
                )
        return self._threads
