"""The one place that starts programs: argument lists, no shell, a process group of its own that is killed whole."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.engines.packages import installs
from pipeline.errors import ToolFailed, ToolMissing, ToolTimeout
from pipeline.trace import tell

MEMORY = 4 << 30
"""Bytes of address space that a program may use."""


class Finished(NamedTuple):
    """How a program ended and what it said."""

    code: int
    output: bytes
    errors: str


def run(
    argv: Sequence[str | Path],
    seconds: float,
    *,
    where: str = "",
    environment: Mapping[str, str] | None = None,
    memory: int = MEMORY,
) -> Finished:
    """Run a program to its end. Raises ToolMissing, ToolTimeout; ToolFailed where it was killed by a signal."""
    name = str(argv[0])
    process = started(argv, environment=environment)
    limit(process.pid, seconds, memory)
    try:
        output, errors = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ToolTimeout(
            f"{name} took longer than {seconds:.0f} s.",
            where=where,
            cure="Raise --timeout, or leave the file out.",
        ) from error
    finally:
        end(process)
    said = errors.decode("utf-8", "replace").strip()
    if process.returncode < 0:
        raise ToolFailed(
            f"{name} was killed by signal {-process.returncode}.",
            where=where,
            cure="The file may be hostile or too large.",
        )
    tell(
        f"engines.{Path(name).name}",
        "ended with %d after %d bytes%s",
        process.returncode,
        len(output),
        f": {said[:200]}" if said else "",
    )
    return Finished(process.returncode, output, said)


def started(
    argv: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    listens: bool = False,
) -> subprocess.Popen[bytes]:
    """A program that was just started; one that `listens` is written to, and its errors go nowhere. Raises ToolMissing."""
    name = str(argv[0])
    try:
        return subprocess.Popen(
            [str(part) for part in argv],
            stdin=subprocess.PIPE if listens else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if listens else subprocess.PIPE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8", **(environment or {})},
            process_group=0,
        )
    except FileNotFoundError as error:
        package = installs("poppler" if name.startswith("pdf") else name)
        raise ToolMissing(f"{name} is not installed.", cure=f"Run: {package}") from error


def limit(pid: int, seconds: float | None, memory: int) -> None:
    """Bound a program's memory in bytes, and its processor time where `seconds` are given."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        resource.prlimit(pid, resource.RLIMIT_AS, (memory, memory))
        if seconds is not None:
            resource.prlimit(pid, resource.RLIMIT_CPU, (int(seconds) + 5, int(seconds) + 5))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the program's group and reap it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
