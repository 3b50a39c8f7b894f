"""Process trees: everything that a worker started, its memory, and its end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

import psutil


def _in_session(session: int) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        with suppress(OSError):
            if process.pid != session and os.getsid(process.pid) == session:
                yield process


def descendants(pid: int) -> list[psutil.Process]:
    """All that a worker (a session leader) started: its children's children, and orphans of its session."""
    found: dict[int, psutil.Process] = {}
    with suppress(psutil.Error):
        found.update((p.pid, p) for p in psutil.Process(pid).children(recursive=True))
    found.update((p.pid, p) for p in _in_session(pid))
    return list(found.values())


def memory(pid: int) -> int:
    """Resident bytes of a process and all its descendants; 0 when it is gone."""
    total = 0
    with suppress(psutil.Error):
        root = psutil.Process(pid)
        for process in (root, *root.children(recursive=True)):
            with suppress(psutil.Error):
                total += process.memory_info().rss
    return total


def kill_tree(pid: int) -> None:
    """Kill a worker and all that it started; returns when the signals are sent."""
    tree = descendants(pid)
    with suppress(psutil.Error):
        tree.append(psutil.Process(pid))
    for process in tree:
        with suppress(psutil.Error):
            process.kill()
