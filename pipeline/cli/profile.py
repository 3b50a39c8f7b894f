"""Where a run's time went: seconds by stage, by page and by document, as `--profile` shows them."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from pipeline.batch.events import DocumentEnded, Event, Listener


class Profile:
    """Adds up what the documents of a run took, and passes every event on."""

    def __init__(self, tell: Listener) -> None:
        self._tell = tell
        self._seconds: dict[str, float] = {}
        self._pages = self._documents = 0
        self._longest: list[tuple[float, int, str]] = []

    def __call__(self, event: Event) -> None:
        """Take in one event."""
        if isinstance(event, DocumentEnded) and event.stages:
            for stage, seconds in event.stages.items():
                self._seconds[stage] = self._seconds.get(stage, 0.0) + seconds
            self._pages += event.pages
            self._documents += 1
            self._longest = sorted([*self._longest, (event.seconds, event.pages, event.name)])[-3:]
        self._tell(event)

    def show(self, console: Console) -> None:
        """Print the table: a line a stage in the order of the way, then the documents that took longest."""
        if not self._documents:
            return
        table = Table("stage", title=f"{self._documents} documents, {self._pages} pages", box=None)
        for head in ("seconds", "share", "a page", "a document"):
            table.add_column(head, justify="right")
        total = sum(self._seconds.values())
        for stage, seconds in (*self._seconds.items(), ("all", total)):
            table.add_row(
                stage,
                f"{seconds:.2f}",
                f"{seconds / total:.0%}" if total else "-",
                f"{seconds / self._pages:.3f}" if self._pages else "-",
                f"{seconds / self._documents:.3f}",
            )
        console.print(table)
        for seconds, pages, name in reversed(self._longest):
            console.print(f"{name}: {seconds:.1f} s, {pages} p.", markup=False, highlight=False)
