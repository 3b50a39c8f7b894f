"""Items of a list of references: as text, and where the pattern of GB/T 7714 is plain, in their parts.

The pattern (GB/T 7714-2015, 4 and 8): persons. title[type]. source, year, volume(issue): pages. The mark of the type is
one of those of its annex B.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pipeline.records.record import Record
from pipeline.records.text import PageText
from pipeline.writers.characters import json_line
from pipeline.writers.whole_text import PieceKind, pieces

_DOI = re.compile(r"10\.[0-9]{4,9}/[!-~]{1,200}")
_NUMBER = re.compile(r"\s*(?:[\[［【(（]\s*(\d{1,3})\s*[\]］】)）]|(\d{1,3})\s*[.．、](?!\d))\s*")
_TYPE = re.compile(
    r"\s*[\[［【]\s*(?P<type>[JMDCNPSRGZA]|EB|DB|CP|DS|OL)\s*(?:/\s*OL)?\s*[\]］】]\s*[.．。,，]?\s*",
    re.IGNORECASE,
)
_PERSONS = re.compile(r"(?P<persons>.+?)[.．。]\s*(?P<title>.+)", re.DOTALL)
_SERIAL = re.compile(
    r"(?P<source>.+?)[,，]\s*(?P<year>(?:19|20)\d\d)\s*(?:[,，]\s*(?P<volume>[\w-]+))?\s*"
    r"(?:[(（]\s*(?P<issue>[^)）]+)[)）])?\s*(?:[:：]\s*(?P<pages>[A-Za-z]?\d+(?:\s*[-–—~]\s*[A-Za-z]?\d+)?))?.*",
    re.DOTALL,
)
_BOOK = re.compile(
    r"(?P<place>[^:：,，.]{1,30})[:：]\s*(?P<publisher>[^,，]+)[,，]\s*(?P<year>(?:19|20)\d\d).*", re.DOTALL
)
_SERIALS = frozenset("JN")
_BOOKS = frozenset("MD")


class Reference(NamedTuple):
    """One item: its number, its text without it, and its parts by name where they are plain (none otherwise)."""

    number: int | None
    text: str
    doi: str | None
    parts: dict[str, str]


def references(record: Record, pages: Sequence[PageText]) -> str:
    """The references of a record as JSON lines: `record`, `number`, `text`, `doi`, and the parts that are plain."""
    return "".join(map(json_line, _lines(record, pages)))


def _lines(record: Record, pages: Sequence[PageText]) -> Iterator[str]:
    for item in listed(pages):
        content: dict[str, Any] = {"record": record.id, **item._asdict()}
        yield json.dumps(content, ensure_ascii=False)


def listed(pages: Sequence[PageText]) -> list[Reference]:
    """The items of the pages' list of references, in order."""
    return [parsed(piece.text) for piece in pieces(pages) if piece.kind is PieceKind.REFERENCE]


def parsed(text: str) -> Reference:
    """One item from its text."""
    number = _NUMBER.match(text)
    bare = text[number.end() :].strip() if number else text.strip()
    found = _DOI.search(bare)
    return Reference(
        number=int(number[1] or number[2]) if number else None,
        text=bare,
        doi=found[0].rstrip(".。,，;；)）") if found else None,
        parts=_taken_apart(bare),
    )


def _taken_apart(text: str) -> dict[str, str]:
    """Type, persons, title, and source to pages, or nothing where the pattern is not plain."""
    mark = _TYPE.search(text)
    if not mark:
        return {}
    head = _PERSONS.fullmatch(text[: mark.start()].strip())
    kind = mark["type"].upper()
    rest = _SERIAL if kind in _SERIALS else _BOOK if kind in _BOOKS else None
    tail = rest.fullmatch(text[mark.end() :].strip()) if rest else None
    if not head or not tail:
        return {"type": kind}
    named = head.groupdict() | tail.groupdict()
    return {"type": kind} | {name: value.strip() for name, value in named.items() if value and value.strip()}
