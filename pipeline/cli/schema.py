"""`scanglot schema`: the record's contract for machines."""

from __future__ import annotations

import json

import typer


def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of the record.

    Example: scanglot schema
    """
    from pipeline.writers.record_schema import record_schema

    typer.echo(json.dumps(record_schema(), ensure_ascii=False, indent=1))
