"""A page while it is drawn: paragraphs become lines with boxes, each with the label of its part."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from pipeline.languages.scripts import is_wide
from pipeline.records.base import BBox, around
from pipeline.records.text import Block, BlockKind, Line, PageText, TextOrigin
from pipeline.stages.segment.pieces import _em
from pipeline.stages.segment.settled import BEGIN_TITLE

WIDTH, HEIGHT = 2480, 3508
Labels = dict[tuple[int, int], tuple[str, int]]
"""The label of each line, and its left edge, by its page and the top of its box.

`a>b` is the label of a line that may be cut: its first part is `a`, the rest `b`.
"""


@dataclass
class Sheet:
    """A page while it is drawn: where the next line goes, and the label of each line by the top of its box."""

    draw: random.Random
    left: int
    right: int
    top: int
    number: int = 1
    blocks: list[Block] = field(default_factory=list)
    column: int = 0
    labels: dict[int, tuple[str, int]] = field(default_factory=dict)
    noise: float = 0.03
    """By which share of its type size the box of a line is off."""

    def put(
        self,
        text: str,
        label: str,
        size: int,
        *,
        gap: float,
        centred: bool = False,
        joined: bool = False,
        kind: BlockKind = BlockKind.BODY,
    ) -> None:
        """Set a paragraph: wrapped to the width, a block of its own or joined to the one above."""
        self.top += round(gap * size)
        left, right = self.left, self.right
        lines = []
        for number, part in enumerate(wrapped(text, size, right - left)):
            at = (left + right - width_of(part, size)) // 2 if centred else left
            lines.append(self._line(part, at, size))
            self._label(label, at, first=number == 0)
            self.top += round(size * self.draw.uniform(1.15, 1.4))
        self._end(lines, kind, joined=joined)

    @contextmanager
    def narrowed(self, inset: int) -> Iterator[None]:
        """Within this context what is set stands so many pixels in from either edge."""
        self.left, self.right = self.left + inset, self.right - inset
        yield
        self.left, self.right = self.left - inset, self.right + inset

    def _label(self, label: str, left: int, *, first: bool = True) -> None:
        """Note the label of the line that stands at the top; only the first line of a paragraph may have two parts."""
        own = label if first else label.rpartition(">")[2]
        named = {"title": BEGIN_TITLE if first else "title", "subtitle": "title"}
        self.labels[self.top] = (named.get(own, own), left)

    def put_in_row(
        self, texts: Sequence[str], label: str, size: int, *, gap: float, loose: str = "", beside: str = ""
    ) -> None:
        """Set texts side by side in one row, each a line of its own; `loose` stands as a line between two of them.

        `beside` is the label of all but the first, where it is another.
        """
        self.top += round(gap * size)
        room = (self.right - self.left) // max(len(texts), 1)
        lines = []
        for number, text in enumerate(texts):
            at = self.left + number * room
            lines.append(self._line(text, at, size))
            self._label(beside if beside and number else label, at)
            self.top += 1
            if loose and number + 1 < len(texts):
                lines.append(self._line(loose, at + width_of(text, size) + size // 4, size // 2))
                self._label("other", at)
                self.top += 1
        self.top += round(size * 1.3)
        self._end(lines, BlockKind.BODY, joined=False)

    def _line(self, text: str, left: int, size: int) -> Line:
        height = round(size * self.draw.uniform(1 - self.noise, 1 + self.noise))
        box = BBox(left, self.top, left + width_of(text, size), self.top + height)
        return Line(text=text, bbox=box, confidence=0.98, engine="drawn")

    def _end(self, lines: list[Line], kind: BlockKind, *, joined: bool) -> None:
        if not lines:
            return
        above = self.blocks[-1] if joined and self.blocks else None
        if above is not None and (above.kind, above.column) == (kind, self.column):
            lines = [*self.blocks.pop().lines, *lines]
        box = around([line.bbox for line in lines])
        self.blocks.append(Block(lines=tuple(lines), bbox=box, kind=kind, column=self.column))

    def done(self) -> PageText:
        """The page."""
        return PageText(
            number=self.number,
            width=WIDTH,
            height=HEIGHT,
            dpi=300,
            origin=TextOrigin.TEXT_LAYER,
            blocks=tuple(self.blocks),
        )


@dataclass(frozen=True)
class Style:
    """Type sizes and placing of one journal."""

    draw: random.Random
    base: int
    plain: bool = False
    """Whether nothing tells parts apart but their words, as in a text file."""

    @property
    def title(self) -> int:
        """Pixels of the title's type."""
        if self.plain:
            return self.base
        return round(self.base * self.draw.choice([1.0, 1.15, 1.3, 1.4, 1.6, 1.8, 2.0, 2.3]))

    @property
    def centred(self) -> bool:
        """Whether this part is centred."""
        return not self.plain and self.draw.random() < 0.5


def width_of(text: str, size: int) -> int:
    """The width of a text in pixels."""
    return round(sum(map(_em, text)) * size / 1.3)


def wrapped(text: str, size: int, width: int) -> Iterator[str]:
    """A text in lines of a width in pixels."""
    spaced = " " in text and sum(map(is_wide, text)) < len(text) / 2
    line = ""
    for word in text.split(" ") if spaced else text:
        longer = f"{line} {word}" if spaced and line else line + word
        if line and width_of(longer, size) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line
