"""A line as single characters with boxes, and as text again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.languages.scripts import Script, script_of
from pipeline.records.base import around
from pipeline.records.text import Line, Word


class Glyph(NamedTuple):
    """One character read, and whether a space stands before it."""

    word: Word
    spaced: bool

    @property
    def text(self) -> str:
        """The character."""
        return self.word.text

    @property
    def middle(self) -> float:
        """The column of its middle."""
        return self.word.bbox.middle_x

    def written(self, text: str) -> Glyph:
        """The same place with another character."""
        return Glyph(self.word.model_copy(update={"text": text}), self.spaced)


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


def words_of(glyphs: Sequence[Glyph]) -> tuple[Word, ...]:
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
