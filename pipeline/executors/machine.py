"""What this machine can bear: cores and memory, as far as a container lets us have them."""

from __future__ import annotations

import os
from pathlib import Path

import psutil

A_WORKER = 1800 << 20
"""Bytes that one worker with its models and programs takes on ordinary pages."""

_CPU_MAX = Path("/sys/fs/cgroup/cpu.max")
_MEMORY_MAX = Path("/sys/fs/cgroup/memory.max")


def _read(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError):
        return []


def cores(cpu_max: Path = _CPU_MAX) -> int:
    """Processor cores that this process may use, at least 1."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota = _read(cpu_max)
    if len(quota) == 2 and quota[0].isdigit():
        count = min(count, max(1, int(quota[0]) // int(quota[1])))
    return max(1, count)


def free_memory(memory_max: Path = _MEMORY_MAX) -> int:
    """Bytes of memory that are available."""
    available = psutil.virtual_memory().available
    most = _read(memory_max)
    return min(available, int(most[0])) if most and most[0].isdigit() else available


def sensible_jobs(tasks: int) -> int:
    """How many workers to start: as many as cores and memory bear, never more than there are tasks."""
    return max(1, min(cores(), free_memory() // A_WORKER, tasks))


def sensible_memory(jobs: int) -> int:
    """Bytes that each of so many workers may take before it is stopped."""
    return max(A_WORKER, free_memory() * 9 // 10 // jobs)
