"""A batch: any number of documents into one folder, each exactly once, whatever happens on the way."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from pipeline.batch.content import Content, look
from pipeline.batch.effort import Forecast
from pipeline.batch.events import Began, DocumentEnded, Listener, Summary
from pipeline.batch.folder import OutputFolder
from pipeline.batch.naming import printable
from pipeline.batch.plan import NOTHING, CanTranslate, Item, Plan, Planner, Redo, source_key, untranslated
from pipeline.batch.sources import SourceFile
from pipeline.errors import InputError, ScanglotError, StageError, UnreadableFile
from pipeline.executors import Done, Executor
from pipeline.records.article import Severity, Status
from pipeline.records.outcome import Outcome
from pipeline.records.record import ErrorInfo, Record
from pipeline.settings import Settings
from pipeline.store.journal import FinishedDocument
from pipeline.writers.record_files import read_record
from pipeline.writers.record_json import failed_record


class Batch:
    """One run over one output folder, by one executor; tells a listener of every step."""

    def __init__(
        self,
        folder: OutputFolder,
        settings: Settings,
        executor: Executor[Item, Outcome],
        tell: Listener,
        redo: Redo = NOTHING,
        can_translate: CanTranslate | None = None,
        jobs: int = 1,
    ) -> None:
        self._folder, self._settings, self._executor, self._tell = folder, settings, executor, tell
        self._redo, self._jobs = redo, jobs
        self._forecast: Forecast | None = None
        self._fingerprint = settings.fingerprint()
        self.stop = executor.stop
        self._planner = Planner(folder, self._fingerprint, redo, can_translate)
        self._contents: dict[str, Content] = {}
        self._twins: dict[tuple[str, str], list[Item]] = {}
        self._ended: list[DocumentEnded] = []
        self._stale = False

    def run(self, found: Sequence[SourceFile]) -> Summary:
        """Read what has no record yet.

        Raises StoreError where records cannot be written, ToolError where no document at all can be read.
        """
        start = time.perf_counter()
        plan = self._planner.plan(found)
        self._tell(Began(len(found), len(plan.todo)))
        self._forecast = Forecast(plan.todo, self._jobs)
        self._work(self._forecast.in_order, len(found), len(plan.todo))
        summary = self._summary(plan, time.perf_counter() - start)
        self._tell(summary)
        return summary

    def follow(self, found: Iterable[SourceFile | None]) -> None:
        """Read documents as they are found; a None says that none is there just now. Raises as `run`."""
        self._work(self._arriving(found), 0, 0)

    def _arriving(self, found: Iterable[SourceFile | None]) -> Iterator[Item | None]:
        """What has to be read of what is found; a file that changes while it is being read waits for its end."""
        next_time = 0.0
        waiting: list[Item] = []
        for each in found:
            decided = self._planner.decide(each) if each else None
            if isinstance(decided, Item):
                waiting.append(decided)
            ready = next((item for item in waiting if item.name not in self._contents), None)
            if ready is not None:
                waiting.remove(ready)
            elif self._stale and not self._contents and time.monotonic() >= next_time:
                start = time.monotonic()
                self._wrap_up()
                self._ended.clear()
                next_time = 20 * time.monotonic() - 19 * start
            yield ready

    def _work(self, todo: Iterable[Item | None], total: int, count: int) -> None:
        before = self._folder.journal.last_run()
        self._stale = before is not None and before.ended is None
        run = self._folder.journal.begin(os.getpid(), total, count)
        try:
            with closing(self._executor.run(self._tasks(todo))) as results:
                for done in results:
                    self._settle(done)
            self._wrap_up()
        except BaseException:
            with suppress(ScanglotError):
                self._wrap_up()
            with suppress(ScanglotError):
                self._folder.journal.end(run, "stopped")
            raise
        self._folder.journal.end(run, "interrupted" if self.stop.now or self.stop.drain else "finished")

    def _wrap_up(self) -> None:
        """Bring the list of failures up to date, and the report if any record is newer than it."""
        self._folder.list_failures(self._folder.journal.entries())
        if self._stale or not self._folder.report_path.exists():
            self._folder.report()
            self._stale = False

    def _tasks(self, todo: Iterable[Item | None]) -> Iterator[Item | None]:
        """The documents that have to be read: not those whose content was read before or is being read now."""
        for item in todo:
            if item is None or self._must_be_read(item):
                yield item

    def _must_be_read(self, item: Item) -> bool:
        try:
            content = look(item.path, item.file, self._settings.limits.file_bytes)
        except ScanglotError as error:
            self._fail(item, error)
            return False
        self._contents[item.name] = content
        if content.key in self._twins:
            self._twins[content.key].append(item)
            return False
        if self._copied_from_before(item, content):
            return False
        self._twins[content.key] = []
        return True

    def _copied_from_before(self, item: Item, content: Content) -> bool:
        """Whether an earlier run read the same content under the same settings; then its record is copied."""
        if self._redo.everything:
            return False
        for entry in self._folder.journal.same_content(content.sha256, self._fingerprint):
            alike = Path(entry.source).suffix.lower() == content.suffix and entry.name != item.name
            if not alike or entry.status == Status.FAILED or self._planner.due(entry):
                continue
            with suppress(UnreadableFile):
                self._copy(entry.name, read_record(self._folder.record_path(entry.name)), item)
                return True
        return False

    def _settle(self, done: Done[Item, Outcome]) -> None:
        item = done.task
        twins = self._twins.pop(self._contents[item.name].key, [])
        error = done.error
        if done.result is not None:
            try:
                self._folder.save(item.name, done.result)
            except ValueError as bug:
                error = StageError(f"what was read cannot be written ({bug}).", where=item.file)
        if done.result is None or error is not None:
            error = error or StageError("nothing came out.", where=item.file)
            if done.trace and not isinstance(error, InputError):
                self._folder.save_trace(item.name, done.trace)
            self._fail(item, error, done.seconds)
            for twin in twins:
                self._fail(twin, _about(error, item.file, twin.file), copied=True)
            return
        self._note(item, done.result.record, done.seconds)
        for twin in twins:
            self._copy(item.name, done.result.record, twin)

    def _copy(self, name: str, record: Record, twin: Item) -> None:
        source = record.source.model_copy(update={"file": twin.file})
        record = record.model_copy(update={"source": source})
        self._folder.save(twin.name, Outcome(record), pages_of=name)
        self._note(twin, record, copied=True)

    def _fail(self, item: Item, error: ScanglotError, seconds: float = 0.0, *, copied: bool = False) -> None:
        content = self._contents.get(item.name, Content())
        error = _printable(error, item.file)
        record = failed_record(item.path, error, self._settings, item.file, content.sha256 or None)
        self._folder.save(item.name, Outcome(record))
        self._note(item, record, seconds, copied=copied)

    def _note(self, item: Item, record: Record, seconds: float = 0.0, *, copied: bool = False) -> None:
        """The record is safe: into the journal with it, and tell."""
        content = self._contents.pop(item.name, Content())
        error = record.error or ErrorInfo(code="", message="", stage=None)
        entry = FinishedDocument(
            name=item.name,
            source=source_key(item.path),
            size=content.size,
            mtime_ns=content.mtime_ns,
            sha256=content.sha256,
            settings=self._fingerprint,
            status=record.status.value,
            code=error.code,
            message=error.message,
            stage=error.stage or "",
            seconds=seconds,
            pages=0 if copied else len(record.source.pages_read),
            finished=time.time(),
            untranslated=untranslated(record),
        )
        self._folder.journal.put(entry)
        self._planner.learn(entry)
        if self._forecast:
            self._forecast.done(item.name, seconds)
        ended = replace(
            _ended(entry, record, copied=copied), left=self._forecast.left if self._forecast else None
        )
        self._ended.append(ended)
        self._stale = True
        self._tell(ended)

    def _summary(self, plan: Plan, seconds: float) -> Summary:
        old = [_ended(entry) for entry in plan.finished]
        count = Counter(each.status for each in (*old, *self._ended))
        return Summary(
            total=len(plan.finished) + len(plan.todo),
            ok=count[Status.OK],
            needs_review=count[Status.NEEDS_REVIEW],
            failed=count[Status.FAILED],
            skipped=len(plan.finished),
            copied=sum(each.copied for each in self._ended),
            left=len(plan.todo) - len(self._ended),
            pages=sum(each.pages for each in self._ended),
            seconds=seconds,
            failures=tuple(each for each in (*old, *self._ended) if each.status == Status.FAILED),
            reasons=tuple(_reasons(self._ended).most_common()),
            untranslated=tuple(_untranslated((*old, *self._ended)).most_common()),
        )


def _reasons(ended: Sequence[DocumentEnded]) -> Counter[str]:
    """In how many documents that need review each doubt stands."""
    return Counter(
        code for each in ended if each.status == Status.NEEDS_REVIEW for code in sorted(set(each.doubts))
    )


def _ended(entry: FinishedDocument, record: Record | None = None, *, copied: bool = False) -> DocumentEnded:
    return DocumentEnded(
        name=entry.name,
        source=entry.source,
        status=entry.status,
        seconds=entry.seconds,
        pages=entry.pages,
        score=record.quality.score if record else 0.0,
        flags=len(record.quality.flags) if record else 0,
        code=entry.code,
        message=entry.message,
        stage=entry.stage,
        copied=copied,
        doubts=_doubts(record) if record else (),
        stages=dict(record.provenance.seconds) if record and not copied else {},
        untranslated=entry.untranslated,
    )


def _untranslated(ended: Iterable[DocumentEnded]) -> Counter[str]:
    """How many documents are in each language that no model was here for."""
    return Counter(each.untranslated for each in ended if each.untranslated)


def _doubts(record: Record) -> tuple[str, ...]:
    return tuple(flag.code for flag in record.quality.flags if flag.severity is not Severity.INFO)


def _printable(error: ScanglotError, file: str) -> ScanglotError:
    """The same error in characters that every output takes, whatever bytes a file's name has."""
    what, where, cure = (printable(text) for text in (error.what, error.where or file, error.cure))
    return type(error)(what, where=where, cure=cure, stage=error.stage)


def _about(error: ScanglotError, old: str, new: str) -> ScanglotError:
    """The same error of another file."""
    where = error.where.replace(old, new)
    return type(error)(error.what, where=where, cure=error.cure, stage=error.stage)
