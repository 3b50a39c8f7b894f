"""Timings by stage, and the stage's name on what fails in it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pipeline.errors import ScanglotError, StageError

announce: ContextVar[Callable[[str], None] | None] = ContextVar("announce", default=None)
"""Told each stage as it begins, so that whoever watches a process knows where it was when it died."""


class Trace:
    """Collects seconds by stage for one document."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time a stage; our own bugs inside it become a StageError that names stage and source."""
        tell = announce.get()
        if tell is not None:
            tell(stage)
        start = time.perf_counter()
        try:
            yield
        except ScanglotError as error:
            error.stage = error.stage or stage
            raise
        except Exception as error:
            raise StageError(
                f"the {stage} stage failed: {type(error).__name__}: {' '.join(str(error).split())}.",
                where=self.source,
                cure="This is a bug of scanglot: please report it with the file.",
                stage=stage,
            ) from error
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start
