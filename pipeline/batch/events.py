"""What a batch tells while it goes: to a progress bar, to a script, to a log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Began:
    """A batch begins: documents in all, and how many of them are left to do."""

    total: int
    todo: int


@dataclass(frozen=True)
class DocumentEnded:
    """A document has its record. `seconds` is wall-clock time; `copied` says that its content was read before.

    `doubts` are the codes of its warnings and errors, `untranslated` the language that no model was here for. `stages` are
    its seconds by stage, `left` those until the run's last document will be done, where that can be foretold.
    """

    name: str
    source: str
    status: str
    seconds: float = 0.0
    pages: int = 0
    score: float = 0.0
    flags: int = 0
    code: str = ""
    message: str = ""
    stage: str = ""
    copied: bool = False
    doubts: tuple[str, ...] = ()
    untranslated: str = ""
    stages: dict[str, float] = field(default_factory=dict)
    left: float | None = None


@dataclass(frozen=True)
class Summary:
    """A batch at its end. Counts are documents; the failures are the records that say so, old ones included.

    `skipped` had their records from an earlier run, `left` were not done because the batch was stopped.
    `reasons` are the codes of doubts of what was read in this run and needs review, and in how many documents;
    `untranslated` the languages that no model was here for, and how many documents are in them, old ones included.
    """

    total: int
    ok: int
    needs_review: int
    failed: int
    skipped: int
    copied: int
    left: int
    pages: int
    seconds: float
    failures: tuple[DocumentEnded, ...] = field(default=())
    reasons: tuple[tuple[str, int], ...] = ()
    untranslated: tuple[tuple[str, int], ...] = ()

    @property
    def pages_per_minute(self) -> float:
        """Pages read a minute of this run."""
        return 60 * self.pages / self.seconds if self.seconds else 0.0


Event = Began | DocumentEnded | Summary
Listener = Callable[[Event], None]
