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

    `proxy` is the address of the proxy in front, whose word on host, client and TLS is taken; nobody else's is.
    `contact` is the e-mail address that harvesters are given. `origins` are those whose pages may read the API (`*`: any).
    `webhooks` are told of approvals, signed with `secret`.
    """

    login: bool = False
    name: str = "librarian"
    hosts: tuple[str, ...] = LOOPBACK
    proxy: str = ""
    threshold: float = 0.95
    contact: str = "library@example.org"
    origins: tuple[str, ...] = ()
    webhooks: tuple[str, ...] = ()
    secret: str = ""


@dataclass(frozen=True)
class Reread:
    """A wish to read one document again, or a region of one page, with other settings. "" and 0 change nothing.

    `pages` names the pages to read as `--pages` does.
    """

    folder: Path
    path: str
    file: str
    sha256: str | None
    language: str = ""
    engine: str = ""
    rotation: int = 0
    page: int | None = None
    region: BBox | None = None
    pages: str = ""


@dataclass(frozen=True)
class ReadAgain:
    """What a re-read yields: a whole record, the text of a region, or the key of a new record of a second article."""

    record: Record | None = None
    text: str = ""
    split: str = ""


Progress = Callable[[float, str], None]
"""Told how far a task has come (0..1), and with what it is busy."""


Refresh = Callable[[Callable[[Imported], None]], Imported]
"""Takes in what runs have written, telling how far it has come."""


@dataclass(frozen=True)
class Hands:
    """What the desk has done elsewhere: None where this desk cannot do it.

    `page` draws a page of a document and says where the JPEG is, `source` where the scanned file is, and `place` takes a
    person's word on where it is now; `split` reads the
    article that begins on a page, puts it on the desk, and gives its key. `sentence` keeps (source, target, source language, target language) in the translation memory, `term` the same
    in the glossary. Both are called only on a person's word. `publish` writes what people changed to the records on
    disk, some at a time, and says how many.
    """

    refresh: Refresh | None = None
    publish: Callable[[], int] | None = None
    page: Callable[[Reread], Path] | None = None
    source: Callable[[Reread], Path] | None = None
    place: Callable[[Reread, str], Path] | None = None
    split: Callable[[Reread, Progress], str] | None = None
    reread: Callable[[Reread, Progress], ReadAgain] | None = None
    sentence: Callable[[str, str, str, str], None] | None = None
    term: Callable[[str, str, str, str], None] | None = None
