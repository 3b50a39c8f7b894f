"""A line in a script that the first engine lacks: the second engine's letters, and between them what the first reads.

The second engine's letters of its language are good, what stands between them (Latin words, digits, signs) is not; the
first engine reads just that, but only where it is cut out alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.languages import languages
from pipeline.records.base import BBox, around
from pipeline.records.text import Line
from pipeline.stages.recognize.cells import placed
from pipeline.stages.recognize.glyphs import Glyph
from pipeline.stages.recognize.hangul import is_sure, pitch_of
from pipeline.stages.recognize.ink import Ink, Mark
from pipeline.stages.recognize.latin import chosen, missed, share_in
from pipeline.stages.recognize.leftward import is_leftward
from pipeline.stages.recognize.votes import words_in

PLAIN = 0.9
"""Words in letters of the language that are read with less confidence may be Latin ones."""
SCRAPS = 0.6
"""Words of a leftward line that are read with less may be pieces of Latin print."""
CLOSE = 1.0
"""What stands closer than this share of its height is read as one."""
PITCH = 1.4
"""The pitch of Hangul in heights of capitals, where a line's syllables do not tell it."""
SPECK = 0.12, 0.35
"""Ink that nothing was read in is asked for if it is so wide and so high, as shares of the pitch."""
LETTER = 0.55
"""The least height of a letter's ink, as a share of a capital's."""
_STOPS = frozenset(".,:;\u060c\u061b\u061f")
_DASHES = frozenset("-‐–—")
_INITIALS = re.compile(r"(?:[Ѐ-ЯҐ]\.?){1,2},?")


class Stretch(NamedTuple):
    """Glyphs `first` to `last` (not included), which the first engine is asked for, and the ink there."""

    first: int
    last: int
    bbox: BBox


class LineAsked(NamedTuple):
    """A line's glyphs, at their ink, and what the first engine is to read of it."""

    glyphs: tuple[Glyph, ...]
    stretches: tuple[Stretch, ...]
    pitch: float
    """Of Hangul; 0 where the language has none."""


def asked_of(glyphs: Sequence[Glyph], ink: Ink, language: str) -> LineAsked:
    """What the first engine is to read: runs of glyphs, and ink without glyphs, between letters that are sure."""
    groups: list[int | None]
    hangul = "Hangul" in languages()[language].scripts
    pitch = (pitch_of(glyphs) or PITCH * ink.type_height) if hangul else ink.type_height
    if hangul and pitch:
        glyphs, free = placed(glyphs, ink.marks, pitch)
        groups = [None if is_sure(glyph, pitch) else 0 for glyph in glyphs]
    else:
        free, groups = _unread(glyphs, ink), _doubtful_words(glyphs, language)
    found: list[Stretch] = []
    for first, last in _runs(groups):
        start = glyphs[first - 1].middle if first else float("-inf")
        end = glyphs[last].middle if last < len(glyphs) else float("inf")
        inked = [glyph.word.bbox for glyph in glyphs[first:last]]
        loose = [
            mark.bbox for mark in free if start < mark.bbox.middle_x < end and _is_letter(mark.bbox, pitch)
        ]
        if inked and not hangul:
            loose = []
        if inked or loose:
            boxes = sorted([*inked, *loose])
            if is_leftward(language):
                parts = _numbers(glyphs, first, last) or [Stretch(first, last, around(boxes))]
            else:
                parts = _at_wide_gaps(glyphs, first, last, boxes)
            found.extend(part for part in parts if not _only_stops(glyphs[part.first : part.last]))
    return LineAsked(tuple(glyphs), tuple(found), pitch if hangul else 0.0)


def merged(asked: LineAsked, answers: Sequence[Line], language: str) -> tuple[Glyph, ...]:
    """The glyphs with each stretch in the reading that is believed."""
    out: list[Glyph] = []
    done = 0
    for stretch, answer in zip(asked.stretches, answers, strict=True):
        out.extend(asked.glyphs[done : stretch.first])
        if stretch.first == stretch.last and not asked.pitch:
            out.extend(missed(answer, asked.glyphs[max(0, stretch.first - 2) : stretch.first + 2]))
        else:
            mine = asked.glyphs[stretch.first : stretch.last]
            part = [*chosen(mine, answer, language, asked.pitch)]
            if mine and part and mine[-1].text in _DASHES and part[-1].text not in _DASHES:
                part.append(mine[-1]._replace(spaced=False))
            twice = out and part and out[-1].text in _DASHES and part[0].text in _DASHES
            out.extend(part[1:] if twice else part)
        done = stretch.last
    return (*out, *asked.glyphs[done:])


