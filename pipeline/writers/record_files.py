"""Records on disk: found, read, one at a time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import UnreadableFile
from pipeline.records.outcome import Outcome
from pipeline.records.record import Record
from pipeline.records.text import PageText
from pipeline.writers.record_json import record_json

HIDDEN = ".scanglot"
"""The folder beside the records with the journal, page pictures and page texts."""

READINGS = "readings"
"""The folder in it that keeps the machine's reading of each record that people have corrected or decided on."""


def record_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Every record file named, or found below a folder, in a stable order; hidden folders are left out."""
    for path in paths:
        yield from _below(path) if path.is_dir() else [path]


def _below(folder: Path) -> Iterator[Path]:
    """The names of one folder are in memory, no more."""
    with os.scandir(folder) as entries:
        seen = ((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
        names = sorted(one for one in seen if one[0][0] != "." and (one[1] or one[0].endswith(".json")))
    for name, is_folder in names:
        yield from _below(folder / name) if is_folder else [folder / name]


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


def reading_file(root: Path, path: Path) -> Path:
    """Where the machine's reading of the record at `path` below `root` lies: aside, once the desk has written over it."""
    aside = root / HIDDEN / READINGS / path
    return aside if aside.exists() and (root / path).exists() else root / path


def put_reviewed(root: Path, path: Path, record: Record) -> bool:
    """Write a record as people left it, the machine's reading kept aside; False where there is no such file any more.

    Raises OSError.
    """
    target, kept = root / path, root / HIDDEN / READINGS / path
    if not target.exists():
        return False
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_name(kept.name + ".part")
        shutil.copy2(target, part)
        part.replace(kept)
    aside = target.with_name(f".{target.name}.part")
    aside.write_text(record_json(record), encoding="utf-8")
    aside.replace(target)
    return True


def put_new(root: Path, path: Path, outcome: Outcome) -> None:
    """Write a record that no run made, with the pictures and texts of its pages. Raises OSError."""
    pages = root / HIDDEN / "pages" / path.with_suffix("")
    pages.mkdir(parents=True, exist_ok=True)
    for picture in outcome.pictures:
        (pages / f"p{picture.number}.jpg").write_bytes(picture.jpeg)
    for page in outcome.pages:
        (pages / f"p{page.number}.json").write_text(page.model_dump_json(), encoding="utf-8")
    aside = root / path.with_name(f".{path.name}.part")
    aside.write_text(record_json(outcome.record), encoding="utf-8")
    aside.replace(root / path)


def page_texts(roots: Iterable[Path], path: Path) -> tuple[PageText, ...]:
    """The page texts that a run left beside a record, whose `path` is relative to one of the roots.

    Raises UnreadableFile where there are none.
    """
    for root in roots:
        folder = (root if root.is_dir() else root.parent) / HIDDEN / "pages" / path.with_suffix("")
        files = sorted(folder.glob("p*.json"), key=lambda f: int(f.stem[1:]))
        if files:
            return tuple(PageText.model_validate_json(f.read_bytes()) for f in files)
    raise UnreadableFile(
        "has no page texts beside it.", where=str(path), cure="Make the record again with 'scanglot run'."
    )
