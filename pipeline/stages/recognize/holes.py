"""Ink of a Korean line in which nothing was read: it is read again alone."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.base import BBox
from pipeline.records.text import Line
from pipeline.stages.recognize.glyphs import Glyph, glyphs_of
from pipeline.stages.recognize.hangul import SURE, is_syllable, pitch_of
from pipeline.stages.recognize.ink import Ink

LOST = 0.3
"""A syllable that is read with less confidence is read again alone."""
OPEN = 0.35
"""Ink farther apart than this share of the pitch is of two holes."""
BROAD = 0.6
"""A hole is at least so wide and so high, as a share of the pitch."""


def holes(glyphs: Sequence[Glyph], ink: Ink) -> list[BBox]:
    """Where the line has ink as wide as a syllable that nothing was read in, or a syllable read as good as not."""
    pitch = pitch_of(glyphs)
    if not pitch:
        return []
    runs: list[BBox] = []
    for mark in ink.marks:
        if any(_covers(glyph, mark.bbox, pitch) for glyph in glyphs):
            continue
        if runs and mark.bbox.left - runs[-1].right < OPEN * pitch:
            runs[-1] = runs[-1].union(mark.bbox)
        else:
            runs.append(mark.bbox)
    return [box for box in runs if box.width >= BROAD * pitch and box.height >= BROAD * pitch]


def filled(glyphs: Sequence[Glyph], found: Sequence[BBox], read: Sequence[Line]) -> tuple[Glyph, ...]:
    """The glyphs with the syllables that were read alone in their holes."""
    out = list(glyphs)
    for box, line in zip(found, read, strict=True):
        fresh = glyphs_of(line)
        if not fresh or not all(is_syllable(g.text) and g.word.confidence >= SURE for g in fresh):
            continue
        if "".join(glyph.text for glyph in fresh) in _neighbours(out, box):
            continue
        kept = [glyph for glyph in out if not box.left <= glyph.middle <= box.right]
        step = box.width / len(fresh)
        for number, glyph in enumerate(fresh):
            place = BBox(
                round(box.left + number * step), box.top, round(box.left + (number + 1) * step), box.bottom
            )
            kept.append(Glyph(glyph.word.model_copy(update={"bbox": place}), spaced=False))
        out = sorted(kept, key=lambda glyph: glyph.middle)
    return tuple(out)


def _neighbours(glyphs: Sequence[Glyph], box: BBox) -> set[str]:
    """The characters on both sides of a hole: a syllable that was read already may only have lost its ink."""
    left = [glyph for glyph in glyphs if glyph.middle < box.left]
    right = [glyph for glyph in glyphs if glyph.middle > box.right]
    return {glyph.text for glyph in (*left[-1:], *right[:1])}


def _covers(glyph: Glyph, box: BBox, pitch: float) -> bool:
    middle, word = box.middle_x, glyph.word
    if is_syllable(glyph.text):
        return word.confidence >= LOST and word.bbox.left <= middle <= word.bbox.right
    return box.left <= glyph.middle <= box.right or abs(middle - glyph.middle) < 0.3 * pitch
