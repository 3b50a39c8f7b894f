"""Which documents a batch has: files, folders and patterns, in a stable order, each file once."""

from __future__ import annotations

import glob
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePath

from pipeline.batch.naming import printable
from pipeline.errors import SettingsError, UnreadableFile
from pipeline.records.formats import called

SUFFIXES = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".jp2", ".j2k", ".txt"})
"""What is picked up in folders; a file that is named itself is read whatever it is called."""
_NAMED = 8
"""Kinds of file that a message names."""


@dataclass(frozen=True)
class SourceFile:
    """A source file: its absolute path, and its path below the folder or pattern that was given."""

    path: Path
    relative: PurePath


def collect(given: Sequence[str], out: Path | None = None) -> tuple[SourceFile, ...]:
    """Every document of those files, folders and patterns; an `out` inside a folder that is searched is left out.

    A file that does not exist, and a folder that may not be searched, is kept: it fails like any other document.
    Raises SettingsError where nothing at all is found.
    """
    found: dict[Path, SourceFile] = {}
    for each in given:
        for one in _expand(each, out.resolve() if out else None):
            found.setdefault(one.path, one)
    if not found:
        raise SettingsError(f"nothing to read in {', '.join(given)}.", cure=_instead(given, out))
    return tuple(found.values())


def _instead(given: Sequence[str], out: Path | None) -> str:
    """What folders are searched for, what lies there instead, and the way from one to the other."""
    kinds = " ".join(sorted(SUFFIXES))
    others = left_out(given, out)
    lying = (f"What lies there: {listed(others)}.",) if others else ()
    return " ".join((f"Folders are searched for files with {kinds}.", *lying, *ways_out(others)))


def listed(others: Counter[str]) -> str:
    """`.docx (12), .xlsx, README`: the most frequent kinds of file with their numbers, and how many kinds there are beside."""
    first = others.most_common(_NAMED)
    named = [printable(kind) + (f" ({count})" if count > 1 else "") for kind, count in first]
    more = len(others) - len(first)
    return ", ".join([*named, *([f"and {more} other kinds"] if more else [])])


def ways_out(others: Counter[str]) -> tuple[str, ...]:
    """A line for each kind of file that was left out and that can be made one that is read."""
    told: dict[str, str] = {}
    for suffix, count in others.items():
        if kind := called(suffix):
            told.setdefault(kind.name, f"{suffix} ({count}) is {kind.name}, which is not read. {kind.cure}")
    return tuple(told.values())


def named(given: Sequence[str]) -> tuple[list[str], list[UnreadableFile]]:
    """What can be searched of the paths given, and an error for each path that leads nowhere.

    Such a path is a slip of the hand: no record says that a document failed which never was.
    """
    here = [each for each in given if os.path.lexists(each) or glob.has_magic(each)]
    return here, [_absent(each) for each in given if each not in here]


def _absent(given: str) -> UnreadableFile:
    if given == "-":
        return UnreadableFile("standard input is not read.", cure="Give the name of a file or a folder.")
    path = Path(given)
    try:
        beside = [each.name for each in path.parent.iterdir()]
    except OSError:
        beside = []
    near = get_close_matches(path.name, beside, n=1)
    cure = f"Did you mean {path.parent / near[0]}?" if near else "Check the path."
    return UnreadableFile("there is no such file or folder.", where=given, cure=cure)


def _expand(given: str, out: Path | None) -> Iterator[SourceFile]:
    path = _absolute(Path(given))
    if os.path.isdir(path):  # noqa: PTH112  (Path.is_dir raises where a folder is closed)
        yield from below(path, path, out)
    elif os.path.lexists(path) or not glob.has_magic(given):
        yield SourceFile(path, PurePath(path.name))
    else:
        root = _root(given)
        for match in sorted(glob.glob(given, recursive=True)):  # noqa: PTH207  (absolute patterns too)
            yield from _matched(_absolute(Path(match)), root, _within(out, root))


def _absolute(path: Path) -> Path:
    """A path without links but for its last part, which names the document."""
    return path.parent.resolve() / path.name if path.name not in {"", ".."} else path.resolve()


def _root(pattern: str) -> Path:
    """The folder that a pattern searches: its parts before the first that is a pattern."""
    fixed: list[str] = []
    for part in PurePath(pattern).parts[:-1]:
        if glob.has_magic(part):
            break
        fixed.append(part)
    return Path(*fixed).resolve()


def _matched(match: Path, root: Path, out: Path | None) -> Iterator[SourceFile]:
    if _inside(match, out):
        return
    if match.is_dir():
        yield from below(match, root, out)
    else:
        yield SourceFile(match, match.relative_to(root))


def below(folder: Path, root: Path, out: Path | None) -> Iterator[SourceFile]:
    """The documents in a folder and its subfolders; links to folders and hidden names are left out.

    A subfolder that may not be searched is given as if it were a document, so that it is not passed over in silence.
    """
    closed: list[OSError] = []
    for path in _files(folder, out, closed):
        if path.suffix.lower() in SUFFIXES:
            yield SourceFile(path, path.relative_to(root))
    for error in closed:
        path = Path(error.filename)
        yield SourceFile(path, path.relative_to(root) if path != root else PurePath(path.name))


def _files(folder: Path, out: Path | None, closed: list[OSError]) -> Iterator[Path]:
    """Every file in a folder and its subfolders, in order; `closed` takes in the folders that may not be searched."""
    out = _within(out, folder)
    for at, folders, files in os.walk(folder, onerror=closed.append):
        here = Path(at)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _inside(here / f, out))
        yield from (here / name for name in sorted(files) if not name.startswith("."))


def _within(out: Path | None, folder: Path) -> Path | None:
    """The output folder where it lies inside a folder of sources; records beside their sources hide none of them."""
    return out if out is not None and folder in out.parents else None


def left_out(given: Sequence[str], out: Path | None = None) -> Counter[str]:
    """How many files of the folders given are of no kind that is read, by suffix (or name, where it has none).

    A folder that records are written to is not asked: they are of such kinds themselves.
    """
    found: Counter[str] = Counter()
    out = out.resolve() if out else None
    for root in (_absolute(Path(each)) for each in given if os.path.isdir(each)):  # noqa: PTH112  (never raises)
        if not _inside(root, out):
            found.update(path.suffix.lower() or path.name for path in _files(root, out, []))
    for kind in SUFFIXES:
        del found[kind]
    return found


def _inside(path: Path, out: Path | None) -> bool:
    return out is not None and (path == out or out in path.parents)


def ordinary(path: Path) -> bool:
    """Whether a path is a regular file (or a link to one): pipes and devices would never end."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False
