"""Reading one document, or a region of one page, again for the review desk: in a process of its own, with limits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

from pipeline.batch.plan import Item
from pipeline.batch.reading import Reading as DocumentReading
from pipeline.engines.toolbox import open_engines
from pipeline.errors import StoreError, UnreadableFile
from pipeline.executors import Work, WorkLimits
from pipeline.executors.pool import Pool
from pipeline.records.base import BBox
from pipeline.settings import CleanSettings, OcrEngine, OcrSettings, Settings, TranslateSettings
from pipeline.store.journal import Journal
from pipeline.web.settings import Progress, Reading, Reread
from pipeline.writers.record_files import HIDDEN

SECONDS = 900.0
_STAGES = (
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
        import numpy as np

        from pipeline.records.page import CleanPage
        from pipeline.stages.clean import clean
        from pipeline.stages.inspect import inspect
        from pipeline.stages.layout import layout
        from pipeline.stages.recognize import recognize
        from pipeline.stages.render import render
        from pipeline.trace import Trace

        trace, engines = Trace(path.name), open_engines(self.settings)
        with trace("inspect"):
            document = inspect(path, engines.pdf, self.settings.limits)
        with trace("render"):
            rendered = render(document, self.page, engines.pdf, self.settings.render, self.settings.limits)
        with trace("clean"):
            upright = self.settings.clean.model_copy(update={"rotation": None})
            page = clean(rendered, upright, engines.tesseract)
            left, top, right, bottom = self.region
            turns = (self.settings.clean.rotation or 0) // 90
            pixels = np.ascontiguousarray(np.rot90(page.pixels[top:bottom, left:right], -turns))
        if not pixels.size:
            raise UnreadableFile("the region lies outside the page.", where=path.name, cure="Draw it again.")
        with trace("recognize"):
            cut = CleanPage(self.page, pixels, pixels, page.dpi)
            lines = recognize(cut, engines.tesseract, engines.rapidocr, self.settings.ocr)
        with trace("layout"):
            return "\n".join(line.text for line in layout(lines).lines)


def reread(
    wish: Reread, progress: Progress, *, memory: Path | None = None, glossary: Path | None = None
) -> Reading:
    """Do what the page asked for, with what was kept for translations (files that may not be there yet).

    Raises ScanglotError where the source is gone or cannot be read.
    """
    path = _source(wish)
    settings = _settings(wish, memory, glossary)
    if wish.page is not None and wish.region is not None:
        return Reading(text=_run(RegionReading(settings, wish.page, wish.region), path, progress))
    name = wish.path.removesuffix(".json")
    outcome = _run(DocumentReading(settings), Item(path, name, wish.file), progress)
    return Reading(record=outcome.record)


def _source(wish: Reread) -> Path:
    """Where the run found the document, as its journal tells."""
    file = wish.folder / HIDDEN / "journal.sqlite"
    name = wish.path.removesuffix(".json")
    if file.is_file():
        journal = Journal(file)
        try:
            found = next((Path(e.source) for e in journal.entries() if e.name == name), None)
        finally:
            journal.close()
        if found is not None and found.is_file():
            return found
    raise StoreError(
        "the source document is not where the run found it.",
        where=wish.file,
        cure="Put it back, or run 'scanglot run' over it again.",
    )


def _settings(wish: Reread, memory: Path | None, glossary: Path | None) -> Settings:
    return Settings(
        translate=TranslateSettings(
            glossary=glossary if glossary and glossary.is_file() else None,
            memory=memory if memory and memory.is_file() else None,
        ),
        clean=CleanSettings.model_validate({"rotation": wish.rotation or None}),
        ocr=OcrSettings(
            engine=OcrEngine(wish.engine) if wish.engine else OcrEngine.AUTO,
            languages=(wish.language,) if wish.language else (),
        ),
    )


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
                share = (_STAGES.index(stage) + 0.5) / len(_STAGES) if stage in _STAGES else 0.0
                progress(share, stage)

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
        pool.close()
