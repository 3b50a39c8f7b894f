"""Korean words out of the syllables that recognition parts them into."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipeline.languages.scripts import Script, script_of
from pipeline.records.text import Word

GAP = 0.34
"""Gap between words of Korean, at least, as a share of the height of the line's type."""


def joined_syllables(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a line, left to right, with those made one that Hangul touches and no gap parts."""
    out: list[Word] = []
    least = GAP * median(word.bbox.height for word in words) if words else 0.0
    for word in words:
        last = out[-1] if out else None
        if last is not None and _one_word(last, word, least):
            out[-1] = Word(
                text=last.text + word.text,
                bbox=last.bbox.union(word.bbox),
                confidence=min(last.confidence, word.confidence),
            )
        else:
            out.append(word)
    return tuple(out)


def _one_word(left: Word, right: Word, least: float) -> bool:
    if Script.HANGUL not in (script_of(left.text[-1]), script_of(right.text[0])):
        return False
    return right.bbox.left - left.bbox.right < least
