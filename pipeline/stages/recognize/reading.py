"""A page whose lines are read some at a time, each by the engine that reads it best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.ports import Recognizer
from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line
from pipeline.settings import OcrSettings
from pipeline.stages.recognize.fine import finished
from pipeline.stages.recognize.foreign import foreign_language, foreign_to, with_foreign
from pipeline.stages.recognize.glimpse import glimpsed
from pipeline.stages.recognize.gutters import parted
from pipeline.stages.recognize.missed import FOREIGN, missed_rows, passed_over, surely_read
from pipeline.stages.recognize.rules import is_rule
from pipeline.stages.recognize.second import with_second

SETTLED = 12
"""Lines from which it is known whether a page is in a script that the first engine lacks."""
EARLY, LONG = 4, 10
"""Lines that tell it early where most of them are, the first of a page that are so many times as long as high."""


class PageReading:
    """The lines found on a page, and those of them that were read.

    The second engine reads lines together, and a little otherwise in other company. So the page that begins a document is
    read whole where it is that engine's. The language of the pages `before` is that of the page's weak lines, however few.
    """

    def __init__(
        self,
        pixels: Pixels,
        first: Recognizer,
        second: Recognizer | None,
        settings: OcrSettings,
        *,
        begins: bool = False,
        before: str | None = None,
    ) -> None:
        self._pixels, self._first, self._second, self._wanted = pixels, first, second, settings.languages
        found = parted(pixels, [box for box in first.find_lines(pixels) if not is_rule(pixels, box)])
        self.found = (*found, *passed_over(pixels, found))
        self._begins = begins
        self._open = {box: box for box in self.found}
        self._places = {box: number for number, box in enumerate(self.found)}
        self._raw: list[Line] = []
        self._lines: list[Line] = []
        self._language = None if settings.languages else foreign_to(first, second, before)
        self._large = missed_rows(pixels, self.found)
        read = first.read_lines(pixels, self._large, ()) if self._large else ()
        self._take(surely_read(read))

    @property
    def unread(self) -> tuple[BBox, ...]:
        """The boxes of the lines that were found and not read."""
        return tuple(self._open)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What was read so far, by one engine a line."""
        return tuple(self._lines)

    def read(self, boxes: Iterable[BBox]) -> None:
        """Read those of the boxes that are not yet read. Raises ToolError."""
        if self._second is not None and not self._raw and not self._wanted and self._language is None:
            self._take(self._read(self._drawn(_telling(boxes))), early=True)
        if new := self._drawn(boxes):
            self._take(self._read(new))

    def leave(self, boxes: Iterable[BBox]) -> None:
        """Take those of the boxes to be unread: what was read there is no part of the text."""
        again = set(boxes) & self._places.keys()
        self._open |= {box: box for box in self.found if box in again}
        self._raw = [line for line in self._raw if line.bbox not in again]
        self._lines = [line for line in self._lines if line.bbox not in again]

    def decided(self) -> tuple[Line, ...]:
        """All that was read, with the second engine's reading beside what it reads otherwise. Raises ToolError."""
        if self._second is None:
            return self.lines
        return with_second(self._lines, self._pixels, self._first, self._second)

    def _drawn(self, boxes: Iterable[BBox]) -> list[BBox]:
        """Those of the boxes that are not yet read, as they were found; from now on they are taken to be read."""
        return [self._open.pop(box) for box in dict.fromkeys(boxes) if box in self._open]

    def _read(self, boxes: Sequence[BBox]) -> Sequence[Line]:
        if self._language is None:
            return self._first.read_lines(self._pixels, boxes, self._wanted)
        return glimpsed(self._pixels, boxes, self._first, self._wanted)

    def _take(self, lines: Sequence[Line], *, early: bool = False) -> None:
        settled = self._language is not None or len(self._raw) >= SETTLED
        self._raw += lines
        if self._second is not None and not settled:
            self._language = foreign_language(
                self._pixels,
                self._raw,
                self._second,
                self._first,
                self._wanted,
                surely=early,
                found=self.found,
            )
            if self._language is not None:
                if self._begins:
                    self._raw += self._read(self._drawn(self.unread))
                    self._raw.sort(key=lambda line: self._places.get(line.bbox, len(self._places)))
                lines, self._lines = self._raw, []
        if self._second is not None and self._language is not None:
            lines = self._by_both(lines, self._second, self._language)
        self._lines += finished(lines, self._pixels, self._first)

    def _by_both(self, lines: Sequence[Line], second: Recognizer, language: str) -> list[Line]:
        """Lines of a page in a language that the second engine reads, with large print that the first could not."""
        read = {line.bbox for line in self._raw}
        large = [box for box in self._large if box not in read]
        self._large = []
        blank = [Line(text="", bbox=box, confidence=0.0, engine=self._first.name) for box in large]
        found = with_foreign([*lines, *blank], self._pixels, self._first, second, language, self.found)
        return [line for line in found if line.bbox not in large or surely_read([line], FOREIGN)]


def _telling(boxes: Iterable[BBox]) -> list[BBox]:
    """The first long ones of the boxes from the top."""
    long = {box for box in boxes if box.width > LONG * box.height}
    return sorted(long, key=lambda box: (box.top, box.left))[:EARLY]
