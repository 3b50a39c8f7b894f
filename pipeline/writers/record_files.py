"""Records on disk: found, read, one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import UnreadableFile
from pipeline.records.record import Record

HIDDEN = ".scanglot"
"""The folder beside the records with the journal, page pictures and page texts."""


def record_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Every record file named, or found below a folder, in a stable order; hidden folders are left out."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for found in sorted(path.rglob("*.json")):
            if not any(part.startswith(".") for part in found.relative_to(path).parts):
                yield found


def read_record(path: Path) -> Record:
    """One record from its file. Raises UnreadableFile where it is no record of this schema."""
    try:
        return Record.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UnreadableFile(
            f"cannot be read ({error.strerror}).", where=str(path), cure="Check its path."
        ) from error
    except ValidationError as error:
        raise UnreadableFile(
            f"is no scanglot record ({error.error_count()} faults).",
            where=str(path),
            cure="Make it again with 'scanglot run'.",
        ) from error
