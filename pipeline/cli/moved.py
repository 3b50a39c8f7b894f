"""Scans that are no longer where the run found them: looked for where people said they are, and known by content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.batch.content import content_hash
from pipeline.errors import StoreError
from pipeline.web.settings import Reread
from pipeline.writers.record_files import HIDDEN

_FILE = "sources.txt"


def find(wish: Reread, places: Iterable[Path]) -> Path | None:
    """The scan in one of the places, each a folder or the file itself; a file of another content is not taken."""
    for place in places:
        files = sorted(place.rglob(Path(wish.file).name)) if place.is_dir() else [place]
        for path in files:
            if path.is_file() and wish.sha256 in {None, content_hash(path)}:
                return path
    return None


def said(folder: Path) -> Iterator[Path]:
    """Where people said that the scans of a folder of records are, the newest first."""
    file = folder / HIDDEN / _FILE
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return (Path(line) for line in reversed(lines) if line)


def remember(wish: Reread, place: str) -> Path:
    """Take a person's word on where a scan is now, for all records of its folder; gives the scan.

    Raises StoreError where it is not there, or where nothing is known to tell it by.
    """
    path = Path(place.strip()).expanduser()
    if not path.is_absolute() or not path.exists():
        raise StoreError(
            "there is no such place on the desk's machine.",
            where=place.strip(),
            cure="Write the whole path of a folder or of the file.",
        )
    found = find(wish, [path]) if wish.sha256 else None
    if found is None:
        raise StoreError(
            "the scan is not there, or its content is another.",
            where=place.strip(),
            cure="Name another folder, or the file itself.",
        )
    kept = path if path.is_file() else path.resolve()
    with (wish.folder / HIDDEN / _FILE).open("a", encoding="utf-8") as file:
        file.write(f"{kept}\n")
    return found
