"""Recognised text: pages of blocks of lines of words, in hOCR's sense."""

from __future__ import annotations

from enum import StrEnum

from pipeline.records.base import IDENTITY, BBox, Confidence, Frozen, PageNumber, Transform
from pipeline.records.edits import Edit, log, unedited
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

    `edits` tells what rules wrote since the engine gave the line: `raw` is what it gave.
    """

    text: str
    bbox: BBox
    confidence: Confidence
    engine: str
    words: tuple[Word, ...] = ()
    other: LineReading | None = None
    edits: tuple[Edit, ...] = ()

    @property
    def raw(self) -> str:
        """What the engine gave."""
        return unedited(self.text, self.edits)

    def rewritten(self, text: str, rule: str) -> Line:
        """The line with another text that a rule wrote, the change logged."""
        if text == self.text:
            return self
        return self.model_copy(update={"text": text, "edits": log(self.raw, text, rule, self.edits)})


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
    unread: int = 0
    """How many lines were found on the page and not read."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in reading order."""
        return tuple(line for block in self.blocks for line in block.lines)
