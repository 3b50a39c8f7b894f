"""How the desk is served, and what it is handed from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.records.base import BBox
from pipeline.records.record import Record
from pipeline.store.folder import Imported

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Serving:
    """Address and habits of the desk. `login` is off only on loopback, where `name` signs everything.

    `contact` is the e-mail address that harvesters are given. `origins` are those whose pages may read the API (`*`: any).
    `webhooks` are told of approvals, signed with `secret`.
    """

    login: bool = False
    name: str = "librarian"
    hosts: tuple[str, ...] = LOOPBACK
    secure: bool = False
    threshold: float = 0.95
    contact: str = "library@example.org"
    origins: tuple[str, ...] = ()
    webhooks: tuple[str, ...] = ()
    secret: str = ""


@dataclass(frozen=True)
class Reread:
    """A wish to read one document again, or a region of one page, with other settings. "" and 0 change nothing."""

    folder: Path
    path: str
    file: str
    sha256: str | None
    language: str = ""
    engine: str = ""
    rotation: int = 0
    page: int | None = None
    region: BBox | None = None


@dataclass(frozen=True)
class Reading:
    """What a re-read yields: a whole record, or the text of a region."""

    record: Record | None = None
    text: str = ""


Progress = Callable[[float, str], None]
"""Told how far a task has come (0..1), and with what it is busy."""


@dataclass(frozen=True)
class Hands:
    """What the desk has done elsewhere: None where this desk cannot do it.

    `sentence` keeps (source, target, source language, target language) in the translation memory, `term` the same
    in the glossary. Both are called only on a person's word. `publish` writes what people changed to the records on
    disk, some at a time, and says how many.
    """

    refresh: Callable[[], Imported] | None = None
    publish: Callable[[], int] | None = None
    reread: Callable[[Reread, Progress], Reading] | None = None
    sentence: Callable[[str, str, str, str], None] | None = None
    term: Callable[[str, str, str, str], None] | None = None
