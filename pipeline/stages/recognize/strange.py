"""Pages in a script that nobody here reads: told by its name, and their scraps are no text."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ports import Recognizer
from pipeline.records.base import BBox
from pipeline.records.page import Pixels
from pipeline.records.text import Line

_READ = frozenset(
    {"Latin", "Cyrillic", "Han", "Japanese", "Korean", "Hangul", "Hiragana", "Katakana", "Greek", "Fraktur"}
)
"""Scripts, as Tesseract calls them, of which a bad page is still a page that might be read."""
_FEWEST, _SURE, _SHARE = 3, 0.8, 0.3
"""Lines that a page has at least; with so little of their width read so surely nobody reads it."""


def strange_script(
    pixels: Pixels, found: Sequence[BBox], lines: Sequence[Line], readers: Sequence[Recognizer]
) -> str | None:
    """The script of a page of which hardly a line was read of those found, where no language of ours is written in it."""
    read = sum(line.bbox.width for line in lines if line.text.strip() and line.confidence >= _SURE)
    if len(found) < _FEWEST or read > _SHARE * sum(box.width for box in found):
        return None
    told = next((script for reader in readers if (script := reader.script(pixels))), None)
    return told if told not in _READ else None
