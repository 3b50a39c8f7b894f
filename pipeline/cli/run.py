"""`scanglot run`: any number of documents into a folder of records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options
from pipeline.settings import OcrEngine


def run(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, or quoted patterns.")
    ],
    out: options.Out = Path("outputs"),
    pages: options.PageRanges = "auto",
    ocr: options.Ocr = OcrEngine.AUTO,
    lang: options.Lang = "",
    to: options.To = "en",
    model: options.Model = None,
    translate: options.Translate = True,
    glossary: options.Glossary = None,
    translation_memory: options.TranslationMemory = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=0, help="Documents at a time; 0: in this process.")
    ] = None,
    timeout: options.Timeout = None,
    memory: options.Memory = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Read everything again.")] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Read again what failed before.")
    ] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Show where the time went, by stage.")] = False,
    progress: options.Shown = options.ProgressStyle.AUTO,
    log_json: options.LogJson = False,
    cluster: options.Cluster = None,
) -> None:
    """Read scans, PDFs and texts into bilingual records, one JSON file a document, resuming where a run ended.

    Example: scanglot run scans/ --out outputs --pages 1-2 --jobs 2

    Exit codes: 0 all good; 1 some documents failed; 2 an option makes no sense; 3 (input), 4 (tool) or 5 (our bug)
    where a single document was given and failed; 6 the output folder cannot be written; 130 interrupted.
    """
    from pipeline.batch.plan import Redo
    from pipeline.batch.sources import collect, left_out, listed, named, ways_out
    from pipeline.cli.batches import Machine, exit_code, open_batch, settings_for
    from pipeline.cli.output import Screen, say
    from pipeline.cli.profile import Profile
    from pipeline.cli.progress import show
    from pipeline.cli.tables import counted

    settings = settings_for(
        pages=pages,
        ocr=ocr,
        lang=lang,
        to=to,
        model=model,
        translate=translate,
        glossary=glossary,
        translation_memory=translation_memory,
    )
    paths, absent = named(paths)
    for error in absent:
        say(f"scanglot: {error}", err=True)
    if not paths:
        raise typer.Exit(absent[0].exit_code)
    found = collect(paths, out)
    if not log_json and (others := left_out(paths, out)):
        say(f"Left out: {counted(others.total(), 'file')} of other kinds: {listed(others)}.", err=True)
        for line in ways_out(others):
            say(f"  {line}", err=True)
    machine = Machine(jobs=jobs, timeout=timeout, memory=memory, cluster=cluster)
    redo = Redo(everything=fresh, failed=retry_failed)
    with (
        show(progress.value, log_json=log_json) as tell,
        open_batch(out, settings, machine, (told := Profile(tell)), redo, len(found)) as batch,
    ):
        summary = batch.run(found)
    if profile:
        told.show(Screen(stderr=progress is options.ProgressStyle.JSON))
    if progress is not options.ProgressStyle.JSON:
        say(f"Report: {out / 'report.html'}")
        say_what_translates(dict(summary.untranslated), to)
    if summary.needs_review and progress is not options.ProgressStyle.JSON:
        say(f"Review them with: scanglot review {out}")
    raise typer.Exit(exit_code(summary, batch.stop) or int(bool(absent)))


def say_what_translates(lacking: dict[str, int], target: str) -> None:
    """Name the one command after which another run would translate what this one could not."""
    from pipeline.cli.output import say
    from pipeline.cli.tables import counted
    from pipeline.engines.offers import command

    if lacking and (get := command(lacking, target)):
        documents = counted(sum(lacking.values()), "document")
        say(
            f"Not translated for want of a model: {documents} ({', '.join(lacking)}). `{get}` gets it; then run again."
        )
