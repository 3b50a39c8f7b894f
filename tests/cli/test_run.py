"""`scanglot run`, `status` and `watch` as a user gives them, on text files, through the real program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.live

TEXT = "Serum CRP in coronary disease\n\nLI Peng, WU Xiao\n\nAbstract: Objective To study CRP. Results CRP rose.\n"
QUICK = ("--ocr", "tesseract", "--no-translate", "--jobs", "1")


def scanglot(*args: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join(p for p in sys.path if p)
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *args],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": paths} | env,
        check=False,
        timeout=200,
    )


def test_a_run_resumed_and_its_status(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(TEXT)
    (tmp_path / "in" / "bad.pdf").write_bytes(b"")
    first = scanglot("run", "in", "--out", "out", *QUICK, "--progress", "json", cwd=tmp_path)
    assert first.returncode == 1, first.stderr
    events = [json.loads(line) for line in first.stdout.splitlines()]
    assert [e["event"] for e in events] == ["began", "document", "document", "summary"]
    assert json.loads((tmp_path / "out" / "good.json").read_bytes())["source"]["file"] == "good.txt"
    assert json.loads((tmp_path / "out" / "bad.json").read_bytes())["error"]["code"] == "input.unreadable"
    assert (tmp_path / "out" / "report.html").exists()
    again = scanglot("run", "in", "--out", "out", *QUICK, cwd=tmp_path)
    assert again.returncode == 1
    assert "2 documents, 2 finished earlier, 0 to read" in again.stderr
    state = json.loads(scanglot("status", "out", "--json", cwd=tmp_path).stdout)
    assert (state["documents"], state["failed"], state["run"]) == (2, 1, "finished")


@pytest.mark.parametrize(
    ("progress", "closed"),
    [("json", "stdout"), ("bar", "stderr")],
)
def test_a_reader_that_leaves_does_not_end_the_run(progress: str, closed: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(TEXT)
    (tmp_path / "in" / "bad.pdf").write_bytes(b"")
    paths = os.pathsep.join(p for p in sys.path if p)
    options = (*QUICK, "--progress", progress, "--log-json")
    left, kept = os.pipe()
    os.close(left)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | {closed: kept}
    run = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "run", "in", "--out", "out", *options],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": paths},
        stdout=streams["stdout"],
        stderr=streams["stderr"],
    )
    os.close(kept)
    told = b"".join(said or b"" for said in run.communicate(timeout=200))
    assert run.returncode == 1
    assert b"Traceback" not in told
    assert b"Exception" not in told
    assert sorted(p.name for p in (tmp_path / "out").glob("*.json")) == ["bad.json", "good.json"]
    assert (tmp_path / "out" / "report.html").exists()


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("run", "gone.pdf"), 3, "there is no such file"),
        (("run", "empty"), 2, "nothing to read"),
        (("run", "a.txt", "--pages", "x"), 2, "--pages"),
        (("run", "a.txt", "--lang", "xx"), 2, "no language file"),
        (("status", "nowhere"), 2, "no run has written there"),
        (("watch", "nowhere"), 2, "is no folder"),
    ],
)
def test_what_cannot_be_done_is_one_message_and_its_code(
    args: tuple[str, ...], code: int, told: str, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    done = scanglot(*args, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert told in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_a_missing_tool_ends_the_run_with_its_cure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "bin").mkdir()
    done = scanglot("run", "a.txt", "--out", "out", *QUICK, cwd=tmp_path, PATH=str(tmp_path / "bin"))
    assert done.returncode == 4, done.stdout
    assert "install" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_a_watched_folder_until_interrupted(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    paths = os.pathsep.join(p for p in sys.path if p)
    watch = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "watch", "in", "--out", "out", "--settle", "0.3", *QUICK],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": paths},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    (tmp_path / "in" / "scan.txt").write_text(TEXT)
    deadline = time.monotonic() + 120
    while not (tmp_path / "out" / "scan.json").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    watch.send_signal(signal.SIGINT)
    assert watch.wait(60) == 130
    assert json.loads((tmp_path / "out" / "scan.json").read_bytes())["status"] != "failed"
