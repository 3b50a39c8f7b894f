"""Reading one document, or a region of one page, again for the review desk: in a process of its own, with limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from pipeline.batch.plan import Item
from pipeline.batch.reading import ReadDocument
from pipeline.cli import moved
from pipeline.engines.toolbox import open_engines
from pipeline.errors import StoreError
from pipeline.executors import Work, WorkLimits
from pipeline.executors.pool import Pool
from pipeline.records.base import BBox
from pipeline.records.outcome import Outcome
from pipeline.settings import (
    CleanSettings,
    OcrEngine,
    OcrSettings,
    PageSettings,
    RenderSettings,
    Settings,
    TranslateSettings,
)
from pipeline.store.folder import entry_key
from pipeline.store.journal import Journal
from pipeline.trace import STAGES
from pipeline.web.settings import Progress, ReadAgain, Reread
from pipeline.writers.record_files import HIDDEN, put_new, read_record, reading_file

if TYPE_CHECKING:
    from pipeline.store.desk import Desk

SECONDS = 900.0
_FURTHER_DPI = 120
"""Enough to read a page by eye."""


@dataclass(frozen=True)
class RegionReading:
    """Reads the text of a region of one page; what is handed to the worker process."""

    settings: Settings
    page: int
    region: BBox

    def prepare(self) -> None:
        """Nothing is kept between regions."""

    def __call__(self, path: Path) -> str:
        """The region's lines, top to bottom. Raises ScanglotError."""
        from pipeline.flow import read_region

        return read_region(path, self.page, self.region, self.settings, open_engines(self.settings))


@dataclass(frozen=True)
class Scans:
    """Where the desk finds scanned files, and what was kept for translations (files that may not be there yet)."""

    folder: Path | None = None
    memory: Path | None = None
    glossary: Path | None = None

    def reread(self, wish: Reread, progress: Progress) -> ReadAgain:
        """Do what the page asked for. Raises ScanglotError where the source is gone or cannot be read."""
        path, settings = self.source(wish), self._settings(wish)
        if wish.page is not None and wish.region is not None:
            return ReadAgain(text=_run(RegionReading(settings, wish.page, wish.region), path, progress))
        return ReadAgain(record=self._read(wish, path, settings, progress).record)

    def split(self, desk: Desk, wish: Reread, progress: Progress) -> str:
        """Read the article that begins on a page, write its record beside the first one's, and give its key."""
        first = wish.page or 1
        wish = replace(
            wish, pages=f"{first}-{first + 1}", path=f"{wish.path.removesuffix('.json')}~p{first}.json"
        )
        outcome = self._read(wish, self.source(replace(wish, page=None)), self._settings(wish), progress)
        put_new(wish.folder, Path(wish.path), outcome)
        desk.take_in(wish.folder, [wish.folder / wish.path], read_record, reading_file)
        return entry_key(outcome.record, wish.path)

    def page(self, wish: Reread) -> Path:
        """A JPEG of a page of the document, drawn when it is first asked for. Raises ScanglotError."""
        stem = Path(wish.path).with_suffix("")
        kept = wish.folder / HIDDEN / "further" / stem / f"p{wish.page}.jpg"
        if not kept.is_file():
            _draw(self.source(wish), wish.page or 1, kept)
        return kept

    def source(self, wish: Reread) -> Path:
        """The scanned file: where the run found it, or by its name and content where scans are said to be."""
        found = _journalled(wish)
        if found is not None and found.is_file():
            return found
        folders = [self.folder] if self.folder else []
        if found := moved.find(wish, [*folders, *moved.said(wish.folder)]):
            return found
        raise StoreError(
            "the scanned file is not where the run found it.",
            where=wish.file,
            cure="Say at the foot of its record where it is now, or start the desk with --sources FOLDER.",
        )

    def _read(self, wish: Reread, path: Path, settings: Settings, progress: Progress) -> Outcome:
        name = wish.path.removesuffix(".json")
        outcome: Outcome = _run(ReadDocument(settings), Item(path, name, wish.file), progress)
        return outcome

    def _settings(self, wish: Reread) -> Settings:
        def there(file: Path | None) -> Path | None:
            return file if file and file.is_file() else None

        return Settings(
            translate=TranslateSettings(glossary=there(self.glossary), memory=there(self.memory)),
            clean=CleanSettings.model_validate({"rotation": wish.rotation or None}),
            ocr=OcrSettings(
                engine=OcrEngine(wish.engine) if wish.engine else OcrEngine.AUTO,
                languages=(wish.language,) if wish.language else (),
            ),
            pages=PageSettings(pages=wish.pages or "auto"),
        )


def _journalled(wish: Reread) -> Path | None:
    """Where the run found the document, as its journal tells."""
    file = wish.folder / HIDDEN / "journal.sqlite"
    name = re.sub(r"(~p\d+)?\.json$", "", wish.path)
    if not file.is_file():
        return None
    journal = Journal(file)
    try:
        return next((Path(e.source) for e in journal.entries() if e.name == name), None)
    finally:
        journal.close()


def _draw(source: Path, number: int, kept: Path) -> None:
    from PIL import Image

    from pipeline.engines.poppler import Poppler
    from pipeline.stages.inspect import inspect
    from pipeline.stages.render import render

    limits = Settings().limits
    pdf = Poppler(limits.tool_seconds)
    drawn = render(inspect(source, pdf, limits), number, pdf, RenderSettings(dpi=_FURTHER_DPI), limits)
    kept.parent.mkdir(parents=True, exist_ok=True)
    aside = kept.with_suffix(".part")
    Image.fromarray(drawn.pixels).save(aside, "JPEG", quality=80)
    aside.replace(kept)


def _run(work: Work[Any, Any], task: Any, progress: Progress) -> Any:
    pool: Pool[Any, Any] = Pool(work, 1, WorkLimits(SECONDS))
    with _watched(pool, progress):
        done = next(pool.run([task]))
    if done.error is not None:
        raise done.error
    return done.result


@contextmanager
def _watched(pool: Pool[Any, Any], progress: Progress) -> Iterator[None]:
    """Tell the stage that the worker is in, twice a second."""
    over = Event()

    def watch() -> None:
        while not over.wait(0.5):
            for stage in list(pool.stages().values()):
                share = (STAGES.index(stage) + 0.5) / len(STAGES) if stage in STAGES else 0.0
                progress(share, stage)

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
        pool.close()
