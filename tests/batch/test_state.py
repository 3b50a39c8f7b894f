"""What `scanglot status` reads from the journal."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pipeline.batch.state import read_state
from pipeline.errors import SettingsError, StoreError
from pipeline.store.journal import FinishedDocument, Journal


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    (tmp_path / ".scanglot").mkdir()
    return Journal(tmp_path / ".scanglot" / "journal.sqlite")


def entry(name: str, status: str, finished: float) -> FinishedDocument:
    return FinishedDocument(
        name, f"/in/{name}.pdf", 1, 1, name, "s", status, "input", "why", pages=2, finished=finished
    )


def test_a_run_on_its_way(journal: Journal, tmp_path: Path) -> None:
    journal.put(entry("old", "ok", 1.0))
    run = journal.begin(os.getpid(), 4, 3)
    journal.put(entry("a", "needs_review", time.time()))
    journal.put(entry("b", "failed", time.time()))
    state = read_state(tmp_path)
    assert (state.documents, state.ok, state.needs_review, state.failed) == (3, 1, 1, 1)
    assert (state.run, state.todo, state.done) == ("running", 3, 2)
    assert state.seconds_left is not None
    assert state.pages_per_minute > 0
    assert [f.name for f in state.failures] == ["b"]
    journal.end(run, "finished")
    journal.close()
    ended = read_state(tmp_path)
    assert (ended.run, ended.seconds_left) == ("finished", None)


def test_a_run_that_was_killed(journal: Journal, tmp_path: Path) -> None:
    gone = 2**22 - 1
    journal.begin(gone, 4, 4)
    journal.close()
    assert read_state(tmp_path).run == "killed"


def test_no_run_and_no_journal(journal: Journal, tmp_path: Path) -> None:
    journal.close()
    assert read_state(tmp_path).run == "none"
    with pytest.raises(SettingsError, match="no run"):
        read_state(tmp_path / "elsewhere")
    (tmp_path / ".scanglot" / "journal.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="delete it"):
        read_state(tmp_path)
