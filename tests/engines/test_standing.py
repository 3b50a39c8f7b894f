"""A program that stands by: it answers in turn, and neither its end nor its silence is more than a missing answer."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import psutil
import pytest

from pipeline.engines.standing import StandingProgram
from pipeline.errors import ToolFailed, ToolTimeout

PROGRAM = """
import json, os, struct, sys, time
for line in sys.stdin:
    what, *given = json.loads(line)
    if what == "end":
        os._exit(3)
    if what == "sleep":
        time.sleep(60)
    body = b"x" * (given[0] if what == "bytes" else 0)
    about = {"failed": "no such page"} if what == "fail" else {"given": given, "pid": os.getpid()}
    head = json.dumps({**about, "bytes": len(body)}).encode()
    sys.stdout.buffer.write(struct.pack("!I", len(head)) + head + body)
    sys.stdout.buffer.flush()
"""


def _children() -> set[int]:
    return {child.pid for child in psutil.Process().children()}


@pytest.fixture
def standing(tmp_path: Path) -> StandingProgram:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, encoding="utf-8")
    return StandingProgram([sys.executable, str(path)], 20)


def test_one_program_answers_all_questions_in_turn(standing: StandingProgram) -> None:
    first, none = standing.ask("say", "路", 2)
    second, body = standing.ask("bytes", 1_000_000)
    assert (first["given"], bytes(none)) == (["路", 2], b"")
    assert bytes(body) == b"x" * 1_000_000
    assert first["pid"] == second["pid"]


def test_what_it_says_that_it_cannot_do_is_an_error_and_it_goes_on(standing: StandingProgram) -> None:
    pid = standing.ask("say")[0]["pid"]
    with pytest.raises(ToolFailed, match="no such page"):
        standing.ask("fail")
    assert standing.ask("say")[0]["pid"] == pid


def test_after_its_end_another_one_stands_by(standing: StandingProgram) -> None:
    pid = standing.ask("say")[0]["pid"]
    with pytest.raises(ToolFailed):
        standing.ask("end")
    assert standing.ask("say")[0]["pid"] != pid


def test_one_that_does_not_answer_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, encoding="utf-8")
    standing, others = StandingProgram([sys.executable, str(path)], 0.5), _children()
    with pytest.raises(ToolTimeout):
        standing.ask("sleep")
    assert _children() <= others


def test_it_ends_with_the_one_who_asks(standing: StandingProgram) -> None:
    pid = standing.ask("say")[0]["pid"]
    assert psutil.pid_exists(pid)
    standing.close()
    assert not psutil.pid_exists(pid)
    again, others = StandingProgram(["sh", "-c", "exit 0"], 5), _children()
    with pytest.raises(ToolFailed):
        again.ask("say")
    del again
    gc.collect()
    assert _children() <= others
