"""What ended a task, as an error of our own tree."""

from __future__ import annotations

import signal
import traceback

from pipeline.errors import Crashed, OutOfMemory, ScanglotError, StageError


def explained(error: BaseException) -> tuple[ScanglotError, str]:
    """An error of our tree for whatever a task raised, and its trace."""
    trace = "".join(traceback.format_exception(error))
    if _lacks_memory(error):
        return OutOfMemory(
            "reading needs more memory than it may have.",
            cure="Allow more with --memory MB.",
            stage=getattr(error, "stage", None),
        ), trace
    if isinstance(error, ScanglotError):
        return error, trace
    return StageError(
        f"{type(error).__name__}: {' '.join(str(error).split())}.",
        cure="This is a bug of scanglot: please report it with the file.",
    ), trace


def _lacks_memory(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False


def death(status: int) -> ScanglotError:
    """The error for a worker process that ended by itself, from its exit status (negative: a signal)."""
    if status >= 0:
        return Crashed(f"the process that read the document ended with status {status}.")
    name = signal.Signals(-status).name
    if name == "SIGKILL":
        return Crashed(
            "the process that read the document was killed, most likely because memory ran out.",
            cure="Run with fewer --jobs, or free some memory.",
        )
    return Crashed(
        f"the process that read the document crashed ({name}).", cure="Please report it with the file."
    )
