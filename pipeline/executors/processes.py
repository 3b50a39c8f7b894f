"""Process trees: everything that a worker started, its memory, and its end."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

_SCRATCH = re.compile(r"scanglot-(\d+)-(\d+)-")


def _space() -> str:
    """The space of process numbers that we are in: containers that share a folder do not share it."""
    try:
        return str(Path("/proc/self/ns/pid").stat().st_ino)
    except OSError:
        return "0"


def scratch_folder() -> str:
    """A new folder for temporary files, with its owner's number in its name."""
    return tempfile.mkdtemp(prefix=f"scanglot-{_space()}-{os.getpid()}-")


def sweep() -> None:
    """Remove the folders of owners that were killed before they or their workers could."""
    for folder in Path(tempfile.gettempdir()).glob("scanglot-*"):
        owner = _SCRATCH.match(folder.name)
        if owner and owner[1] == _space() and not psutil.pid_exists(int(owner[2])):
            shutil.rmtree(folder, ignore_errors=True)


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
