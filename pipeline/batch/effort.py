"""How long a document will take, guessed before it is opened: long ones come early, and a run soon knows when it will end."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pipeline.batch.plan import Item
from pipeline.batch.sources import ordinary

T = TypeVar("T")

HEAD = 1 << 16
"""Bytes of a file's beginning and end that are looked at: a scan's first picture and the number of pages are told there."""
SCAN, PIXELS, PAGES = 500_000, 9_000_000, 4
"""Pixels from which a picture is a scanned page, those of a page at 300 dpi, and how many pages front matter takes at most."""
PAGE_BYTES = 200_000
"""A scanned page in a PDF has at least about so many bytes."""
READ, TAKEN = 6.0, 0.5
"""Seconds that a scanned page and a document with a text layer take at first; what a run measures counts more."""
SAMPLE, ROOT = 10, 0.5
"""Documents that a long run begins with, from long to short, to know what the others take; the power of a guess that what a
document takes grows with, as measured on runs over 16 to 90 documents: pages and pixels count for less than they seem."""
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_SIDE = re.compile(rb"/(Width|Height)\s+(\d{1,5})\b")
_PAGES = re.compile(rb"/Type\s*/Pages\b")
_COUNT = re.compile(rb"/Count\s+(\d{1,5})\b")
_AROUND = 400
"""Bytes before and after the mark of a picture or of the list of pages in which its sides or their number are told."""


def effort(path: Path) -> float:
    """Seconds that a document takes by its kind, pages and pixels, roughly; 0 where it cannot be looked at."""
    try:
        if not ordinary(path):
            return 0.0
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(HEAD)
            stream.seek(max(HEAD, size - HEAD))
            head += stream.read(HEAD)
    except OSError:
        return 0.0
    if path.suffix.lower() == ".txt":
        return TAKEN / 2
    if b"%PDF-" not in head[:1024]:
        return READ
    pixels = max(_pictures(head), default=0)
    if pixels < SCAN:
        return TAKEN
    pages = max(_counts(head), default=round(size / PAGE_BYTES))
    return READ * min(PAGES, max(1, pages)) * min(1.0, 0.5 + pixels / PIXELS / 2)


def _pictures(head: bytes) -> Iterable[int]:
    """Pixels of each picture that is described."""
    for about in _about(_PICTURE, head):
        sides = dict(_SIDE.findall(about))
        if len(sides) == 2:
            yield int(sides[b"Width"]) * int(sides[b"Height"])


def _counts(head: bytes) -> Iterable[int]:
    """The numbers of pages that lists of pages tell."""
    for about in _about(_PAGES, head):
        yield from map(int, _COUNT.findall(about))


def _about(mark: re.Pattern[bytes], head: bytes) -> Iterable[bytes]:
    for found in mark.finditer(head):
        yield head[max(0, found.start() - _AROUND) : found.end() + _AROUND]


def _sample_first(guessed: list[T]) -> list[T]:
    """What is sorted, with every so many-th before the others; as it is where that would be half of all."""
    if len(guessed) < 2 * SAMPLE:
        return guessed
    chosen = {round(n * (len(guessed) - 1) / (SAMPLE - 1)) for n in range(SAMPLE)}
    return [guessed[n] for n in sorted(chosen)] + [one for n, one in enumerate(guessed) if n not in chosen]


class Forecast:
    """What the documents of a run will take on so many workers, and when it will be done."""

    def __init__(self, items: Iterable[Item], jobs: int) -> None:
        guessed = [(effort(item.path), item) for item in items]
        guessed.sort(key=lambda pair: -pair[0])
        self.in_order = tuple(item for _, item in _sample_first(guessed))
        """The documents, a sample of all lengths first, then in an order in which none of the long ones is left to hold up the end."""
        self._waiting = {item.name: guess for guess, item in guessed}
        self._jobs = max(1, jobs)
        self._taken: dict[bool, list[tuple[float, float]]] = defaultdict(list)

    def done(self, name: str, seconds: float) -> None:
        """Take in what a document took."""
        guess = self._waiting.pop(name, None)
        if guess is not None:
            self._taken[guess > TAKEN].append((guess**ROOT, seconds))

    @property
    def left(self) -> float:
        """Seconds until the last document is done."""
        paces = {long: self._pace(long) for long in (True, False)}
        shares = [float(guess**ROOT) * paces[guess > TAKEN] for guess in self._waiting.values()]
        return sum(shares) / self._jobs

    def _pace(self, long: bool) -> float:
        """What documents of a kind took, as a multiple of what was guessed; where none was met yet, the other kind's."""
        taken = self._taken[long] or self._taken[not long]
        guessed = sum(guess for guess, _ in taken)
        return sum(seconds for _, seconds in taken) / guessed if guessed else 1.0
