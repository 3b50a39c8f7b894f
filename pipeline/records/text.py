"""Recognised text: pages of blocks of lines of words, in hOCR's sense.

Every character of a line leads to what the engine gave for it, and to its box and confidence on the page. Tables by offset
carry that, no object a character: the edits lead from the text to what the engine gave, the words from there to boxes, and
`number` and `start` say which line of its page it is, or was cut from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from pipeline.records.base import IDENTITY, BBox, Confidence, Frozen, PageNumber, Transform, around
from pipeline.records.edits import Edit, log, origins, raw_start, unedited, within
from pipeline.records.page import Complaint


class TextOrigin(StrEnum):
    """Where a page's text comes from."""

    OCR = "ocr"
    TEXT_LAYER = "text_layer"
    TEXT_FILE = "text_file"


class BlockKind(StrEnum):
    """What part a block plays in the layout (its role in the article is decided later)."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    BOXED = "boxed"
    MARGIN = "margin"


class Word(Frozen):
    """The smallest run with a box of its own: a Latin word, or one Han character."""

    text: str
    bbox: BBox
    confidence: Confidence


class LineReading(Frozen):
    """What one engine read in a line."""

    engine: str
    text: str
    confidence: Confidence


class Line(Frozen):
    """One line of text; `other` is the second engine's reading where it differs from `text`.

    `edits` tells what rules wrote since the engine gave the line: `raw` is what it gave. `number` is that of the line on
    its page, from 0, and `start` where in that line's `raw` it begins: known once the page is laid out.
    """

    text: str
    bbox: BBox
    confidence: Confidence
    engine: str
    words: tuple[Word, ...] = ()
    other: LineReading | None = None
    edits: tuple[Edit, ...] = ()
    number: int | None = Field(default=None, exclude=True)
    start: int = Field(default=0, exclude=True)

    @cached_property
    def raw(self) -> str:
        """What the engine gave."""
        return unedited(self.text, self.edits)

    @cached_property
    def spelled(self) -> tuple[tuple[int, int] | None, ...]:
        """For each character that the engine gave the number of its word and its place in it; None for spaces.

        Empty where the words do not spell what the engine gave.
        """
        letters = [
            (n, at) for n, word in enumerate(self.words) for at, c in enumerate(word.text) if not c.isspace()
        ]
        if len(letters) != sum(not c.isspace() for c in self.raw):
            return ()
        following = iter(letters)
        return tuple(None if c.isspace() else next(following) for c in self.raw)

    def words_at(self, start: int, end: int) -> tuple[Word, ...]:
        """The words in which a stretch of the text stands; none where the words do not spell the line."""
        given = raw_start(self.edits, start, end)
        stretch = len(unedited(self.text[start:end], within(self.edits, start, end)))
        numbers = {letter[0] for letter in self.spelled[given : given + stretch] if letter}
        return tuple(self.words[n] for n in sorted(numbers))

    def box(self, start: int, end: int) -> BBox:
        """The box of some characters: that of the words they stand in, else their share of the line's width."""
        words = self.words_at(start, end)
        return (
            around([word.bbox for word in words]) if words else share(self.bbox, start, end, len(self.text))
        )

    def rewritten(self, text: str, rule: str) -> Line:
        """The line with another text that a rule wrote, the change logged."""
        if text == self.text:
            return self
        return self.model_copy(update={"text": text, "edits": log(self.raw, text, rule, self.edits)})

    def made(self, text: str, words: Sequence[Word], edits: tuple[Edit, ...]) -> Line:
        """The line with a text that rules made of what the engine gave, and the words that spell this text."""
        given = _respelled(words, text, edits)
        return self.model_copy(update={"text": text, "words": given, "edits": edits})

    def cut(self, start: int, end: int) -> Line:
        """The part between two characters, without spaces around it, with all that is known of it.

        Only a whole line keeps the second engine's reading.
        """
        whole = start <= 0 and end >= len(self.text)
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
        text, edits = self.text[start:end], within(self.edits, start, end)
        given = raw_start(self.edits, start, end)
        words = self._parts(given, given + len(unedited(text, edits)))
        boxes = [word.bbox for word in words] or [share(self.bbox, start, end, len(self.text))]
        return self.model_copy(
            update={
                "text": text,
                "bbox": around(boxes),
                "words": words,
                "other": self.other if whole else None,
                "edits": edits,
                "start": self.start + given,
            }
        )

    def _parts(self, start: int, end: int) -> tuple[Word, ...]:
        """The words, and parts of words, that spell a stretch of what the engine gave."""
        places: dict[int, list[tuple[int, str]]] = {}
        for at, letter in enumerate(self.spelled[start:end], start):
            if letter is not None:
                places.setdefault(letter[0], []).append((letter[1], self.raw[at]))
        return tuple(_part(self.words[n], letters) for n, letters in places.items())


