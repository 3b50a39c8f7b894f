"""Lines that run from right to left: what an engine that reads from the left finds in them, in its order of reading."""

from __future__ import annotations

from pipeline.languages import languages
from pipeline.languages.direction import in_reading_order, order
from pipeline.records.text import Line
from pipeline.stages.recognize.glyphs import glyphs_of


def is_leftward(language: str) -> bool:
    """Whether a language that we know is read from right to left."""
    found = languages().get(language)
    return found is not None and found.direction == "rtl"


def read_leftward(line: Line) -> Line:
    """A line of single characters, read from the left, in the order in which it stands among words that run leftward."""
    glyphs = glyphs_of(line)
    shown: list[int] = []
    for number, glyph in enumerate(glyphs):
        shown += [-1] * (glyph.spaced and bool(shown)) + [number]
    chars = ["".join(" " if n < 0 else glyphs[n].text) for n in shown]
    read = [shown[place] for place, _ in order(chars, leftward=True)]
    words = tuple(glyphs[n].word for n in read if n >= 0)
    text = in_reading_order("".join(chars), leftward=True)
    marks = [char for char in text if char != " "]
    words = tuple(word.model_copy(update={"text": char}) for word, char in zip(words, marks, strict=True))
    return line.model_copy(update={"text": text, "words": words})
