"""The process pool: one task lost at most, whatever a task does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from pipeline.errors import (
    Crashed,
    EncryptedPdf,
    OutOfMemory,
    StageError,
    ToolFailed,
    ToolMissing,
    ToolTimeout,
)
from pipeline.executors import Done, WorkLimits
from pipeline.executors.pool import Pool
from pipeline.executors.processes import scratch_folder, sweep
from tests.executors.works import Ways


def run(tasks: list[str], jobs: int = 1, limits: WorkLimits | None = None) -> dict[str, Done[str, str]]:
    done = list(Pool(Ways(), jobs, limits or WorkLimits()).run(tasks))
    assert len({d.task for d in done}) == len(done)
    return {d.task: d for d in done}


def test_every_task_is_done_once_and_tells_what_went_wrong() -> None:
    done = run(
        ["echo 1", "encrypted a.pdf", "bug x", "echo 2", "kill", "segfault", "leave 3", "echo 3"], jobs=2
    )
    assert [done[f"echo {n}"].result for n in (1, 2, 3)] == ["echo 1", "echo 2", "echo 3"]
    assert isinstance(done["encrypted a.pdf"].error, EncryptedPdf)
    assert isinstance(done["bug x"].error, StageError)
    assert "ZeroDivisionError" in done["bug x"].trace
    for task in ("kill", "segfault", "leave 3"):
        error = done[task].error
        assert isinstance(error, Crashed)
        assert error.stage == "render"
    assert "memory ran out" in str(done["kill"].error)
    assert "SIGSEGV" in str(done["segfault"].error)
    assert "string_at" in done["segfault"].trace
    assert len(done) == 8


def test_a_task_over_its_time_is_killed_with_what_it_started(tmp_path: Path) -> None:
    note = tmp_path / "note"
    done = run([f"hang {note}", "echo after"], limits=WorkLimits(seconds=1.0))
    lost = done[f"hang {note}"]
    assert isinstance(lost.error, ToolTimeout)
    assert lost.error.stage == "render"
    assert "_hang" in lost.trace
    pid, scrap = note.read_text().split()
    assert not Path(scrap).exists()
    assert not psutil.pid_exists(int(pid)) or psutil.Process(int(pid)).status() == psutil.STATUS_ZOMBIE
    assert done["echo after"].result == "echo after"


@pytest.mark.parametrize("task", ["allocate 3000", "grab 3000", "child_grabs 600"])
def test_a_task_over_its_memory_is_stopped(task: str) -> None:
    done = run([task, "echo after"], limits=WorkLimits(seconds=60, memory=300 << 20))
    assert isinstance(done[task].error, OutOfMemory)
    assert done["echo after"].result == "echo after"


def test_workers_are_kept_and_recycled() -> None:
    kept = [d.result for d in Pool(Ways(), 1, WorkLimits()).run([f"pid {n}" for n in range(4)])]
    assert len(set(kept)) == 1
    fresh = [d.result for d in Pool(Ways(), 1, WorkLimits(recycle=2)).run([f"pid {n}" for n in range(4)])]
    assert len(set(fresh)) == 2


def test_threads_of_workers_are_bounded() -> None:
    assert run(["environ OMP_NUM_THREADS"])["environ OMP_NUM_THREADS"].result == "1"


@pytest.mark.parametrize(("broken", "error"), [("tool", ToolMissing), ("crash", ToolFailed)])
def test_workers_that_cannot_start_end_the_run_at_once(broken: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        list(Pool(Ways(broken), 2, WorkLimits()).run(["echo 1", "echo 2"]))


def test_draining_finishes_what_is_in_flight() -> None:
    pool: Pool[str, str] = Pool(Ways(), 1, WorkLimits())
    done = []
    for each in pool.run([f"sleep 0.{n}" for n in range(1, 9)]):
        done.append(each)
        pool.stop.drain = True
    assert 1 <= len(done) <= 2


def test_stopping_now_drops_what_is_in_flight() -> None:
    pool: Pool[str, str] = Pool(Ways(), 2, WorkLimits())
    start = time.monotonic()
    for _ in pool.run(["echo 1", "sleep 100", "sleep 101"]):
        pool.stop.now = True
    assert time.monotonic() - start < 20


def test_a_pause_in_the_tasks_is_waited_out() -> None:
    def tasks() -> Iterator[str | None]:
        yield "echo 1"
        yield None
        yield "echo 2"
        yield None

    assert [d.result for d in Pool[str, str](Ways(), 1, WorkLimits()).run(tasks())] == ["echo 1", "echo 2"]


IDLE = """
import os, signal, sys
from pipeline.executors import WorkLimits
from pipeline.executors.pool import Pool
from tests.executors.works import Ways
if __name__ == "__main__":
    for _ in Pool(Ways(), 1, WorkLimits()).run(["echo 1"]):
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_an_idle_worker_leaves_nothing_when_the_parent_is_killed(tmp_path: Path) -> None:
    path = os.pathsep.join(p for p in sys.path if p)
    environment = os.environ | {"PYTHONPATH": path, "TMPDIR": str(tmp_path)}
    assert (
        subprocess.run([sys.executable, "-c", IDLE], env=environment, check=False).returncode
        == -signal.SIGKILL
    )
    deadline = time.monotonic() + 60
    while list(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert list(tmp_path.iterdir()) == []


PARENT = """
import sys
from pathlib import Path
from pipeline.executors import WorkLimits
from pipeline.executors.pool import Pool
from pipeline.executors.processes import scratch_folder, sweep
from tests.executors.works import Ways
if __name__ == "__main__":
    list(Pool(Ways(), 1, WorkLimits()).run(["hang " + sys.argv[1]]))
"""


def test_when_the_parent_is_killed_nothing_of_it_lives_on(tmp_path: Path) -> None:
    note = tmp_path / "note"
    path = os.pathsep.join(p for p in sys.path if p)
    environment = os.environ | {"PYTHONPATH": path, "TMPDIR": str(tmp_path)}
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(note)], env=environment)
    while not (note.exists() and note.read_text()):
        time.sleep(0.05)
    workers = psutil.Process(parent.pid).children(recursive=True)
    assert workers
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    _, alive = psutil.wait_procs(workers, timeout=60)
    assert not [p for p in alive if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]
    deadline = time.monotonic() + 60
    while list(tmp_path.glob("scanglot-*")) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert list(tmp_path.glob("scanglot-*")) == []


def test_folders_of_the_dead_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ours = Path(scratch_folder())
    space = ours.name.split("-")[1]
    dead, strange, other = (
        tmp_path / f"scanglot-{space}-{2**22 - 1}-x",
        tmp_path / f"scanglot-1-{2**22 - 1}-x",
        tmp_path / "scanglot-notes",
    )
    for folder in (dead, strange, other):
        folder.mkdir()
        (folder / "page.pgm").write_bytes(b"P5")
    sweep()
    assert sorted(tmp_path.iterdir()) == sorted([ours, strange, other])
