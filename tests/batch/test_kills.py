"""The whole program killed at any moment: nothing lost but what was in flight, nothing half written, nothing twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

DOCUMENTS = 40
JOBS = 2


class Program:
    """The batch program over a folder of documents that each take a while."""

    def __init__(self, root: Path) -> None:
        self.inputs, self.out, self.log, self.scratch = root / "in", root / "out", root / "log", root / "tmp"
        self.scratch.mkdir()
        for n in range(DOCUMENTS):
            path = self.inputs / f"{n % 4}" / f"d{n:02}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"sleep 0.03 document {n}")

    def start(self) -> subprocess.Popen[bytes]:
        paths = os.pathsep.join(p for p in sys.path if p)
        return subprocess.Popen(
            [sys.executable, "-m", "tests.batch.program", str(self.inputs), str(self.out), str(self.log)],
            env=os.environ | {"PYTHONPATH": paths, "TMPDIR": str(self.scratch)},
            stdout=subprocess.PIPE,
            start_new_session=True,
        )

    def begun(self) -> subprocess.Popen[bytes]:
        """A run that has begun its work."""
        program = self.start()
        assert program.stdout is not None
        program.stdout.readline()
        program.stdout.close()
        return program

    def finish(self) -> int:
        program = self.start()
        program.communicate(timeout=120)
        return program.returncode

    def records(self) -> list[str]:
        """The titles of all records, each of which has to be whole."""
        paths = [p for p in self.out.rglob("*.json") if ".scanglot" not in p.parts]
        return [json.loads(p.read_bytes())["title"]["en"] for p in paths]

    def readings(self) -> Counter[str]:
        return Counter(self.log.read_text().split()) if self.log.exists() else Counter()


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def test_ten_kills_at_random_moments_lose_only_what_was_in_flight(program: Program) -> None:
    kills = 10
    chance = random.Random(6)
    for _ in range(kills):
        victim = program.begun()
        time.sleep(chance.uniform(0.0, 0.7))
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        titles = program.records()
        assert len(set(titles)) == len(titles)
    assert program.finish() == 0
    assert sorted(program.records()) == sorted(f"sleep 0.03 document {n}" for n in range(DOCUMENTS))
    again = sum(count - 1 for count in program.readings().values())
    assert again <= kills * JOBS * 2
    deadline = time.monotonic() + 60
    while list(program.scratch.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert list(program.scratch.iterdir()) == []
    assert not (program.out / ".scanglot/aside").exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_a_run_cleanly(program: Program, number: signal.Signals, code: int) -> None:
    victim = program.begun()
    while not program.records() and victim.poll() is None:
        time.sleep(0.02)
    victim.send_signal(number)
    assert victim.wait(30) == code
    assert 0 < len(program.records()) < DOCUMENTS
    assert list(program.scratch.iterdir()) == []
    assert program.finish() == 0
    assert len(program.records()) == DOCUMENTS
    if number == signal.SIGINT:
        assert set(program.readings().values()) == {1}
