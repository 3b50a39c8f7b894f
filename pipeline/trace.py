"""What stages and engines tell as they work: seconds by stage, a logger for each, and why a value was taken.

Loggers are `scanglot.stages.NAME` and `scanglot.engines.NAME`; every record of theirs bears `document` and `page`. They
tell at DEBUG, so that nobody pays for what nobody hears.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pipeline.errors import ScanglotError, StageError

STAGES = (
    "inspect",
    "render",
    "clean",
    "recognize",
    "layout",
    "segment",
    "extract",
    "mend",
    "translate",
    "check",
)
"""The stages in the order of the flow."""

announce: ContextVar[Callable[[str], None] | None] = ContextVar("announce", default=None)
"""Told each stage as it begins, so that whoever watches a process knows where it was when it died."""

_place: ContextVar[tuple[str, int | None]] = ContextVar("place", default=("", None))
"""The document that is read, and which of its pages."""


def tell(room: str, message: str, *values: object) -> None:
    """Say something of the work on a page to the logger of a room (`stages.segment`, `engines.poppler`)."""
    logger = logging.getLogger(f"scanglot.{room}")
    if logger.isEnabledFor(logging.DEBUG):
        document, page = _place.get()
        logger.debug(message, *values, extra={"document": document, "page": page})


def weighs() -> bool:
    """Whether anybody hears why values are taken: what takes work to say is only made then."""
    return logging.getLogger("scanglot.reasons").isEnabledFor(logging.DEBUG)


def consider(about: str, message: str) -> None:
    """Say what spoke for or against a value of a field or a role; `about` is its name."""
    if weighs():
        logging.getLogger("scanglot.reasons").debug(message, extra={"about": about})


class Trace:
    """Collects seconds by stage for one document."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str, page: int | None = None) -> Iterator[None]:
        """Time a stage, of one page or of all; our own bugs inside it become a StageError that names stage and source."""
        announced = announce.get()
        if announced is not None:
            announced(stage)
        standing = _place.set((self.source, page))
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
            spent = time.perf_counter() - start
            self.seconds[stage] = self.seconds.get(stage, 0.0) + spent
            tell(f"stages.{stage}", "%.3f s", spent)
            _place.reset(standing)