def length_of(lines: Iterable[Line]) -> int:
    """How many characters lines have together."""
    return sum(len(line.text) for line in lines)


def _part(word: Word, letters: list[tuple[int, str]]) -> Word:
    box = share(word.bbox, letters[0][0], letters[-1][0] + 1, len(word.text))
    return Word(text="".join(c for _, c in letters), bbox=box, confidence=word.confidence)


def _respelled(words: Sequence[Word], text: str, edits: Sequence[Edit]) -> tuple[Word, ...]:
    """Words that spell a text with the letters that the engine gave for it, each in the word of what became of it."""
    letters = iter([n for n, word in enumerate(words) for c in word.text if not c.isspace()])
    numbers = [None if c.isspace() else next(letters, None) for c in text]
    known = {given: n for n, given in zip(numbers, origins(text, edits), strict=True) if given is not None}
    spelled: dict[int, str] = {}
    number = 0
    for at, c in enumerate(unedited(text, edits)):
        if not c.isspace() and words:
            found = known.get(at)
            number = number if found is None else found
            spelled[number] = spelled.get(number, "") + c
    return tuple(words[n].model_copy(update={"text": said}) for n, said in spelled.items())


def share(box: BBox, start: int, end: int, length: int) -> BBox:
    """The part of a box that some of its characters take, all of one width."""
    width, length = box.width, max(length, 1)
    left = box.left
    return BBox(
        left + width * start // length, box.top, left + width * min(end, length) // length, box.bottom
    )


class PageLines(Frozen):
    """A page's lines in no particular order, before the layout is known. Sizes in pixels."""

    number: PageNumber
    width: int
    height: int
    dpi: float
    origin: TextOrigin
    lines: tuple[Line, ...]
    transform: Transform = IDENTITY
    rules: tuple[BBox, ...] = ()
    """Ruled lines and frames printed on the page, which part blocks from one another."""
    unread: tuple[BBox, ...] = ()
    """Lines that were found and not read; the layout sees them, the text has nothing of them."""
    vertical: bool = False
    """Whether the page is set in vertical lines, by the way in which its characters stand."""
    marks: tuple[str, ...] = ()
    """What was read of handwriting, stamps and slips, which is no text of the page."""
    script: str | None = None
    """The English name of the script that the page is printed in, where nobody reads it; there are no lines then."""


class Layer(StrEnum):
    """The verdict on a page's text layer; `shifted` is CNKI/Founder text that was decoded exactly."""

    GOOD = "good"
    SHIFTED = "shifted"
    GARBLED = "garbled"
    ABSENT = "absent"


class TextLayer(Frozen):
    """A page's text layer and the verdict on it; `page` is None where the layer cannot be used and OCR must read.

    `complaints` are what the reader of the layer said of text that it lost.
    """

    verdict: Layer
    page: PageLines | None = None
    complaints: tuple[Complaint, ...] = ()


class Block(Frozen):
    """Lines that belong together, top to bottom."""

    lines: tuple[Line, ...]
    bbox: BBox
    kind: BlockKind = BlockKind.BODY
    column: int = 0
    """0 spans the page; 1, 2, ... count columns from the left."""


class PageText(Frozen):
    """A page's blocks in reading order. Sizes in pixels of the cleaned page."""

    number: PageNumber
    width: int
    height: int
    dpi: float
    origin: TextOrigin
    blocks: tuple[Block, ...]
    transform: Transform = IDENTITY
    vertical: bool = False
    cover: bool = False
    """Whether it is the cover sheet of a database or repository, which is no page of the article."""
    closing: bool = False
    """Whether it is one of the last pages, cut to what it prints of the front matter."""
    marks: tuple[str, ...] = ()
    """What was read of handwriting, stamps and slips, which is no text of the page."""
    script: str | None = None
    """The English name of the script that the page is printed in, where nobody reads it."""
    unread: int = 0
    """How many lines were found on the page and not read."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in reading order."""
        return tuple(line for block in self.blocks for line in block.lines)
