"""Several readers as one: each language goes to the first of them that reads it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ports import Recognizer
from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line


def first_and_others(readers: Sequence[Recognizer]) -> tuple[Recognizer | None, Recognizer | None]:
    """Who reads first, and all others as one; None where there is nobody."""
    first = next((reader for reader in readers if reader.leads), None)
    others = tuple(reader for reader in readers if reader is not first)
    return first, (Panel(others) if len(others) > 1 else others[0] if others else None)


class Panel:
    """A Recognizer made of others, in the order in which they are asked."""

    leads = False

    def __init__(self, readers: Sequence[Recognizer]) -> None:
        self._readers = tuple(readers)

    @property
    def name(self) -> str:
        """The names of all."""
        return "+".join(reader.name for reader in self._readers)

    @property
    def version(self) -> str:
        """The versions of all."""
        return "; ".join(reader.version for reader in self._readers)

    def reads(self, language: str) -> bool:
        """Whether one of them reads the language."""
        return any(reader.reads(language) for reader in self._readers)

    def orientation(self, pixels: Pixels) -> int:
        """As the first of them tells it."""
        return self._readers[0].orientation(pixels)

    def script(self, pixels: Pixels) -> str | None:
        """As the first of them that can tell it."""
        return next((told for reader in self._readers if (told := reader.script(pixels))), None)

    def find_lines(self, pixels: Pixels) -> tuple[BBox, ...]:
        """As the first of them finds them."""
        return self._readers[0].find_lines(pixels)

    def read_page(self, pixels: Pixels, languages: Sequence[str]) -> tuple[Line, ...]:
        """A page by the one that reads most of the languages. Raises ToolError."""
        return self._reader_of(languages).read_page(pixels, languages)

    def read_lines(self, pixels: Pixels, boxes: Sequence[BBox], languages: Sequence[str]) -> tuple[Line, ...]:
        """Lines by the one that reads most of the languages. Raises ToolError."""
        return self._reader_of(languages).read_lines(pixels, boxes, languages)

    def _reader_of(self, languages: Sequence[str]) -> Recognizer:
        return max(self._readers, key=lambda reader: sum(map(reader.reads, languages)))
