"""The folder that a batch writes: records, page pictures and texts, the journal, the list of failures.

Every file is written aside, in a folder of its own, and renamed into place; records are synced to the disk first. So
a record is whole or not there, and what a killed run leaves behind is cleared by the next one.
"""

from __future__ import annotations

import csv
import fcntl
import io
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from pipeline.errors import SettingsError, StoreError
from pipeline.records.outcome import Outcome
from pipeline.store.journal import FinishedDocument, Journal
from pipeline.writers.record_files import HIDDEN, reading_file
from pipeline.writers.record_json import record_json
from pipeline.writers.report import write_report

_FAILED = "failed.csv"


class OutputFolder:
    """One output folder, locked for one run. Raises SettingsError where it cannot be written or is in use."""

    def __init__(self, out: Path) -> None:
        self.out = out.absolute()
        self._hidden = self.out / HIDDEN
        self._aside = self._hidden / "aside"
        self._pages = self._hidden / "pages"
        try:
            self._pages.mkdir(parents=True, exist_ok=True)
            self._lock = (self._hidden / "lock").open("w")
            self._take_lock()
            shutil.rmtree(self._aside, ignore_errors=True)
            self._aside.mkdir(exist_ok=True)
            (self._aside / "probe").write_bytes(b"probe")
        except OSError as error:
            raise SettingsError(
                f"cannot be written ({error.strerror}).",
                where=str(out),
                cure="Choose another folder with --out.",
            ) from error
        self.journal = Journal(self._hidden / "journal.sqlite")

    def __enter__(self) -> OutputFolder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.journal.close()
        shutil.rmtree(self._aside, ignore_errors=True)
        self._lock.close()

    def _take_lock(self) -> None:
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise SettingsError(
                "another run writes there.", where=str(self.out), cure="Wait for it, or choose another --out."
            ) from None

    @property
    def report_path(self) -> Path:
        """Where the report is."""
        return self.out / "report.html"

    def record_path(self, name: str) -> Path:
        """Where a document's record is."""
        return self.out / f"{name}.json"

    def reading_path(self, name: str) -> Path:
        """Where the machine's reading of a document is: its record, or aside where people have corrected that."""
        return reading_file(self.out, Path(f"{name}.json"))

    def pages_path(self, name: str) -> Path:
        """Where a document's page pictures and texts are."""
        return self._pages / name

    def save(self, name: str, outcome: Outcome, pages_of: str | None = None) -> None:
        """Write all that was read of a document, its record last; its pages may be those of another document.

        Raises StoreError.
        """
        try:
            with suppress(IsADirectoryError, NotADirectoryError, FileExistsError):
                self._save_pages(name, outcome, pages_of)
            self._write(self.reading_path(name), record_json(outcome.record).encode(), sync=True)
        except OSError as error:
            raise self._full(error) from error

    def _save_pages(self, name: str, outcome: Outcome, pages_of: str | None) -> None:
        """Pictures and texts of pages; folders below belong to other documents."""
        folder = self.pages_path(name)
        for old in self._page_files(name):
            old.unlink()
        for file in self._page_files(pages_of) if pages_of is not None else ():
            self._write(folder / file.name, file.read_bytes())
        for picture in outcome.pictures:
            self._write(folder / f"p{picture.number}.jpg", picture.jpeg)
        for page in outcome.pages:
            self._write(folder / f"p{page.number}.json", page.model_dump_json().encode())

    def _page_files(self, name: str) -> list[Path]:
        return [path for path in self.pages_path(name).glob("p*") if path.is_file()]

    def report(self) -> None:
        """Write the report. Raises StoreError."""
        try:
            write_report(self.out)
        except OSError as error:
            raise self._full(error) from error

    def save_trace(self, name: str, trace: str) -> None:
        """Keep what a crash left for whoever looks into it; never raises."""
        try:
            self._write(self._hidden / "traces" / f"{name}.txt", trace.encode("utf-8", "replace"))
        except OSError:
            return

    def list_failures(self, entries: Iterable[FinishedDocument]) -> Path | None:
        """Write `failed.csv`, or remove it where nothing failed; returns its path. Raises StoreError."""
        failed = [e for e in entries if e.status == "failed"]
        path = self.out / _FAILED
        try:
            if not failed:
                path.unlink(missing_ok=True)
                return None
            text = io.StringIO()
            rows = csv.writer(text, lineterminator="\n")
            rows.writerow(("source", "record", "code", "stage", "message"))
            rows.writerows((_shown(e.source), f"{e.name}.json", e.code, e.stage, e.message) for e in failed)
            self._write(path, text.getvalue().encode("utf-8", "replace"))
        except OSError as error:
            raise self._full(error) from error
        return path

    def _write(self, path: Path, content: bytes, *, sync: bool = False) -> None:
        aside = self._aside / "next"
        with aside.open("wb") as stream:
            stream.write(content)
            if sync:
                stream.flush()
                os.fsync(stream.fileno())
        try:
            aside.replace(path)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.replace(path)

    def _full(self, error: OSError) -> StoreError:
        return StoreError(
            f"cannot be written ({error.strerror}).",
            where=str(self.out),
            cure="Make room or mend its permissions, then give the same command again: what is finished stays.",
        )


def _shown(source: str) -> str:
    return source.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
