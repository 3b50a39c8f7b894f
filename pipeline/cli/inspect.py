"""`scanglot inspect`: draw what is read on a document's pages, or tell why a field has its value."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options
from pipeline.settings import OcrEngine


def inspect(
    file: Annotated[Path, typer.Argument(help="PDF, PNG, JPEG or TIFF.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the pictures.")] = Path("outputs"),
    pages: options.PageRanges = "auto",
    ocr: options.Ocr = OcrEngine.AUTO,
    text: Annotated[bool, typer.Option("--text", help="Print the lines in reading order too.")] = False,
    why: Annotated[
        list[str],
        typer.Option(
            help="A field such as doi or title.en: print why it has its value, draw nothing. Repeatable."
        ),
    ] = [],  # noqa: B006  (Typer reads the default, nobody changes it)
    log: Annotated[
        bool, typer.Option("--log", help="Tell on standard error what every stage and program does.")
    ] = False,
) -> None:
    """Write one PNG a page: blocks and their order, lines with their engine, confidence by colour.

    With --why: the candidates of a field, what spoke for each, what was edited and what is doubted.

    Example: scanglot inspect scans/a.pdf --why doi --why title.en
    """
    from pipeline.cli.output import log_everything, say
    from pipeline.cli.reasons import field_of, heard, reasons
    from pipeline.engines.toolbox import open_engines
    from pipeline.flow import lay_out, read
    from pipeline.settings import OcrSettings, PageSettings, Settings
    from pipeline.writers.overlay import overlay

    settings = Settings(ocr=OcrSettings(engine=ocr), pages=PageSettings(pages=pages))
    fields = {path: field_of(path) for path in why}
    if log:
        log_everything()
    engines = open_engines(settings)
    if fields:
        with heard() as said:
            record = read(file, settings, engines).record
        for path in fields:
            for told in reasons(record, path, said):
                say(told)
        return
    out.mkdir(parents=True, exist_ok=True)
    for page, picture in lay_out(file, settings, engines):
        if picture is None:
            continue
        target = out / f"{file.stem}.p{page.number}.png"
        target.write_bytes(overlay(page, picture))
        typer.echo(f"{target}  {len(page.blocks)} blocks, {len(page.lines)} lines")
        if text:
            for line in page.lines:
                typer.echo(f"{line.confidence:.2f} {line.engine:10} {line.text}")
