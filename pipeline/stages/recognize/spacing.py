"""Spaces between Latin words that the engine lost, seen as gaps in the ink."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pipeline.languages.scripts import Script, script_of
from pipeline.stages.recognize.glyphs import Glyph
from pipeline.stages.recognize.hangul import is_korean, with_word_gaps
from pipeline.stages.recognize.ink import Ink, gap_between

KNOWN = 3
"""Spaces that a line must have for its own measure of a space."""
USUAL = 0.27
"""A space's least width as a share of the height of capitals, where the line gives no measure."""
CYRILLIC = 0.3
"""Share of Cyrillic letters that makes a line Russian."""
SLIP = 0.5
"""A space narrower than this share of the line's median space is none."""
BROAD = 0.6
"""The same between two characters of which one is Han, Kana or Hangul."""
NEVER_BEFORE = frozenset("'’,.;:!?%)]}”/-–—~～")
NEVER_AFTER = frozenset("([{‘“/-–—~～")


def spaced(glyphs: Sequence[Glyph], ink: Ink) -> tuple[Glyph, ...]:
    """The glyphs with a space wherever two Latin ones stand as far apart as words do on this line.

    Lines of Hangul are parted by their gaps alone: engines see spaces between any two syllables. Those of Cyrillic
    letters have the spaces of the engine that reads them.
    """
    if is_korean(glyphs):
        return with_word_gaps(glyphs, ink)
    if sum(script_of(glyph.text) is Script.CYRILLIC for glyph in glyphs) > CYRILLIC * len(glyphs):
        return _without_slips(glyphs, ink)
    if not ink.type_height:
        return tuple(glyphs)
    gaps = [gap_between(left.middle, right.middle, ink) for left, right in pairwise(glyphs)]
    wide = [gap for gap, right in zip(gaps, glyphs[1:], strict=True) if right.spaced and gap > 0]
    tight = [
        gap
        for gap, left, right in zip(gaps, glyphs, glyphs[1:], strict=False)
        if not right.spaced and left.text.isalpha() and right.text.isalpha()
    ]
    if len(wide) >= KNOWN and tight:
        least = max(
            0.5 * (float(np.median(wide)) + float(np.percentile(tight, 75))), 0.6 * USUAL * ink.type_height
        )
    else:
        least = 1.2 * USUAL * ink.type_height
    out = list(glyphs[:1])
    for gap, left, right in zip(gaps, glyphs, glyphs[1:], strict=False):
        needed = least if _narrow(left.text) and _narrow(right.text) else BROAD * ink.type_height
        missing = not right.spaced and gap >= needed and _may_part(left.text, right.text)
        out.append(right._replace(spaced=True) if missing else right)
    return tuple(out)


def _without_slips(glyphs: Sequence[Glyph], ink: Ink) -> tuple[Glyph, ...]:
    """The glyphs without those spaces between two letters that are much narrower than the line's others."""
    gaps = [gap_between(left.middle, right.middle, ink) for left, right in pairwise(glyphs)]
    wide = sorted(gap for gap, right in zip(gaps, glyphs[1:], strict=True) if right.spaced)
    least = SLIP * wide[len(wide) // 2] if wide else 0.0
    rest = (
        right._replace(
            spaced=right.spaced and not (gap < least and left.text.isalpha() and right.text.isalpha())
        )
        for gap, left, right in zip(gaps, glyphs, glyphs[1:], strict=False)
    )
    return (*glyphs[:1], *rest)


def _may_part(left: str, right: str) -> bool:
    """Whether a space may stand between the two."""
    if left in NEVER_AFTER or right in NEVER_BEFORE:
        return False
    if not (_narrow(left) and _narrow(right)):
        return left.isalnum() and right.isalnum()
    return left.isalpha() or right.isalpha() or left in ",;:)"


def _narrow(text: str) -> bool:
    return text < "\u2e80"
