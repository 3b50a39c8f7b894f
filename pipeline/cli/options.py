"""The options that several commands share, each said once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.settings import OcrEngine


class ProgressStyle(StrEnum):
    """How a run tells of itself while it goes."""

    AUTO = "auto"
    BAR = "bar"
    PLAIN = "plain"
    JSON = "json"


Out = Annotated[Path, typer.Option("--out", help="Folder that records are written to.")]
PageRanges = Annotated[str, typer.Option("--pages", help="auto, all, or ranges such as 1-3,7.")]
Ocr = Annotated[OcrEngine, typer.Option("--ocr", help="Which engine reads.")]
Lang = Annotated[str, typer.Option("--lang", help="Languages to expect, such as zh,en (default: find out).")]
To = Annotated[str, typer.Option("--to", help="Language to translate into.")]
Model = Annotated[str | None, typer.Option("--model", help="Translation model, by name or path.")]
Translate = Annotated[bool, typer.Option("--translate/--no-translate", help="Translate what is not printed.")]
Glossary = Annotated[Path | None, typer.Option("--glossary", help="CSV of terms: source,target,domain.")]
TranslationMemory = Annotated[
    Path | None, typer.Option("--translation-memory", help="Memory made by `scanglot corpus`.")
]
Timeout = Annotated[float | None, typer.Option("--timeout", min=1, help="Seconds for one document.")]
Memory = Annotated[int | None, typer.Option("--memory", min=200, help="Megabytes for one document.")]
Shown = Annotated[ProgressStyle, typer.Option("--progress", help="Bar, plain lines, or JSON events.")]
LogJson = Annotated[bool, typer.Option("--log-json", help="Log to standard error as JSON lines.")]
ShowReport = Annotated[bool, typer.Option("--open/--no-open", help="Open the report in the browser.")]
Cluster = Annotated[
    str | None, typer.Option("--cluster", metavar="URL", help="Dask scheduler, tcp://host:8786.")
]
