"""`scanglot glossary`: whether a glossary of terms is sound."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def glossary(
    file: Annotated[Path, typer.Argument(help="CSV with the columns source,target,domain.")],
) -> None:
    """Check a glossary: duplicates, conflicts, one-character sources, empty sides; exit 1 where there are any.

    Example: scanglot glossary terms.csv
    """
    from pipeline.languages.terms import lint, read_glossary

    terms = read_glossary(file)
    faults = lint(terms)
    for fault in faults:
        typer.echo(fault)
    typer.echo(f"{len(terms)} terms, {len(faults)} faults", err=True)
    raise typer.Exit(1 if faults else 0)
