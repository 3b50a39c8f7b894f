"""How much a machine, or a container on it, bears."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.executors import machine


@pytest.mark.parametrize(
    ("quota", "most"), [("max 100000", 10**6), ("50000 100000", 1), ("200000 100000", 2), ("", 10**6)]
)
def test_cores_of_a_container(quota: str, most: int, tmp_path: Path) -> None:
    (tmp_path / "cpu.max").write_text(quota)
    assert 1 <= machine.cores(tmp_path / "cpu.max") <= most


def test_memory_of_a_container(tmp_path: Path) -> None:
    assert machine.free_memory(tmp_path / "none") > 1 << 20
    (tmp_path / "memory.max").write_text("1048576\n")
    assert machine.free_memory(tmp_path / "memory.max") == 1 << 20


def test_jobs_are_bounded_by_tasks_and_never_none() -> None:
    assert machine.sensible_jobs(1) == 1
    assert machine.sensible_jobs(0) == 1
    assert machine.sensible_memory(1000) == machine.A_WORKER
