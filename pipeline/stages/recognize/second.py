"""A second opinion where a wrong character costs most: identifiers, addresses, dates, and digits read with doubt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pipeline.languages.families import CHINESE, ENGLISH, family
from pipeline.languages.scripts import Script, language_of
from pipeline.ports import Recognizer
from pipeline.records.page import Pixels
from pipeline.records.text import Line, LineReading

_IDENTIFIER = re.compile(
    r"doi|10\.\d{4}|issn|orcid|@|e-?mail|vol\.|no\.|\d{4}\s*[-(]\s*\d|\d[-–—~～]\d{2,}", re.IGNORECASE
)
WEAK = 0.75
"""A line that is read with less confidence is no reading: where the second engine is sure, its text is taken."""
STRONG = 0.85
LONGEST = 90
"""Characters: longer lines are running text."""
DOUBT = 0.85
"""A word with digits that is read with less confidence is read again."""
MOST = 24
"""Lines that are read again at most, so that a bad page does not take twice the time."""


def with_second(
    lines: Sequence[Line], pixels: Pixels, first: Recognizer, second: Recognizer
) -> tuple[Line, ...]:
    """The lines, with the second engine's reading beside those of the first that it reads otherwise."""
    asked = [
        number
        for number, line in enumerate(lines)
        if line.other is None and line.engine == first.name and _matters(line)
    ][:MOST]
    out = list(lines)
    said = language_of("".join(line.text for line in lines))
    wide = said if family(said) == Script.HAN else CHINESE
    for language, places in (
        (ENGLISH, [number for number in asked if _is_latin(lines[number].text)]),
        (wide, [number for number in asked if not _is_latin(lines[number].text)]),
    ):
        if not places or not second.reads(language):
            continue
        read = second.read_lines(pixels, [lines[number].bbox for number in places], (language,))
        for number, line in zip(places, read, strict=True):
            if line.text and _compared(line.text) != _compared(lines[number].text):
                out[number] = _decided(lines[number], line)
    return tuple(out)


def _decided(first: Line, second: Line) -> Line:
    """The line that counts, with the other reading kept."""
    if first.confidence < WEAK and second.confidence >= STRONG:
        first, second = second, first
    other = LineReading(engine=second.engine, text=second.text, confidence=second.confidence)
    return first.model_copy(update={"other": other})


def _matters(line: Line) -> bool:
    if line.confidence < WEAK and len(line.text) > 1:
        return True
    if len(line.text) <= LONGEST and _IDENTIFIER.search(line.text):
        return True
    return any(word.confidence < DOUBT and any(char.isdigit() for char in word.text) for word in line.words)


def _is_latin(text: str) -> bool:
    wide = sum(char > "\u2e80" for char in text)
    return wide * 4 < len(text)


def _compared(text: str) -> str:
    """What counts when two readings are compared: letters, digits, points and `@`."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum() or char in ".@")
