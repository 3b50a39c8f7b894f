"""From single characters to lines: spaces and exponents put right by the ink, characters joined to words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.ports import Recognizer
from pipeline.records.edits import log
from pipeline.records.page import Pixels
from pipeline.records.text import Line
from pipeline.stages.recognize.glyphs import Glyph, edits_of, glyphs_of, joined_words, text_of
from pipeline.stages.recognize.ink import Ink, ink_of
from pipeline.stages.recognize.raised import (
    Alone,
    exponents_mended,
    off_the_line,
    refilled,
    sheet,
    with_ratios,
)
from pipeline.stages.recognize.spacing import spaced

Rule = Callable[[Sequence[Glyph], Ink, Pixels, Alone], tuple[Glyph, ...]]
"""What a rule of the ink makes of a line's characters; marks that were not read are read alone."""


def _shifted(glyphs: Sequence[Glyph], ink: Ink, _: Pixels, __: Alone) -> tuple[Glyph, ...]:
    return off_the_line(glyphs, ink)


def _spaced(glyphs: Sequence[Glyph], ink: Ink, _: Pixels, __: Alone) -> tuple[Glyph, ...]:
    return spaced(glyphs, ink)


RULES: dict[str, Rule] = {
    "lost space": _spaced,
    "space that is none": _spaced,
    "wide colon": _spaced,
    "raised digit": _shifted,
    "digit on the line": _shifted,
    "sign of an exponent": _shifted,
    "sunk digit": _shifted,
    "ratio sign": _shifted,
    "lost exponent": refilled,
    "lost ratio sign": lambda glyphs, ink, _, __: with_ratios(glyphs, ink),
}
"""The rules of the ink, told in `languages/rules/ink.toml`, each alone; `finished` takes all lines of a page in one go."""


def finished(lines: Sequence[Line], pixels: Pixels, reader: Recognizer | None) -> tuple[Line, ...]:
    """Lines whose words are single characters as lines of words; lines of nothing not at all, others as they are.

    `reader` reads again what was lost; without one it stays lost.
    """
    singles = [(line, glyphs_of(line)) for line in lines if line.text]
    inked = [(line, glyphs, ink_of(pixels, line)) for line, glyphs in singles if glyphs]

    def alone(cuts: Sequence[Pixels]) -> Sequence[Line]:
        page, boxes = sheet(cuts)
        return reader.read_lines(page, boxes, ()) if reader else ()

    spread = [(spaced(glyphs, ink), ink) for _, glyphs, ink in inked]
    mended = exponents_mended(spread, pixels, alone) if reader else [glyphs for glyphs, _ in spread]
    done = {id(line): _line(line, glyphs) for (line, _, _), glyphs in zip(inked, mended, strict=True)}
    return tuple(done.get(id(line), line) for line, _ in singles)


def _line(line: Line, glyphs: Sequence[Glyph]) -> Line:
    """The line with what the ink made of its characters, each change in its log."""
    text, edits = text_of(glyphs), edits_of(line.text, glyphs)
    if line.edits:
        edits = log(line.raw, text, line.edits[-1].rule, (*line.edits, *edits))
    return line.made(text, joined_words(glyphs), edits)
