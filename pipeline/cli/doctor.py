"""`scanglot doctor`: what is here, what is missing, and the command that gets it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.engines.probe import Probed

_COLOURS = {"ok": "green", "partly": "yellow", "missing": "red"}


def doctor(
    to: Annotated[str, typer.Option("--to", help="Language that is translated into.")] = "en",
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a finding instead of a table.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Run the commands that get what is missing, asking before each.")
    ] = False,
) -> None:
    """Tell which tools, language data, libraries and models are here, and how to install what is missing.

    Exits with 4 where something is missing without which documents cannot be read.

    Example: scanglot doctor --fix
    """
    from dataclasses import asdict

    from rich.console import Console
    from rich.markup import escape

    from pipeline.engines import probe
    from pipeline.executors.machine import cores, free_memory, sensible_jobs
    from pipeline.languages import language

    language(to)
    findings = list(_looked_for(to))
    if as_json:
        for finding in findings:
            typer.echo(json.dumps(asdict(finding), ensure_ascii=False))
        raise typer.Exit(_code(findings))
    console = Console(highlight=False, soft_wrap=True)
    for finding in findings:
        about = escape(f"{finding.kind:15} {finding.name:15} {finding.detail}")
        console.print(f"[{_COLOURS[finding.state]}]{finding.state:8}[/] {about}".rstrip())
        if finding.cure:
            console.print(f"         get it with: [bold]{escape(finding.cure)}[/]")
    jobs = sensible_jobs(1000)
    console.print(f"{cores()} cores, {free_memory() >> 20} MB of memory free: {jobs} documents at a time.")
    if commands := probe.remedies(findings, to):
        console.print("All that is lacking (a full translation model is some 300 MB):")
    for command in commands:
        console.print(f"    [bold]{escape(command)}[/]")
    if fix and commands and _fixed(commands):
        findings = list(_looked_for(to))
    raise typer.Exit(_code(findings))


def _looked_for(to: str) -> Iterator[Probed]:
    from pipeline.engines import probe

    yield from probe.programs()
    yield from probe.poppler_data()
    yield from probe.tesseract_languages()
    yield from probe.libraries()
    yield from probe.models(to)


def _code(findings: list[Probed]) -> int:
    from pipeline.errors import ToolMissing

    return ToolMissing.exit_code if any(f.state == "missing" for f in findings) else 0


def _fixed(commands: list[str]) -> int:
    """Run each command that is agreed to; returns how many did their part."""
    from pipeline.engines.packages import runs

    done = 0
    for command in commands:
        if not typer.confirm(f"Run `{command}`?"):
            continue
        if code := runs(command):
            typer.echo(f"scanglot: `{command}` ended with {code}.", err=True)
        else:
            done += 1
    return done
