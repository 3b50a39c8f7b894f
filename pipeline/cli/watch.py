"""`scanglot watch`: read files as a scanner drops them into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.run import Progress
from pipeline.settings import OcrEngine


def watch(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that files are dropped into.")],
    out: Annotated[Path, typer.Option("--out", help="Folder that records are written to.")] = Path("outputs"),
    settle: Annotated[float, typer.Option("--settle", min=0.1, help="Seconds a file must not change.")] = 3.0,
    pages: Annotated[str, typer.Option("--pages", help="auto, all, or ranges such as 1-3,7.")] = "auto",
    ocr: Annotated[OcrEngine, typer.Option("--ocr", help="Which engine reads.")] = OcrEngine.AUTO,
    lang: Annotated[str, typer.Option("--lang", help="Languages to expect, such as zh,en.")] = "",
    to: Annotated[str, typer.Option("--to", help="Language to translate into.")] = "en",
    model: Annotated[str | None, typer.Option("--model", help="Translation model, by name or path.")] = None,
    translate: Annotated[
        bool, typer.Option("--translate/--no-translate", help="Translate what is not printed.")
    ] = True,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Documents at a time.")] = None,
    timeout: Annotated[
        float | None, typer.Option("--timeout", min=1, help="Seconds for one document.")
    ] = None,
    memory: Annotated[
        int | None, typer.Option("--memory", min=200, help="Megabytes for one document.")
    ] = None,
    progress: Annotated[
        Progress, typer.Option("--progress", help="Plain lines, or JSON events.")
    ] = Progress.AUTO,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Log to standard error as JSON lines.")
    ] = False,
) -> None:
    """Read files as they appear in a folder, until interrupted: each when it has stopped growing.

    Links that lead out of the folder are not followed. What was read before is not read again.
    """
    from pipeline.batch.plan import NOTHING
    from pipeline.batch.watching import appearing
    from pipeline.cli.batches import Machine, open_batch, settings_for
    from pipeline.cli.progress import show

    settings = settings_for(pages=pages, ocr=ocr, lang=lang, to=to, model=model, translate=translate)
    machine = Machine(jobs=jobs, timeout=timeout, memory=memory)
    found = appearing(folder, out, settle)
    with (
        show(progress.value, log_json=log_json) as tell,
        open_batch(out, settings, machine, tell, NOTHING) as batch,
    ):
        batch.follow(found)
    raise typer.Exit(128 + (batch.stop.signal or 0))
