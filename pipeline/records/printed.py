"""Printed text: some lines of a page, of which every character leads to its line, box and reading on the page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pipeline.records.article import Evidence, Span
from pipeline.records.base import BBox, around
from pipeline.records.edits import Edit, shifted
from pipeline.records.text import Line


@dataclass(frozen=True)
class Print:
    """Printed text over some lines of a page, one below the other: a line feed stands between two."""

    page: int
    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        """The lines with what rules wrote."""
        return "\n".join(line.text for line in self.lines)

    @property
    def raw(self) -> str:
        """What the engine gave."""
        return "\n".join(line.raw for line in self.lines)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each line begins in the text."""
        return tuple(accumulate((len(line.text) + 1 for line in self.lines[:-1]), initial=0))

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What rules wrote in the text."""
        pairs = zip(self.lines, self.starts, strict=False)
        return tuple(edit for line, start in pairs for edit in shifted(line.edits, start))

    def box(self, start: int, end: int) -> BBox:
        """The smallest box around the words in which a stretch of the text stands."""
        return around([line.box(a, b) for line, a, b in self._parts(start, end)])

    @property
    def engine(self) -> str:
        """Which engine read it."""
        return self.lines[0].engine if self.lines else "text"

    @property
    def confidence(self) -> float:
        """That of the line read worst."""
        return min((line.confidence for line in self.lines), default=1.0)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it stands on its page, line by line; nothing where that is not known of each."""
        found = [
            Span(self.page, line.number, line.start, line.start + len(line.raw))
            for line in self.lines
            if line.number is not None
        ]
        return tuple(found) if len(found) == len(self.lines) else ()

    def _parts(self, start: int, end: int) -> list[tuple[Line, int, int]]:
        """The lines that a stretch touches, each with the part of it."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_right(self.starts, max(start, end - 1))
        return [
            (line, max(start - origin, 0), min(end - origin, len(line.text)))
            for line, origin in zip(self.lines[first:last], self.starts[first:last], strict=True)
        ]

    def cut(self, start: int, end: int) -> Print:
        """The part between two characters, without spaces and line feeds around it."""
        parts = [line.cut(a, b) for line, a, b in self._parts(start, end)]
        return Print(self.page, tuple(part for part in parts if part.text))

    def evidence(self, bbox: BBox) -> Evidence:
        """What it says of a value that was taken from it, in a box."""
        return Evidence(page=self.page, bbox=bbox, raw=self.raw, engine=self.engine, spans=self.spans)

    def find(self, value: str) -> tuple[int, int] | None:
        """Where it spells a value, in one line or over the end of one; spaces and hyphens do not count."""
        wanted = "".join(c for c in value if not _passed_over(c))
        for few in (1, 2) if wanted else ():
            for n in range(len(self.lines) - few + 1):
                if found := Print(self.page, self.lines[n : n + few])._spelling(wanted):
                    return self.starts[n] + found[0], self.starts[n] + found[1]
        return None

    def _spelling(self, wanted: str) -> tuple[int, int] | None:
        places = [at for at, c in enumerate(self.text) if not _passed_over(c)]
        begin = "".join(self.text[at] for at in places).find(wanted)
        return None if begin < 0 else (places[begin], places[begin + len(wanted) - 1] + 1)


def _passed_over(character: str) -> bool:
    return character.isspace() or character == "-"
