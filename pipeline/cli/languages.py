"""`scanglot languages`: what can be read and translated."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def languages(
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a language instead of a table.")
    ] = False,
) -> None:
    """List the languages that can be read, by which engine, and the models that translate them.

    Example: scanglot languages --json
    """
    from rich.console import Console

    from pipeline.languages import languages as known

    if as_json:
        for one in known().values():
            typer.echo(
                json.dumps(
                    {
                        "code": one.code,
                        "name": one.name,
                        "scripts": one.scripts,
                        "tesseract": one.ocr.tesseract,
                        "rapidocr": one.ocr.rapidocr,
                        "translation": one.translation,
                    },
                    ensure_ascii=False,
                )
            )
        return
    console = Console(highlight=False, soft_wrap=True)
    for one in known().values():
        readers = ["Tesseract " + one.ocr.tesseract, *(["RapidOCR"] if one.ocr.rapidocr else [])]
        console.print(
            f"[bold]{one.code:8}[/] {one.name} ({', '.join(one.scripts)}), read by {' and '.join(readers)}"
        )
        for target, names in one.translation.items():
            console.print(f"         into {target} by {', '.join(names)}")
