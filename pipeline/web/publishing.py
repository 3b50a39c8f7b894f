"""What people change is written to the records on disk, in the background, soon after."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

_SOON = 0.2
"""Seconds between looks at the database while there is something to write."""


class Publisher:
    """A thread that calls `publish` whenever it is told that something changed, until nothing is left to write."""

    def __init__(self, publish: Callable[[], int] | None) -> None:
        self._publish = publish
        self._changed, self._over = Event(), Event()
        self._thread = Thread(target=self._run, name="publish", daemon=True)
        if publish is not None:
            self._thread.start()
            self._changed.set()

    def changed(self) -> None:
        """Something changed: write it soon."""
        self._changed.set()

    def close(self) -> None:
        """Write what is left, and stop."""
        self._over.set()
        self._changed.set()
        if self._publish is not None:
            self._thread.join()
            while self._publish():
                pass

    def _run(self) -> None:
        while not self._over.is_set():
            self._changed.wait()
            self._changed.clear()
            while self._publish is not None and self._publish() and not self._over.wait(_SOON):
                pass
