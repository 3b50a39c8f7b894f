"""Taking in what runs have written, in the background, while the desk answers; its progress can be asked for."""

from __future__ import annotations

from threading import Lock, Thread

from pipeline.errors import ScanglotError
from pipeline.store.folder import Imported
from pipeline.web.settings import Refresh


class Intake:
    """One intake at a time: how far it has come, and what became of the last one."""

    def __init__(self, refresh: Refresh | None) -> None:
        self._refresh, self._lock = refresh, Lock()
        self._thread: Thread | None = None
        self.found = Imported()
        self.failed: Exception | None = None

    @property
    def possible(self) -> bool:
        """Whether this desk knows where records come from."""
        return self._refresh is not None

    @property
    def running(self) -> bool:
        """Whether records are coming in now."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Begin, unless it runs already."""
        with self._lock:
            if self._refresh is not None and not self.running:
                self.found, self.failed = Imported(), None
                self._thread = Thread(target=self._run, name="intake", daemon=True)
                self._thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it is over."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _tell(self, found: Imported) -> None:
        self.found = found

    def _run(self) -> None:
        try:
            if self._refresh is not None:
                self.found = self._refresh(self._tell)
        except (ScanglotError, OSError) as error:
            self.failed = error
