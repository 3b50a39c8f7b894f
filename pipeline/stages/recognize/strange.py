"""Pages in a script that nobody here reads: told by its name, and their scraps are no text."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.languages.scripts import Script, main_script
from pipeline.languages.strangers import is_strange, strangers
from pipeline.ports import Recognizer
from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line

_LEAST = 0.6
"""Confidence from which such a page is read after all by an engine that has the data of a language of its script."""
_FEWEST, _SURE, _SHARE = 3, 0.8, 0.3
"""Lines that a page has at least; with so little of their width read so surely nobody reads it."""
UNKNOWN = "unknown"
"""The name of a script of which the engines have no data, not even to tell it (Georgian, Lao)."""
_THIN = 0.2
"""Letters to a square of a line's height: of such a script hardly any is taken for one that is known; print has 1 to 3."""
_ROWS, _LONG = 8, 6
"""So many rows of such a length, in heights, are print; fewer may be a picture's."""


def strange_script(
    pixels: Pixels, found: Sequence[BBox], lines: Sequence[Line], readers: Sequence[Recognizer]
) -> str | None:
    """The script of a page of which hardly a line was read of those found, where no language of ours is written in it.

    UNKNOWN where nobody can tell it, and next to nothing of many rows was read.

    Of Greek the first engine knows the letters that stand in formulas, and reads words of it in pieces.
    """
    read = sum(line.bbox.width for line in lines if line.confidence >= _SURE and _is_full(line))
    if main_script("".join(line.text for line in lines)) is Script.GREEK:
        return str(Script.GREEK)
    if len(found) < _FEWEST or read > _SHARE * sum(box.width for box in found):
        return None
    told = next((script for reader in readers if (script := reader.script(pixels))), None)
    if told is not None:
        return told if is_strange(told) else None
    rows = sum(box.width >= _LONG * box.height for box in found)
    return None if rows < _ROWS or sum(map(_is_full, lines)) > _SHARE * len(found) else UNKNOWN


def _is_full(line: Line) -> bool:
    """Whether a line was read at all, and not a dot or a figure out of it."""
    return sum(map(str.isalnum, line.text)) >= _THIN * line.bbox.width / max(1, line.bbox.height)


def read_strange(
    pixels: Pixels, boxes: Sequence[BBox], script: str, reader: Recognizer | None
) -> tuple[Line, ...]:
    """The lines of a page in a script of which we have no language, in those of its languages that the reader has data of.

    Nothing where it has none, or reads them badly. Raises ToolFailed, ToolTimeout.
    """
    codes = [code for code, known in strangers().items() if known.script == script]
    codes = [code for code in codes if reader is not None and reader.reads(code)]
    if reader is None or not codes:
        return ()
    read = [line for line in reader.read_lines(pixels, boxes, codes) if line.text]
    sure = sum(line.confidence for line in read) / max(1, len(boxes))
    return tuple(read) if sure >= _LEAST else ()
