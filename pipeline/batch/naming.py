"""Names of records: a document's path below the folder that was given, so made that no two documents share one.

`sub/scan.pdf` becomes `sub/scan`. Where that name belongs to another document, it becomes `sub/scan.pdf`, then
`sub/scan.pdf~2` and so on. A document keeps its name in later runs. A folder `x.json` becomes `x.json~`, for there may
be a record of that name.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import PurePath

LONGEST = 180
"""Bytes of a name's last part, so that it fits a file system with what we append to it."""

_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks by which `fdp.exe` can be shown as `exe.pdf`."""


def key(name: str) -> str:
    """What two names share that some file system would store as one."""
    return unicodedata.normalize("NFC", name).casefold()


def printable(text: str) -> str:
    """A file name as UTF-8 text: bytes that are none, controls, and what turns the direction of text are replaced."""
    decoded = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in {"Cc", "Cs"} or c in _TURNING else c
        for c in decoded
    )


def candidates(relative: PurePath) -> Iterator[str]:
    """Names for a source, best first, without end."""
    folder = [
        _fitting(f"{part}~" if part.lower().endswith(".json") else part) for part in relative.parts[:-1]
    ]
    stem, file = _fitting(relative.stem), _fitting(relative.name)
    yield "/".join((*folder, stem))
    yield "/".join((*folder, file))
    for number in count(2):
        yield "/".join((*folder, f"{file}~{number}"))


def _fitting(part: str) -> str:
    clean = printable(part)
    content = clean.encode()
    if len(content) <= LONGEST:
        return clean
    digest = hashlib.sha256(part.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{content[: LONGEST - 9].decode(errors='ignore')}~{digest}"


class Names:
    """The names that are given away."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {key(name) for name in taken}

    def __contains__(self, name: str) -> bool:
        return key(name) in self._taken

    def take(self, name: str) -> None:
        """Give a name away."""
        self._taken.add(key(name))