def _runs(groups: Sequence[int | None]) -> list[tuple[int, int]]:
    """From where to where the glyphs of one group go; between two that stay, an empty run."""
    runs: list[tuple[int, int]] = []
    first = 0
    for number in range(len(groups) + 1):
        before = groups[number - 1] if number else None
        here = groups[number] if number < len(groups) else None
        if here is None or (before is not None and here != before):
            runs.append((first, number))
            first = number + (here is None)
    return runs


def _is_letter(box: BBox, pitch: float) -> bool:
    return box.width >= SPECK[0] * pitch and box.height >= SPECK[1] * pitch


def _unread(glyphs: Sequence[Glyph], ink: Ink) -> tuple[Mark, ...]:
    """Ink as high as letters that stands in no glyph's columns."""
    boxes = [glyph.word.bbox for glyph in glyphs]
    return tuple(
        mark
        for mark in ink.marks
        if mark.bbox.height >= LETTER * ink.type_height
        and not any(box.left - 3 <= mark.bbox.middle_x <= box.right + 3 for box in boxes)
    )


def _doubtful_words(glyphs: Sequence[Glyph], language: str) -> list[int | None]:
    """A number for the glyphs of each doubtful word, None for the others; words without own letters share one."""
    out: list[int | None] = []
    group = 0
    for word in words_in(glyphs):
        for part, own in _with_owner(word, language):
            group += own
            out.extend([group if _doubtful(part, language) else None] * len(part))
            group += own
    return out


def _with_owner(word: Sequence[Glyph], language: str) -> list[tuple[list[Glyph], bool]]:
    """A word's parts, each with whether it is taken to be in letters of the language, however it is read.

    In a line that runs leftward figures that touch a word stand apart from it, and one that is read badly, or of one letter,
    may be a piece of the Latin print beside it.
    """
    if not is_leftward(language):
        return [(part, _share(part, language) > 0) for part in _at_hyphens(word)]
    parts = [list(group) for _, group in groupby(word, key=lambda glyph: glyph.text.isalpha())]
    whole = sum(glyph.text.isalnum() for glyph in word) > 1 and word[0].word.confidence >= SCRAPS
    return [(part, whole and _share(part, language) > 0) for part in parts]


def _share(part: Sequence[Glyph], language: str) -> float:
    return share_in("".join(glyph.text for glyph in part), language)


def _at_hyphens(word: Sequence[Glyph]) -> list[list[Glyph]]:
    """A word's parts: the hyphen stays with the part before it."""
    parts: list[list[Glyph]] = [[]]
    for glyph in word:
        if parts[-1] and parts[-1][-1].text in "-‐":
            parts.append([])
        parts[-1].append(glyph)
    return parts


def _doubtful(word: Sequence[Glyph], language: str) -> bool:
    """Whether a word may be Latin: no letter of the language, one read with doubt, or an abbreviation."""
    text = "".join(glyph.text for glyph in word)
    letters = "".join(char for char in text if char.isalpha())
    if "." in text and _INITIALS.fullmatch(text):
        return False
    if share_in(text, language) < 1 or word[0].word.confidence < PLAIN:
        return True
    return len(letters) > 1 and letters[1:] != letters[1:].lower()


def _only_stops(glyphs: Sequence[Glyph]) -> bool:
    """Whether nothing but punctuation stands there."""
    return bool(glyphs) and all(glyph.text in _STOPS for glyph in glyphs)


def _numbers(glyphs: Sequence[Glyph], first: int, last: int) -> list[Stretch]:
    """The words of a stretch, each alone and without its commas, where all are numbers: their order is known. Else nothing."""
    found: list[Stretch] = []
    for word in words_in(glyphs[first:last]):
        digits = [n for n, glyph in enumerate(word) if glyph.text.isdigit()]
        if not digits or any(glyph.text.isalpha() for glyph in word):
            return []
        begin, end = digits[0], digits[-1] + 1
        box = around([glyph.word.bbox for glyph in word[begin:end]])
        found.append(Stretch(first + begin, first + end, box))
        first += len(word)
    return found


def _at_wide_gaps(glyphs: Sequence[Glyph], first: int, last: int, boxes: Sequence[BBox]) -> list[Stretch]:
    """One stretch, parted where its ink stands far apart."""
    runs: list[BBox] = []
    for box in boxes:
        if runs and box.left - runs[-1].right < CLOSE * runs[-1].height:
            runs[-1] = runs[-1].union(box)
        else:
            runs.append(box)
    out: list[Stretch] = []
    for number, box in enumerate(runs):
        end = runs[number + 1].left if number + 1 < len(runs) else float("inf")
        stop = first
        while stop < last and glyphs[stop].middle < end:
            stop += 1
        out.append(Stretch(first, stop, box))
        first = stop
    return out
