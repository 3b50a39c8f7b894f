"""`scanglot inspect`: draw what is read on a document's pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options
from pipeline.settings import OcrEngine


def inspect(
    file: Annotated[Path, typer.Argument(help="PDF, PNG, JPEG or TIFF.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the pictures.")] = Path("outputs"),
    pages: options.Pages = "auto",
    ocr: options.Ocr = OcrEngine.AUTO,
    text: Annotated[bool, typer.Option("--text", help="Print the lines in reading order too.")] = False,
) -> None:
    """Write one PNG a page: blocks and their order, lines with their engine, confidence by colour."""
    from pipeline.engines.toolbox import open_engines
    from pipeline.flow import lay_out
    from pipeline.settings import OcrSettings, PageSettings, Settings
    from pipeline.writers.overlay import overlay

    settings = Settings(ocr=OcrSettings(engine=ocr), pages=PageSettings(pages=pages))
    engines = open_engines(settings)
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
