"""What can kill one document, and the exit code that the command line gives for it.

    ScanglotError
      SettingsError                                                    exit 2
      InputError    UnreadableFile EncryptedPdf EmptyPdf TooLarge UnsupportedType   exit 3
      ToolError     ToolMissing ToolFailed ToolTimeout OutOfMemory Crashed   exit 4
      StageError                                                       exit 5
      StoreError    RecordNotFound RevisionConflict                    exit 6

A batch in which some documents failed exits 1. What is only doubtful is no exception: it is a Flag on the record.
"""

from __future__ import annotations


class ScanglotError(Exception):
    """The root of our tree: `what` happened, to `where` (file and page), and the `cure` (what to do next).

    `stage` names the stage that it happened in, where one was running.
    """

    exit_code = 5
    code = "error"

    def __init__(self, what: str, *, where: str = "", cure: str = "", stage: str | None = None) -> None:
        super().__init__(what, where, cure)
        self.what, self.where, self.cure, self.stage = what, where, cure, stage

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f" {self.cure}" if self.cure else "")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.where, self.cure, self.stage)


def _rebuild(kind: type[ScanglotError], what: str, where: str, cure: str, stage: str | None) -> ScanglotError:
    return kind(what, where=where, cure=cure, stage=stage)


class SettingsError(ScanglotError):
    """An option or a settings file makes no sense."""

    exit_code, code = 2, "settings"


class InputError(ScanglotError):
    """The source document cannot be read."""

    exit_code, code = 3, "input"


class UnreadableFile(InputError):
    """The file is missing, not permitted, empty or broken."""

    code = "input.unreadable"


class EncryptedPdf(InputError):
    """The PDF wants a password that we were not given."""

    code = "input.encrypted"


class EmptyPdf(InputError):
    """The document has no page."""

    code = "input.no_pages"


class TooLarge(InputError):
    """The file, a page or the page count is over the limits in force."""

    code = "input.too_large"


class UnsupportedType(InputError):
    """The file's content is of a type that we do not read."""

    code = "input.unsupported"


class ToolError(ScanglotError):
    """A program or model that we call did not do its part."""

    exit_code, code = 4, "tool"


class ToolMissing(ToolError):
    """A program, language or model is not installed."""

    code = "tool.missing"


class ToolFailed(ToolError):
    """A program ended with an error."""

    code = "tool.failed"


class ToolTimeout(ToolError):
    """A program or a whole document took longer than it may."""

    code = "tool.timeout"


class OutOfMemory(ToolError):
    """A document needed more memory than it may have."""

    code = "tool.memory"


class Crashed(ToolError):
    """The process that read a document died: a crash in a library, or the system killed it."""

    code = "tool.crashed"


class StageError(ScanglotError):
    """Our own bug on good input: the stage and the source are named, the cause is chained."""

    exit_code, code = 5, "stage"


class StoreError(ScanglotError):
    """The store of records cannot do what was asked."""

    exit_code, code = 6, "store"


class RecordNotFound(StoreError):
    """No record has that id."""

    code = "store.not_found"


class RevisionConflict(StoreError):
    """Someone else saved a newer revision first."""

    code = "store.conflict"
