"""Korean lines: syllables stand at one pitch, and only the gaps in the ink tell where a word ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.languages.scripts import Script, script_of
from pipeline.records.base import BBox
from pipeline.stages.recognize.glyphs import Glyph
from pipeline.stages.recognize.ink import Ink, gap_between

KOREAN = 2
"""Syllables that make a line Korean."""
TALL, BROAD = 0.82, 0.6
"""Ink so high and so wide, as shares of the pitch, is a syllable and no letter."""
HIGH = 0.72
"""Syllables are at least so high, but for those of a consonant over a flat vowel."""
SURE = 0.85
"""A syllable that is read with this confidence stays."""
NARROWEST, WIDEST = 0.16, 0.4
"""A gap between words is never narrower than the one, and always when wider than the other, as shares of the pitch."""
USUAL = 0.24
"""Where between the two, if the line does not show it."""
PULL = 1.5
"""How much wider a step farther from the usual place must be to count."""
VOWELS, FINALS = 21, 28
"""How many vowels a syllable may have, and finals, none among them (The Unicode Standard 3.12)."""
_UNDER = frozenset({8, 12, 13, 17, 18})
"""Numbers of the vowels that lie under their consonant: ㅗ ㅛ ㅜ ㅠ ㅡ."""
CLOSING = frozenset(".,;)]%")
OPEN = 0.07
"""Paper that a syllable ending in the upright stroke of ㅣ has on its right beyond that of others, and × on both sides."""
WIDE_SIGN = 0.38
"""A colon with this much paper before it is a wide one, which print sets without spaces."""


def is_korean(glyphs: Sequence[Glyph]) -> bool:
    """Whether the line holds Hangul."""
    return sum(map(_hangul, glyphs)) >= KOREAN


def is_syllable(text: str) -> bool:
    """Whether it is one whole Hangul syllable, no single letter."""
    return "가" <= text <= "힣"


def is_sure(glyph: Glyph, pitch: float) -> bool:
    """Whether it is a whole syllable, by its ink or read well in ink that may be one."""
    if not is_syllable(glyph.text):
        return False
    box = glyph.word.bbox
    fits = _flat(glyph.text) or box.height >= HIGH * pitch
    return is_square(box, pitch) or (fits and glyph.word.confidence >= SURE)


def is_drawn(glyph: Glyph, pitch: float) -> bool:
    """Whether the syllable's ink has the size that it ought to have, so that one letter cannot be there instead."""
    box = glyph.word.bbox
    return is_square(box, pitch) or (_flat(glyph.text) and box.width >= BROAD * pitch)


def is_square(box: BBox, pitch: float) -> bool:
    """Whether ink is so high and so wide that it is a syllable and no letter; `pitch` in pixels."""
    return box.height >= TALL * pitch and box.width >= BROAD * pitch


def pitch_of(glyphs: Sequence[Glyph]) -> float:
    """The distance from one syllable to the next within words, in pixels; 0 where there are none."""
    steps = sorted(
        right.word.bbox.left - left.word.bbox.left
        for left, right in pairwise(glyphs)
        if _hangul(left) and _hangul(right)
    )
    return float(steps[len(steps) // 2]) if steps else 0.0


def with_word_gaps(glyphs: Sequence[Glyph], ink: Ink) -> tuple[Glyph, ...]:
    """The glyphs with spaces where the gaps between words are, and nowhere else."""
    pitch = pitch_of(glyphs) or max((glyph.word.bbox.height for glyph in glyphs), default=0)
    if not pitch:
        return tuple(glyphs)
    gaps = [
        _gap(left, right, ink) / pitch - OPEN * (_open(left.text) + ("×" in (left.text, right.text)))
        for left, right in pairwise(glyphs)
    ]
    least = _least(gaps)
    out = list(glyphs[:1])
    owed = False
    for gap, right in zip(gaps, glyphs[1:], strict=True):
        left = out[-1].text
        if right.text in ":：" and gap > WIDE_SIGN:
            out.append(right.written("：", "wide colon")._replace(spaced=False))
            continue
        wide = gap >= least or owed or _apart(left, right.text)
        owed = wide and right.text in CLOSING
        out.append(right._replace(spaced=wide and not owed and left != "："))
    return tuple(out)


def _gap(left: Glyph, right: Glyph, ink: Ink) -> float:
    """The paper between two glyphs, in pixels; that inside a syllable does not count."""
    gap = gap_between(left.middle, right.middle, ink)
    if _hangul(left) and _hangul(right):
        return min(gap, right.word.bbox.left - left.word.bbox.right)
    return gap


def _apart(left: str, right: str) -> bool:
    """Whether the two syllables are never of one word: 및 (and) is a word, 수 있다 and 수 없다 are two."""
    return ("및" in (left, right) and right not in CLOSING) or (left == "수" and right in "있없")


def _least(gaps: Sequence[float]) -> float:
    """The middle of the widest step among the line's gaps, where letters' gaps end and words' gaps begin."""
    between = sorted(gap for gap in gaps if NARROWEST < gap < WIDEST)
    if len(between) <= 1:
        return USUAL
    middles = [((low + high) / 2, high - low) for low, high in pairwise([NARROWEST, *between, WIDEST])]
    return max(middles, key=lambda step: step[1] - PULL * abs(step[0] - USUAL))[0]


def _open(text: str) -> bool:
    """Whether a syllable ends in ㅣ: its vowel is the last of 21, and none of 27 finals follows."""
    return _vowel(text) == VOWELS - 1


def _flat(text: str) -> bool:
    """Whether the syllable is a consonant over ㅗ ㅛ ㅜ ㅠ or ㅡ, without a final: no higher than a capital."""
    return _vowel(text) in _UNDER


def _vowel(text: str) -> int | None:
    """The number of the vowel of a syllable without a final (Unicode 3.12: consonants, vowels, finals in turn); else None."""
    code = ord(text) - ord("가")
    if text > "힣" or code < 0 or code % FINALS:
        return None
    return code // FINALS % VOWELS


def _hangul(glyph: Glyph) -> bool:
    return script_of(glyph.text) is Script.HANGUL
