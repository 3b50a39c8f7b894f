"""What `run` and `watch` share: settings from options, an executor for the machine, signals, exit codes."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from pipeline.batch import Batch
from pipeline.batch.events import Listener, Summary
from pipeline.batch.folder import OutputFolder
from pipeline.batch.plan import CanTranslate, Item, Redo
from pipeline.batch.reading import ReadDocument
from pipeline.cli.configuration import settings as configured
from pipeline.cli.output import say
from pipeline.cli.tables import counted
from pipeline.engines.manifest import best, installed
from pipeline.errors import InputError, SettingsError, StageError, ToolError
from pipeline.executors import Executor, Stop, WorkLimits
from pipeline.executors.machine import cores, sensible_jobs, sensible_memory
from pipeline.languages import language
from pipeline.languages.terms import read_glossary
from pipeline.page_ranges import plan as plan_pages
from pipeline.records.outcome import Outcome
from pipeline.settings import OcrEngine, PageSettings, Settings
from pipeline.store.memory import open_memory

FRONT_MATTER_SECONDS = 600.0
"""Default bound on a document of which only the front matter is read."""

ALL_PAGES_SECONDS = 6 * 3600.0
"""Default bound where pages were asked for by number, or all of them."""


@dataclass(frozen=True)
class Machine:
    """Where and within which bounds documents are read; None means what the machine can bear. Memory in MB."""

    jobs: int | None = None
    timeout: float | None = None
    memory: int | None = None
    cluster: str | None = None


def settings_for(
    *,
    pages: str,
    ocr: OcrEngine,
    lang: str,
    to: str,
    model: str | None,
    translate: bool,
    glossary: Path | None = None,
    translation_memory: Path | None = None,
) -> Settings:
    """The settings that those options mean, the rest as files and the environment give it. Raises SettingsError, or StoreError for a memory that is none."""
    if glossary is not None:
        read_glossary(glossary)
    if translation_memory is not None:
        open_memory(translation_memory).close()
    base = configured()
    languages = tuple(code.strip() for code in lang.split(",") if code.strip())
    for code in (*languages, to):
        language(code)
    page_settings = PageSettings(pages=pages, auto_limit=base.pages.auto_limit)
    if pages not in {"auto", "all"}:
        plan_pages(page_settings, 1 << 30 if pages.endswith("-") else 100_000)
    translation = {
        "enabled": translate,
        "target": to,
        "model": model,
        "glossary": glossary,
        "memory": translation_memory,
    }
    changed = {
        "pages": page_settings,
        "ocr": base.ocr.model_copy(update={"engine": ocr, "languages": languages}),
        "translate": base.translate.model_copy(update=translation),
    }
    return base.model_copy(update=changed)


@contextmanager
def open_batch(
    out: Path, settings: Settings, machine: Machine, tell: Listener, redo: Redo, count: int | None = None
) -> Iterator[Batch]:
    """A batch over an output folder, stopped by signals; `count` is how many documents it may have to read."""
    jobs = machine.jobs if machine.jobs is not None else sensible_jobs(count or 1000)
    if machine.jobs and machine.cluster is None and machine.jobs > cores():
        say(
            f"--jobs {machine.jobs}: more workers than the {counted(cores(), 'core')} here read no faster, and take memory.",
            err=True,
        )
    jobs = min(jobs, count) if count else jobs
    with OutputFolder(out) as folder:
        executor = _executor(settings, machine, jobs)
        with stopped_by_signals(executor.stop):
            yield Batch(folder, settings, executor, tell, redo, _can_translate(settings), jobs)


def _executor(settings: Settings, machine: Machine, jobs: int) -> Executor[Item, Outcome]:
    from pipeline.executors.dask import Cluster
    from pipeline.executors.here import Here
    from pipeline.executors.pool import Pool

    usual = FRONT_MATTER_SECONDS if settings.pages.pages == "auto" else ALL_PAGES_SECONDS
    if machine.cluster is not None:
        most = machine.memory << 20 if machine.memory else None
        return Cluster(ReadDocument(settings), machine.cluster, WorkLimits(machine.timeout or usual, most))
    threads = max(1, cores() // max(1, jobs))
    work = ReadDocument(_with_threads(settings, threads))
    if jobs == 0:
        return Here(work)
    memory = machine.memory << 20 if machine.memory else sensible_memory(jobs)
    return Pool(work, jobs, WorkLimits(machine.timeout or usual, memory), threads)


def _can_translate(settings: Settings) -> CanTranslate:
    here = list(installed()) if settings.translate.enabled else []
    return lambda source: best(here, source, settings.translate.target) is not None


def _with_threads(settings: Settings, threads: int) -> Settings:
    return settings.model_copy(
        update={
            "ocr": settings.ocr.model_copy(update={"threads": threads}),
            "translate": settings.translate.model_copy(update={"threads": threads}),
        }
    )


@contextmanager
def stopped_by_signals(stop: Stop) -> Iterator[None]:
    """SIGINT finishes what is in flight, a second one drops it; SIGTERM and a closed terminal drop it at once."""

    def interrupt(number: int, _frame: FrameType | None) -> None:
        stop.told(number, at_once=number != signal.SIGINT)

    kept = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    stopping = [signal.SIGINT, signal.SIGTERM, *([] if kept else [signal.SIGHUP])]
    before = {number: signal.signal(number, interrupt) for number in stopping}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def exit_code(summary: Summary, stop: Stop) -> int:
    """The documented exit code of a run that came to its end."""
    if stop.signal is not None:
        return 128 + stop.signal
    if summary.total == 1 and summary.failures:
        return _kind(summary.failures[0].code)
    return 1 if summary.failed else 0


def _kind(code: str) -> int:
    families = {kind.code: kind.exit_code for kind in (SettingsError, InputError, ToolError, StageError)}
    return families.get(code.partition(".")[0], 1)
