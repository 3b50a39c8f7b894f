"""What an executor does with one document of a batch. The process that only hands out documents loads none of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from pipeline.batch.plan import Item
from pipeline.ports import Engines
from pipeline.records.outcome import Outcome
from pipeline.settings import Settings


@cache
def _engines(settings: Settings) -> Engines:
    """The engines of this process, opened once, and the translation memory that the settings name."""
    from pipeline.engines.toolbox import open_engines
    from pipeline.store.memory import open_memory

    engines = open_engines(settings)
    path = settings.translate.memory
    return replace(engines, memory=open_memory(path)) if path else engines


@dataclass(frozen=True)
class ReadDocument:
    """Reads documents under fixed settings, with the engines of the process it is in."""

    settings: Settings

    def prepare(self) -> None:
        """Open the engines. Raises ToolMissing."""
        import pipeline.flow  # noqa: F401  (imported before the clock of the first document runs)

        _engines(self.settings)

    def __call__(self, item: Item) -> Outcome:
        """Read one document. Raises ScanglotError."""
        from pipeline.flow import read

        return read(item.path, self.settings, _engines(self.settings), name=item.file)
