"""`scanglot settings`: every setting, its value, and where it comes from."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def settings(
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a setting instead of a table.")
    ] = False,
) -> None:
    """Show every setting, its value, and where it comes from.

    Settings are taken from scanglot.toml of the user's configuration folder, from scanglot.toml of the working
    folder, from variables SCANGLOT_SECTION_KEY, and from the command line, the later the stronger.

    Example: SCANGLOT_OCR_ENGINE=tesseract scanglot settings
    """
    from pipeline.cli.configuration import configuration, given

    known = given()
    for section, values in configuration().model_dump(mode="json").items():
        if not as_json:
            typer.echo(f"[{section}]")
        for name, value in values.items():
            key = f"{section}.{name}"
            origin = known[key].origin if key in known else "default"
            if as_json:
                typer.echo(json.dumps({"key": key, "value": value, "origin": origin}, ensure_ascii=False))
            else:
                shown = "" if value is None else json.dumps(value, ensure_ascii=False)
                typer.echo(f"{name} = {shown:24} # {origin}")
