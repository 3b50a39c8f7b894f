"""Whether a page is in a script that RapidOCR's models do not have: a second engine tries its longest lines."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipeline.languages import languages
from pipeline.ports import Recognizer
from pipeline.records.page import Pixels
from pipeline.records.text import Line

SURE = 0.93
"""Lines of a script that the models have are read with at least this median confidence."""
TRIED = 4
_BLOCKS = {"ko": (0xAC00, 0xD7A3), "ru": (0x0400, 0x04FF)}


def foreign_language(pixels: Pixels, lines: Sequence[Line], reader: Recognizer) -> str | None:
    """The language among those RapidOCR cannot read whose script most of the page's longest lines show, or None."""
    if not lines or median(line.confidence for line in lines) >= SURE:
        return None
    candidates = [code for code, found in languages().items() if not found.ocr.rapidocr and code in _BLOCKS]
    longest = sorted(lines, key=lambda line: -line.bbox.width)[:TRIED]
    read = reader.read_lines(pixels, [line.bbox for line in longest], (*candidates, "en"))
    text = "".join(line.text for line in read if line.confidence > 0.5)
    letters = [c for c in text if c.isalpha()]
    for code in candidates:
        first, last = _BLOCKS[code]
        if sum(first <= ord(c) <= last for c in letters) > 0.4 * max(1, len(letters)):
            return code
    return None
