"""A source file as it is when its turn comes: what its record will be known by."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.sources import ordinary
from pipeline.errors import TooLarge, UnreadableFile


@dataclass(frozen=True)
class Content:
    """Size in bytes, time of change, SHA-256 in hex, and the suffix, by which text files are known."""

    size: int = 0
    mtime_ns: int = 0
    sha256: str = ""
    suffix: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes two files one document."""
        return self.sha256, self.suffix


def content_hash(path: Path) -> str:
    """SHA-256 of a file's content, in hex. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def look(path: Path, file: str, most: int) -> Content:
    """A file's content, if it is a file of at most so many bytes; `file` names it in errors. Raises InputError."""
    try:
        now = path.stat()
        if path.is_dir():
            raise UnreadableFile(
                "is a folder that cannot be searched.", where=file, cure="Check its permissions."
            )
        if not ordinary(path):
            raise UnreadableFile(
                "is no ordinary file.", where=file, cure="Leave it out, or copy its content to a file."
            )
        if now.st_size > most:
            raise TooLarge(
                f"has {now.st_size >> 20} MB, more than the {most >> 20} MB allowed.",
                where=file,
                cure="Split it.",
            )
        return Content(now.st_size, now.st_mtime_ns, content_hash(path), path.suffix.lower())
    except OSError as error:
        raise UnreadableFile(
            f"cannot be read ({error.strerror}).", where=file, cure="Check its path and permissions."
        ) from error
