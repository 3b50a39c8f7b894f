"""Two readings of one line by the same engine: word by word, the surer one."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.stages.recognize.glyphs import Glyph

FIRST = 0.9
"""The first reading, of the page with its specks, is to be as sure as the second at this rate of exchange."""
SHARED = 0.5
"""Words that share no more than this part of their width stand side by side."""
DOUBT = 0.3
"""What a character's confidence must be above to count for a reading."""


def words_in(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs, parted at spaces."""
    words: list[list[Glyph]] = []
    for glyph in glyphs:
        if words and not glyph.spaced:
            words[-1].append(glyph)
        else:
            words.append([glyph])
    return words


def surest(first: Sequence[Glyph], second: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """The words of both readings that stand in the same place against one another, the surer ones taken."""
    groups: list[tuple[list[list[Glyph]], list[list[Glyph]]]] = []
    words = [(word, 0) for word in words_in(first)] + [(word, 1) for word in words_in(second)]
    reach = float("-inf")
    for word, reading in sorted(words, key=lambda item: item[0][0].word.bbox.left):
        left, right = word[0].word.bbox.left, word[-1].word.bbox.right
        if left >= reach - SHARED * (right - left):
            groups.append(([], []))
        groups[-1][reading].append(word)
        reach = max(reach, right)
    out: list[Glyph] = []
    for mine, other in groups:
        for word in mine if FIRST * _sure(mine) > _sure(other) else other:
            if out and _within(word, out[-1].word.bbox.right):
                continue
            out.extend([word[0]._replace(spaced=bool(out)), *word[1:]])
    return tuple(out)


def surer(first: Sequence[Glyph], second: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """The surer reading of the whole line, where words are no measure: those of Korean come in pieces, those of Arabic from the
    right."""
    return tuple(first if FIRST * _sure([first]) > _sure([second]) else second)


def _within(word: Sequence[Glyph], reach: int) -> bool:
    """Whether most of the word stands left of `reach`: it was read already."""
    left, right = word[0].word.bbox.left, word[-1].word.bbox.right
    return reach - left > SHARED * (right - left)


def _sure(words: Sequence[Sequence[Glyph]]) -> float:
    return sum(glyph.word.confidence - DOUBT for word in words for glyph in word)
