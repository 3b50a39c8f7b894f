"""Where an export goes: standard output, one file, or a folder; never half a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

if TYPE_CHECKING:
    from pipeline.records.record import Record

T = TypeVar("T")


def put(out: Path | None, to: str, pieces: Iterator[str]) -> None:
    """To standard output, or whole to a file. Nothing is made where there are no pieces."""
    from pipeline.errors import SettingsError

    first = next(pieces, None)
    if first is None:
        return
    if out is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        sys.stdout.write(first)
        sys.stdout.writelines(pieces)
    elif out.is_dir():
        raise SettingsError(f"--out {out} is a folder, but {to} is one file.", cure="Name a file.")
    else:
        _stream_to(out, first, pieces)


def folder_for(out: Path | None, to: str) -> Path:
    """The folder for a format of one file a record. Raises SettingsError."""
    from pipeline.errors import SettingsError

    if out is None or out.is_file():
        raise SettingsError(f"{to} is one file a record.", cure="Name a folder with --out.")
    return out


def write(path: Path, content: str | bytes) -> None:
    """The whole file at once, or none."""
    data = content.encode() if isinstance(content, str) else content
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data)
    aside.replace(path)


def _stream_to(path: Path, first: str, pieces: Iterator[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("w", encoding="utf-8", newline="") as target:
            target.write(first)
            target.writelines(pieces)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def whole_file(path: Path, items: Iterator[T]) -> Iterator[tuple[BinaryIO, Iterator[T]]]:
    """A file to write bytes to that is there only when it is whole, and the items; no file where there are none."""
    first = next(items, None)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("wb") as target:
            yield target, chain([first] if first is not None else [], items)
        if first is not None:
            aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def scan_of(scans: Path, record: Record) -> Path:
    """The file that a record was read from: by its name, or by name anywhere below the folder. Raises UnreadableFile."""
    from pipeline.errors import UnreadableFile

    named = scans if scans.is_file() else scans / record.source.file
    if named.is_file():
        return named
    found = next(iter(sorted(scans.rglob(Path(record.source.file).name))), None)
    if found is None:
        raise UnreadableFile(
            "is not there.", where=str(named), cure="Give the folder of the scans with --source."
        )
    return found
