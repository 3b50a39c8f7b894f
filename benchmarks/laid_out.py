"""Pages as the reading stages lay them out, kept in a folder: what comes after them is then measured in seconds."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from pipeline import flow
from pipeline.errors import ScanglotError
from pipeline.ports import Engines
from pipeline.records.article import Flag
from pipeline.records.base import Frozen
from pipeline.records.page import Document
from pipeline.records.text import PageText
from pipeline.settings import Settings
from pipeline.stages.inspect import inspect

READING = (
    "pages.py",
    "engines",
    "stages/clean",
    "stages/layer",
    "stages/layout",
    "stages/recognize",
    "stages/render.py",
    "stages/inspect.py",
)
"""The code that decides what a laid-out page holds."""


class LaidOut(Frozen):
    """A document's laid-out pages, the flags of their reading, and the hash of the code that read them."""

    document: Document
    pages: tuple[PageText, ...]
    flags: tuple[Flag, ...]
    code: str


def laid_out(
    pdf: Path, folder: Path, settings: Settings, engines: Engines, *, refresh: bool
) -> LaidOut | None:
    """The pages of a document, from the folder where they are kept or read now; None where it cannot be read.

    Kept pages hold for the very same file. Those that other code has read hold too, unless `refresh` is given.
    """
    kept = folder / f"{pdf.stem}.{hashlib.sha256(pdf.read_bytes()).hexdigest()[:16]}.json"
    found = _kept(kept)
    if found and not (refresh and found.code != reading_code()):
        return found
    flags: list[Flag] = []
    try:
        document = inspect(pdf, engines.pdf, settings.limits)
        pages = tuple(text for text, _ in flow.lay_out(pdf, settings, engines, flags, covers=True))
    except ScanglotError as error:
        print(f"{pdf.name}: {error}", file=sys.stderr)
        return None
    found = LaidOut(document=document, pages=pages, flags=tuple(flags), code=reading_code())
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}.part")
    unfinished.write_text(found.model_dump_json(), encoding="utf-8")
    unfinished.replace(kept)
    return found


def _kept(path: Path) -> LaidOut | None:
    try:
        return LaidOut.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


@cache
def reading_code() -> str:
    """A hash of all code that reads and lays out pages."""
    root = Path(flow.__file__).parent
    total = hashlib.sha256()
    for part in READING:
        start = root / part
        for file in [start] if start.is_file() else sorted(start.rglob("*.py")):
            total.update(file.read_bytes())
    return total.hexdigest()[:16]
