"""The outside world as the stages see it. Engines implement these; tests have small fakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.records.base import BBox, Frozen
from pipeline.records.page import Complaint, Pixels
from pipeline.records.text import Line


class PdfFacts(Frozen):
    """What a PDF says of itself: pages as (width, height) in points, as displayed; whether its owner forbids copying; files inside."""

    pages: tuple[tuple[float, float], ...]
    copy_forbidden: bool = False
    attached: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """A rendered page, and what the renderer complained of."""

    pixels: Pixels
    complaints: tuple[Complaint, ...] = ()


class LayerText(Frozen):
    """A page's text layer: one line a run of one size, boxes in pixels at the dpi asked for.

    `upright` are lines that run up or down the page; `scanned` says that pictures cover it, `turned` that it is shown upside
    down, or was stored so.
    """

    lines: tuple[Line, ...]
    upright: tuple[Line, ...] = ()
    scanned: bool = False
    turned: bool = False
    complaints: tuple[Complaint, ...] = ()


class Pdf(Protocol):
    """Reads PDFs in a process of its own. Raises InputError or ToolError."""

    def facts(self, path: Path) -> PdfFacts:
        """Page count and sizes."""
        ...

    def render(self, path: Path, page: int, dpi: int) -> Drawn:
        """One page as a grey or BGR picture."""
        ...

    def glance(self, path: Path, page: int, dpi: int) -> Drawn:
        """The same, quicker, and perhaps by a renderer that draws less than a reader sees."""
        ...

    def layer(self, path: Path, page: int, dpi: int) -> LayerText:
        """One page's text layer."""
        ...

    def texts(self, path: Path, last: int) -> tuple[str, ...]:
        """The bare text of each page up to the last one."""
        ...


class Recognizer(Protocol):
    """Reads text in pictures. Raises ToolError."""

    @property
    def name(self) -> str:
        """Short name for evidence: `tesseract`, `rapidocr`."""
        ...

    @property
    def version(self) -> str:
        """Name, version and models, for provenance."""
        ...

    @property
    def leads(self) -> bool:
        """Whether it finds the lines of a page and reads them one by one, so that it reads first and others give second opinions."""
        ...

    def reads(self, language: str) -> bool:
        """Whether it can read that BCP 47 language."""
        ...

    def orientation(self, pixels: Pixels) -> int:
        """Degrees (0, 90, 180, 270) that the page must be turned clockwise to stand upright; 0 where unsure."""
        ...

    def script(self, pixels: Pixels) -> str | None:
        """The English name of the script that a grey page is printed in (`Arabic`); None where it cannot tell."""
        ...

    def find_lines(self, pixels: Pixels) -> tuple[BBox, ...]:
        """Boxes of the lines of text, in no particular order; none where only reading the page can tell."""
        ...

    def read_page(self, pixels: Pixels, languages: Sequence[str]) -> tuple[Line, ...]:
        """All lines of a page, in no particular order."""
        ...

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        """One line for each box, in the order of the boxes; an empty text where nothing was read."""
        ...


class Hypothesis(Frozen):
    """One translation of a sentence and its score (mean log probability a token).

    `read` are the pieces of the sentence, in order, each with the largest share of attention that any piece of the
    translation gives it; empty where the engine does not tell.
    """

    text: str
    score: float
    read: tuple[tuple[str, float], ...] = ()


class Floors(Frozen):
    """Below what a draft model is not believed: its score, and the share of attention of a word that it has read."""

    score: float = -0.6
    read: float = 0.25


class Translator(Protocol):
    """Translates sentences with one set of weights. Raises ToolError."""

    @property
    def model(self) -> str:
        """The weights' name in the manifest."""
        ...

    @property
    def revision(self) -> str:
        """The weights' revision."""
        ...

    @property
    def engine(self) -> str:
        """What runs them, e.g. `ctranslate2 int8`."""
        ...

    @property
    def draft(self) -> bool:
        """Whether the weights are only good for a first look."""
        ...

    @property
    def floors(self) -> Floors:
        """Below what a draft's sentence is not believed."""
        ...

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[list[Hypothesis]]:
        """For each sentence its best hypotheses, best first: as many lists out as sentences in."""
        ...


class Match(Frozen):
    """A sentence of the translation memory near the one asked for; `origin` says where both were printed."""

    source: str
    target: str
    origin: str
    similarity: float


class Memory(Protocol):
    """Sentence pairs that were printed in two languages. Raises StoreError."""

    def matches(self, source: str, target: str, sentence: str) -> tuple[Match, ...]:
        """Pairs of two languages whose source is the sentence (similarity 1) or close to it, best first."""
        ...


class Translators(Protocol):
    """Finds the weights for a language pair."""

    def find(self, source: str, target: str) -> Translator | None:
        """The best translator that is here for the pair, or None."""
        ...


@dataclass(frozen=True)
class Engines:
    """Every engine that a run uses. `readers` recognise text, in the order in which they are asked."""

    pdf: Pdf
    readers: tuple[Recognizer, ...]
    translators: Translators
    memory: Memory | None = None
