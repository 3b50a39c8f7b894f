"""A line as single characters with boxes, and as text again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.languages.scripts import Script, script_of
from pipeline.records.base import around
from pipeline.records.edits import LEFT_OUT, Edit
from pipeline.records.text import Line, Word

LOST_SPACE, NO_SPACE = "lost space", "space that is none"
"""The rules that write spaces, and take them away (`languages/rules/ink.toml`)."""


class Glyph(NamedTuple):
    """One character, and whether a space stands before it.

    `given` is what the engine gave there where `rule` wrote another: nothing where it read nothing.
    """

    word: Word
    spaced: bool
    given: str | None = None
    rule: str = ""

    @property
    def text(self) -> str:
        """The character."""
        return self.word.text

    @property
    def read(self) -> str:
        """What the engine gave."""
        return self.text if self.given is None else self.given

    @property
    def middle(self) -> float:
        """The column of its middle."""
        return self.word.bbox.middle_x

    def written(self, text: str, rule: str = "") -> Glyph:
        """The same place with another character that a rule wrote."""
        word = self.word.model_copy(update={"text": text})
        return Glyph(word, self.spaced, self.read, rule)


def added(word: Word, rule: str) -> Glyph:
    """A character that a rule found where the engine read none."""
    return Glyph(word, spaced=False, given="", rule=rule)


def glyphs_of(line: Line) -> tuple[Glyph, ...]:
    """The characters of a line whose words are single characters; nothing where words and text do not agree."""
    found: list[Glyph] = []
    rest = line.text
    for word in line.words:
        after = rest.lstrip()
        if len(word.text) != 1 or not after.startswith(word.text):
            return ()
        found.append(Glyph(word, spaced=len(after) < len(rest)))
        rest = after[len(word.text) :]
    return tuple(found)


def text_of(glyphs: Iterable[Glyph]) -> str:
    """The characters with their spaces."""
    return "".join(f" {glyph.text}" if glyph.spaced else glyph.text for glyph in glyphs).strip()


def edits_of(text: str, glyphs: Sequence[Glyph]) -> tuple[Edit, ...]:
    """What rules made of a text that an engine gave, of which each character is one of the glyphs, in their order."""
    found: list[Edit] = []
    at = done = 0
    for number, glyph in enumerate(glyphs):
        start = len(text) - len(text[done:].lstrip()) if glyph.read else done
        space = " " if glyph.spaced and number else ""
        steps = (
            (text[done:start], space, LOST_SPACE if space else NO_SPACE),
            (glyph.read, glyph.text, glyph.rule),
        )
        for before, after, rule in steps:
            if before != after:
                left_out = found.pop().before if found and not found[-1].after and found[-1].at == at else ""
                found.append(Edit(rule, at, left_out + before, after))
            at += len(after)
        done = start + len(glyph.read)
    return (*found, Edit(LEFT_OUT, at, text[done:], "")) if text[done:] else tuple(found)


def joined_words(glyphs: Sequence[Glyph]) -> tuple[Word, ...]:
    """Words: a run of letters, digits and signs between spaces, or one Han character, Kana or wide sign."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and not glyph.spaced and _in_words(glyph.text) and _in_words(runs[-1][-1].text):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return tuple(
        Word(
            text="".join(glyph.text for glyph in run),
            bbox=around([glyph.word.bbox for glyph in run]),
            confidence=sum(glyph.word.confidence for glyph in run) / len(run),
        )
        for run in runs
    )


def _in_words(text: str) -> bool:
    return text < "\u2e80" or script_of(text) is Script.HANGUL
