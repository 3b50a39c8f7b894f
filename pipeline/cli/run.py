"""`scanglot run`: any number of documents into a folder of records."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.settings import OcrEngine


class Progress(StrEnum):
    """How a run tells of itself while it goes."""

    AUTO = "auto"
    BAR = "bar"
    PLAIN = "plain"
    JSON = "json"


def run(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, or quoted patterns.")
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder that records are written to.")] = Path("outputs"),
    pages: Annotated[str, typer.Option("--pages", help="auto, all, or ranges such as 1-3,7.")] = "auto",
    ocr: Annotated[OcrEngine, typer.Option("--ocr", help="Which engine reads.")] = OcrEngine.AUTO,
    lang: Annotated[
        str, typer.Option("--lang", help="Languages to expect, such as zh,en (default: find out).")
    ] = "",
    to: Annotated[str, typer.Option("--to", help="Language to translate into.")] = "en",
    model: Annotated[str | None, typer.Option("--model", help="Translation model, by name or path.")] = None,
    translate: Annotated[
        bool, typer.Option("--translate/--no-translate", help="Translate what is not printed.")
    ] = True,
    glossary: Annotated[
        Path | None, typer.Option("--glossary", help="CSV of terms: source,target,domain.")
    ] = None,
    translation_memory: Annotated[
        Path | None, typer.Option("--translation-memory", help="Memory made by `scanglot corpus`.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=0, help="Documents at a time; 0: in this process.")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option("--timeout", min=1, help="Seconds for one document.")
    ] = None,
    memory: Annotated[
        int | None, typer.Option("--memory", min=200, help="Megabytes for one document.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Read everything again.")] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Read again what failed before.")
    ] = False,
    progress: Annotated[
        Progress, typer.Option("--progress", help="Bar, plain lines, or JSON events.")
    ] = Progress.AUTO,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Log to standard error as JSON lines.")
    ] = False,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="URL", help="Dask scheduler, tcp://host:8786.")
    ] = None,
) -> None:
    """Read scans, PDFs and texts into bilingual records, one JSON file a document, resuming where a run ended.

    Exit codes: 0 all good; 1 some documents failed; 2 an option makes no sense; 3 (input), 4 (tool) or 5 (our bug)
    where a single document was given and failed; 6 the output folder cannot be written; 130 interrupted.
    """
    from pipeline.batch.plan import Redo
    from pipeline.batch.sources import collect
    from pipeline.cli.batches import Machine, exit_code, open_batch, settings_for
    from pipeline.cli.progress import show

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
    found = collect(paths, out)
    machine = Machine(jobs=jobs, timeout=timeout, memory=memory, cluster=cluster)
    redo = Redo(everything=fresh, failed=retry_failed)
    with (
        show(progress.value, log_json=log_json) as tell,
        open_batch(out, settings, machine, tell, redo, len(found)) as batch,
    ):
        summary = batch.run(found)
    typer.echo(f"Report: {out / 'report.html'}", err=progress is Progress.JSON)
    raise typer.Exit(exit_code(summary, batch.stop))
