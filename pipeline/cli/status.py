"""`scanglot status`: how far a run has come, while it goes or after it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def status(
    out: Annotated[Path, typer.Argument(help="The folder that a run writes to.")] = Path("outputs"),
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of a table.")] = False,
) -> None:
    """Tell how far a run has come: documents by outcome, speed, time left, and what failed.

    Example: scanglot status outputs --json
    """
    from dataclasses import asdict

    from rich.console import Console

    from pipeline.batch.state import read_state
    from pipeline.cli.tables import print_state

    state = read_state(out)
    if as_json:
        typer.echo(json.dumps(asdict(state), ensure_ascii=False))
    else:
        print_state(state, Console())
