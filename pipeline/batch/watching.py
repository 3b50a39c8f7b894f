"""A folder that a scanner or a person drops files into: each file is given out once it has stopped changing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.batch.sources import SourceFile, below
from pipeline.errors import SettingsError

Stamp = tuple[int, int]
"""Size and time of change: while they change, a file is still being written."""


def appearing(
    folder: Path, out: Path, settle: float, clock: Callable[[], float] = time.monotonic
) -> Iterator[SourceFile | None]:
    """Files in a folder that have kept size and time for `settle` seconds and are not empty; a None between two looks.

    Never ends. A file that changes later is given out again. A link that leads out of the folder is left alone.
    Raises SettingsError where there is no such folder.
    """
    root = folder.resolve()
    if not root.is_dir():
        raise SettingsError(
            "is no folder.", where=str(folder), cure="Give the folder that files are dropped into."
        )
    return _appearing(root, out.resolve(), settle, clock)


def _appearing(
    root: Path, out: Path, settle: float, clock: Callable[[], float]
) -> Iterator[SourceFile | None]:
    seen: dict[Path, tuple[Stamp, float]] = {}
    given: dict[Path, Stamp] = {}
    next_look = 0.0
    while True:
        start = clock()
        if start >= next_look:
            before, seen, ready = seen, {}, []
            for found in below(root, root, out):
                stamp = _stamp(found.path)
                if stamp is None or stamp[0] == 0 or given.get(found.path) == stamp:
                    continue
                old, since = before.get(found.path, (None, start))
                seen[found.path] = (stamp, since if old == stamp else start)
                if old == stamp and start - since >= settle:
                    given[found.path] = stamp
                    ready.append(found)
            next_look = clock() + max(settle / 4, 5 * (clock() - start))
            yield from (found for found in ready if inside(found.path, root))
        yield None


def inside(path: Path, root: Path) -> bool:
    """Whether a file, wherever links lead, lies below a folder."""
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _stamp(path: Path) -> Stamp | None:
    try:
        now = path.stat()
    except OSError:
        return None
    return now.st_size, now.st_mtime_ns
