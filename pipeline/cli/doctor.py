"""`scanglot doctor`: what is here, what is missing, and the command that gets it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

_COLOURS = {"ok": "green", "partly": "yellow", "missing": "red"}


def doctor(
    to: Annotated[str, typer.Option("--to", help="Language that is translated into.")] = "en",
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a finding instead of a table.")
    ] = False,
) -> None:
    """Tell which tools, language data, libraries and models are here, and how to install what is missing.

    Exits with 4 where something is missing without which documents cannot be read.
    """
    from dataclasses import asdict
    from itertools import chain

    from rich.console import Console
    from rich.markup import escape

    from pipeline.engines import probe
    from pipeline.errors import ToolMissing
    from pipeline.executors.machine import cores, free_memory, sensible_jobs
    from pipeline.languages import language

    language(to)
    findings = list(
        chain(
            probe.programs(),
            probe.poppler_data(),
            probe.tesseract_languages(),
            probe.libraries(),
            probe.models(to),
        )
    )
    missing = any(f.state is probe.State.MISSING for f in findings)
    if as_json:
        for finding in findings:
            typer.echo(json.dumps(asdict(finding), ensure_ascii=False))
        raise typer.Exit(ToolMissing.exit_code if missing else 0)
    console = Console(highlight=False, soft_wrap=True)
    for finding in findings:
        about = escape(f"{finding.kind:15} {finding.name:15} {finding.detail}")
        console.print(f"[{_COLOURS[finding.state]}]{finding.state:8}[/] {about}".rstrip())
        if finding.cure:
            console.print(f"         get it with: [bold]{escape(finding.cure)}[/]")
    if get := probe.translation_command(to):
        console.print(f"Full models for all our languages, some 300 MB each: [bold]{escape(get)}[/]")
    jobs = sensible_jobs(1000)
    console.print(f"{cores()} cores, {free_memory() >> 20} MB of memory free: {jobs} documents at a time.")
    raise typer.Exit(ToolMissing.exit_code if missing else 0)
