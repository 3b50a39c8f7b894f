"""`scanglot watch`: read files as a scanner drops them into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options
from pipeline.settings import OcrEngine


def watch(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that files are dropped into.")],
    out: options.Out = Path("outputs"),
    settle: Annotated[float, typer.Option("--settle", min=0.1, help="Seconds a file must not change.")] = 3.0,
    pages: options.PageRanges = "auto",
    ocr: options.Ocr = OcrEngine.AUTO,
    lang: options.Lang = "",
    to: options.To = "en",
    model: options.Model = None,
    translate: options.Translate = True,
    glossary: options.Glossary = None,
    translation_memory: options.TranslationMemory = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Documents at a time.")] = None,
    timeout: options.Timeout = None,
    memory: options.Memory = None,
    progress: options.Shown = options.ProgressStyle.AUTO,
    log_json: options.LogJson = False,
    cluster: options.Cluster = None,
) -> None:
    """Read files as they appear in a folder, until interrupted: each when it has stopped growing.

    Links that lead out of the folder are not followed. What was read before is not read again.

    Example: scanglot watch scanner/ --out outputs --settle 10
    """
    from pipeline.batch.plan import NOTHING
    from pipeline.batch.watching import appearing
    from pipeline.cli.batches import Machine, open_batch, settings_for
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
    machine = Machine(jobs=jobs, timeout=timeout, memory=memory, cluster=cluster)
    found = appearing(folder, out, settle)
    with (
        show(progress.value, log_json=log_json) as tell,
        open_batch(out, settings, machine, tell, NOTHING) as batch,
    ):
        batch.follow(found)
    raise typer.Exit(128 + (batch.stop.signal or 0))
