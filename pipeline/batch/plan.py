"""What is left to do of a batch: each source gets its name, and is held against the journal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.batch.content import content_hash
from pipeline.batch.folder import OutputFolder
from pipeline.batch.naming import Names, candidates, printable
from pipeline.batch.sources import SourceFile
from pipeline.errors import UnreadableFile
from pipeline.records.article import Status
from pipeline.records.record import Record
from pipeline.store.journal import FinishedDocument
from pipeline.writers.record_files import read_record


@dataclass(frozen=True)
class Item:
    """One document to read: its file, its record's name, and its file name as the record tells it."""

    path: Path
    name: str
    file: str


@dataclass(frozen=True)
class Plan:
    """What is to be read, and what has its record already."""

    todo: tuple[Item, ...]
    finished: tuple[FinishedDocument, ...]


@dataclass(frozen=True)
class Redo:
    """What is read again though it has a record: everything, or what failed."""

    everything: bool = False
    failed: bool = False


NOTHING = Redo()

CanTranslate = Callable[[str], bool]
"""Whether there is a model for a language (BCP 47) now."""


def untranslated(record: Record) -> str:
    """The language of a record that lacks its translation for want of a model; empty for any other."""
    lacks = not record.translated and any(
        flag.code == "translation.model_missing" for flag in record.quality.flags
    )
    return (record.language or "") if lacks else ""


def source_key(path: Path) -> str:
    """A path as the journal stores it: UTF-8, odd bytes escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class Planner:
    """Names sources and tells which of them have their record, by the journal and by the records themselves."""

    def __init__(
        self,
        folder: OutputFolder,
        settings: str,
        redo: Redo = NOTHING,
        can_translate: CanTranslate | None = None,
    ) -> None:
        self._folder, self._settings, self._redo = folder, settings, redo
        self._can_translate = can_translate or (lambda _: False)
        entries = folder.journal.entries()
        self._by_source = {e.source: e for e in entries}
        self._by_name = {e.name: e for e in entries}
        self._names = Names(self._by_name)

    def plan(self, found: Iterable[SourceFile]) -> Plan:
        """Sort a batch's sources into those to do and those that are finished."""
        decided = [self.decide(each) for each in self._known_first(found)]
        return Plan(
            todo=tuple(each for each in decided if isinstance(each, Item)),
            finished=tuple(each for each in decided if isinstance(each, FinishedDocument)),
        )

    def decide(self, each: SourceFile) -> Item | FinishedDocument:
        """A source as a document to read, under its name; or the entry of the record that it has."""
        known = self._by_source.get(source_key(each.path)) or self._adopt(each)
        if isinstance(known, str):
            return Item(each.path, known, printable(each.path.name))
        return self._kept(each.path, known) or Item(each.path, known.name, printable(each.path.name))

    def learn(self, entry: FinishedDocument) -> None:
        """Take in a document that has been read since."""
        self._by_name[entry.name] = self._by_source[entry.source] = entry
        self._names.take(entry.name)

    def _known_first(self, found: Iterable[SourceFile]) -> Sequence[SourceFile]:
        """Sources that have a name keep it, so they come before those that still choose; then the given order."""
        return sorted(found, key=lambda each: source_key(each.path) not in self._by_source)

    def _kept(self, path: Path, entry: FinishedDocument) -> FinishedDocument | None:
        """The entry, brought up to date, if its record stands for the file as it is now."""
        if self.due(entry) or not self._folder.record_path(entry.name).exists():
            return None
        try:
            now = path.stat()
            if (now.st_size, now.st_mtime_ns) == (entry.size, entry.mtime_ns):
                return entry
            if now.st_size != entry.size or content_hash(path) != entry.sha256:
                return None
        except OSError:
            return entry if entry.status == Status.FAILED else None
        return self._note(replace(entry, mtime_ns=now.st_mtime_ns))

    def due(self, entry: FinishedDocument) -> bool:
        """Whether a document is to be read again whatever its file says."""
        return (
            self._redo.everything
            or (self._redo.failed and entry.status == Status.FAILED)
            or entry.settings != self._settings
            or (entry.untranslated != "" and self._can_translate(entry.untranslated))
        )

    def _adopt(self, each: SourceFile) -> FinishedDocument | str:
        """A name for a source that the journal does not know, or the entry of the record that it has anyway."""
        for name in candidates(each.relative):
            before = self._by_name.get(name)
            if before is not None and self._moved(each.path, before):
                return self._note(replace(before, source=source_key(each.path)))
            if name in self._names:
                continue
            record = self._folder.record_path(name)
            entry = self._recognised(each.path, name) if record.exists() else None
            if entry is not None or not record.exists():
                self._names.take(name)
                return self._note(entry) if entry is not None else name
        raise AssertionError("candidates never end")

    def _note(self, entry: FinishedDocument) -> FinishedDocument:
        self._folder.journal.put(entry)
        self.learn(entry)
        return entry

    def _moved(self, path: Path, before: FinishedDocument) -> bool:
        """Whether a file is one that the journal knows from a place where it no longer is."""
        try:
            gone = not Path(before.source).exists()
            return gone and path.stat().st_size == before.size and content_hash(path) == before.sha256
        except OSError:
            return False

    def _recognised(self, path: Path, name: str) -> FinishedDocument | None:
        """The entry for a record that is there without the journal, if it is this file's."""
        try:
            record = read_record(self._folder.reading_path(name))
            now = path.stat()
            digest = content_hash(path)
        except (UnreadableFile, OSError):
            return None
        if record.source.sha256 != digest or record.source.file != printable(path.name):
            return None
        return FinishedDocument(
            name,
            source_key(path),
            now.st_size,
            now.st_mtime_ns,
            digest,
            record.provenance.settings_sha256,
            record.status.value,
            pages=len(record.source.pages_read),
            untranslated=untranslated(record),
        )
