"""Tasks in this very process: done in order, and ended by the signals that end a run."""

from __future__ import annotations

import os
import signal
import threading
import time

from pipeline.cli.batches import stopped_by_signals
from pipeline.executors.here import Here
from tests.executors.works import Ways


def signals(*after: tuple[float, int]) -> None:
    for seconds, number in after:
        threading.Timer(seconds, os.kill, (os.getpid(), number)).start()


def test_a_terminated_run_ends_the_task_that_it_is_at() -> None:
    executor = Here(Ways())
    start = time.monotonic()
    with stopped_by_signals(executor.stop):
        signals((0.3, signal.SIGTERM))
        assert [done.task for done in executor.run(["echo 1", "sleep 60", "echo 2"])] == ["echo 1"]
    assert time.monotonic() - start < 5
    assert executor.stop.signal == signal.SIGTERM


def test_an_interrupt_waits_for_the_task_and_a_second_does_not() -> None:
    executor = Here(Ways())
    with stopped_by_signals(executor.stop):
        signals((0.2, signal.SIGINT))
        assert [done.task for done in executor.run(["sleep 0.5", "echo 2"])] == ["sleep 0.5"]
    executor = Here(Ways())
    with stopped_by_signals(executor.stop):
        signals((0.2, signal.SIGINT), (0.4, signal.SIGINT))
        assert [done.task for done in executor.run(["sleep 60", "echo 2"])] == []
