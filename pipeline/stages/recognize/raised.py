"""Exponents and subscripts: small digits off the base line, told by geometry, not by the engine.

Engines read `10⁹` as `109`, `10°` or `10`. Every mark of ink is compared with the base line and the height of
capitals about it; a small one that hangs is an exponent. Where the engine saw no digit there, the mark is read
again alone, enlarged to the size that the engine is used to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.languages.raised import FIGURES, RAISED, RAISED_SIGNS, SIGNS
from pipeline.languages.raised import SUNK as BELOW
from pipeline.records.base import BBox, around
from pipeline.records.page import Pixels
from pipeline.records.text import Line, Word
from pipeline.stages.recognize.glyphs import Glyph, added
from pipeline.stages.recognize.ink import Ink, Mark

UP = dict(zip(f"{FIGURES}{SIGNS}−–", f"{RAISED}{RAISED_SIGNS}⁻⁻", strict=True))
DOWN = dict(zip(FIGURES, BELOW, strict=True))
SUNK = frozenset(DOWN.values())
PLAIN = dict(zip(RAISED + RAISED_SIGNS, FIGURES + SIGNS, strict=True))
SMALL = 0.84
"""An exponent's or subscript's height is at most this share of a capital's."""
DIGIT = 0.42
"""And a digit's at least this share."""
HANGS = 0.28
"""An exponent's foot is at least this far above the base line, as a share of a capital's height."""
SINKS = 0.1
"""A subscript's foot is at least this far below it."""
RATIO = "∶"
OFF_LINE = 0.06
"""And its foot at least this far."""
CENTRED = 0.45
"""A ratio sign's middle is at least this far above the base line; a colon's is lower."""
HIGH = 0.7
"""The middle of a raised plus is higher than this."""
STANDS, LEVEL = 0.9, 0.12
"""A digit higher than this share of a capital, with its foot no farther from the base line, is none."""
FULL_DIGIT = 0.5
"""What was not read as a digit must be at least so high to be read again as one: less is a speck."""
TWO_DOTS = 0.4, 0.95
"""Heights of a ratio sign from the foot of its lower dot to the head of its upper."""
BOTH = 2
"""A sign stands between a digit on either side."""
SURE = 0.8
"""Confidence from which a digit that was read alone is believed."""

Alone = Callable[[Sequence[Pixels]], Sequence[Line]]
"""Reads pictures of single marks."""


class Lost(NamedTuple):
    """A mark that hangs like an exponent where the engine read none: the glyph it follows, and its box."""

    after: int
    replaces: int | None
    bbox: BBox


def off_the_line(glyphs: Sequence[Glyph], ink: Ink) -> tuple[Glyph, ...]:
    """The glyphs with digits that hang or sink written as exponents and subscripts, and digits that stand as digits."""
    by_height = sorted(ink.marks, key=lambda mark: mark.bbox.height)
    places = {mark.glyph: mark for mark in by_height if mark.glyph is not None}
    out: list[Glyph] = []
    for number, glyph in enumerate(glyphs):
        mark = places.get(number)
        text = _shifted(glyph.text, mark, ink) if mark else glyph.text
        if text in SUNK and not (out and _bears(out[-1].text)):
            text = glyph.text
        if glyph.text in ":：" and mark and 0 < number < len(glyphs) - 1:
            text = _ratio(glyph, mark, ink, out[-1].text + glyphs[number + 1].text)
        if glyph.text in "+-−–" and out and not glyph.spaced:
            text = _sign(glyph, mark, ink, out[-1].text, _next_raised(number, glyphs, places, ink))
        out.append(glyph if text == glyph.text else glyph.written(text, _rule(text)))
    return tuple(out)


def _rule(text: str) -> str:
    """The rule that writes a character (`languages/rules/ink.toml`)."""
    if text in UP.values():
        return "raised digit" if PLAIN[text].isdigit() else "sign of an exponent"
    if text == RATIO:
        return "ratio sign"
    return "sunk digit" if text in SUNK else "digit on the line"


def _bears(text: str) -> bool:
    """Whether a subscript may follow: letters of formulas and symbols have them, numbers and Han have none."""
    return text in SUNK or text in ")]" or (text.isalpha() and text < "\u0400")


def _ratio(glyph: Glyph, mark: Mark, ink: Ink, beside: str) -> str:
    """A colon between digits that stands at half their height is a ratio sign."""
    place = _place(mark.bbox, ink)
    if place is None or not beside.isdigit() or len(beside) != BOTH:
        return glyph.text
    foot, height = place
    return RATIO if foot > OFF_LINE and foot + height / 2 > CENTRED else glyph.text


def _next_raised(number: int, glyphs: Sequence[Glyph], places: dict[int, Mark], ink: Ink) -> bool:
    mark = places.get(number + 1)
    return bool(
        mark and number + 1 < len(glyphs) and _shifted(glyphs[number + 1].text, mark, ink) in UP.values()
    )


def _sign(glyph: Glyph, mark: Mark | None, ink: Ink, before: str, raised_follows: bool) -> str:
    """`+` and `-` are signs of an exponent before one, or where they hang after a letter or a raised digit."""
    if raised_follows and before.isdigit():
        return UP[glyph.text]
    if mark is None or not ((before.isalpha() and before.isascii()) or before in PLAIN):
        return glyph.text
    base = ink.base(glyph.middle)
    if base is None or not ink.type_height:
        return glyph.text
    high = (base - mark.bbox.middle_y) / ink.type_height > HIGH
    return UP[glyph.text] if high and glyph.text == "+" else glyph.text


def _shifted(text: str, mark: Mark, ink: Ink) -> str:
    plain = PLAIN.get(text, text)
    if plain not in DOWN:
        return text
    place = _place(mark.bbox, ink)
    if place is None:
        return text
    foot, height = place
    if DIGIT <= height <= SMALL and foot >= HANGS:
        return UP[plain]
    if DIGIT <= height <= SMALL and foot <= -SINKS:
        return DOWN[plain]
    return plain if height > STANDS and abs(foot) < LEVEL else text


def _place(box: BBox, ink: Ink) -> tuple[float, float] | None:
    """How far the box's foot is above the base line, and its height, as shares of a capital's height."""
    base = ink.base(box.middle_x)
    if base is None or not ink.type_height:
        return None
    return (base - box.bottom) / ink.type_height, box.height / ink.type_height


def lost(glyphs: Sequence[Glyph], ink: Ink) -> tuple[Lost, ...]:
    """Marks that hang like exponents after a letter, digit or bracket, where no digit was read."""
    found: list[Lost] = []
    for mark in ink.marks:
        place = _place(mark.bbox, ink)
        if place is None or mark.glyph is None:
            continue
        foot, height = place
        if not (
            foot >= HANGS and FULL_DIGIT <= height <= SMALL and mark.bbox.width <= 0.75 * ink.type_height
        ):
            continue
        one = _lost_at(mark, glyphs)
        if one is not None:
            found.append(one)
    return tuple(found)


def _lost_at(mark: Mark, glyphs: Sequence[Glyph]) -> Lost | None:
    number = mark.glyph
    assert number is not None
    text = glyphs[number].text
    if text in "°º˚" and number and glyphs[number - 1].text.isdigit():
        return Lost(number - 1, number, mark.bbox) if _is_power(glyphs, number - 1) else None
    after = number if mark.bbox.middle_x > glyphs[number].middle else number - 1
    if after < 0 or not _is_power(glyphs, after):
        return None
    following = "".join(glyph.text for glyph in glyphs[after + 1 : after + 3])
    return Lost(after, after + 1 if following == "%/" else None, mark.bbox)


def _is_power(glyphs: Sequence[Glyph], end: int) -> bool:
    """Whether the glyphs up to `end` are a lone `10`."""
    tail = "".join(glyph.text for glyph in glyphs[max(0, end - 2) : end + 1])
    return tail.endswith("10") and not tail[:-2].isdigit() and tail[:-2] != "."


def refilled(glyphs: Sequence[Glyph], ink: Ink, pixels: Pixels, alone: Alone) -> tuple[Glyph, ...]:
    """The glyphs of one line with its lost exponents, each read alone."""
    found = lost(glyphs, ink)
    return restored(glyphs, found, alone([enlarged(pixels, one.bbox) for one in found]) if found else ())


def with_ratios(glyphs: Sequence[Glyph], ink: Ink) -> tuple[Glyph, ...]:
    """The glyphs with a ratio sign wherever two dots stand between digits and no sign was read: `1∶1` is not `11`."""
    fills: dict[int, Glyph] = {}
    for mark in ink.marks:
        if not mark.colon:
            continue
        before = [n for n, glyph in enumerate(glyphs) if glyph.middle < mark.bbox.middle_x]
        after = [n for n, glyph in enumerate(glyphs) if glyph.middle >= mark.bbox.middle_x]
        if not before or not after or not (glyphs[before[-1]].text + glyphs[after[0]].text).isdigit():
            continue
        if TWO_DOTS[0] <= mark.bbox.height / max(1.0, ink.type_height) <= TWO_DOTS[1]:
            fills[before[-1]] = added(Word(text=RATIO, bbox=mark.bbox, confidence=0.5), "lost ratio sign")
    out: list[Glyph] = []
    for number, glyph in enumerate(glyphs):
        out.append(glyph)
        if number in fills:
            out.append(fills[number])
    return tuple(out)


def restored(glyphs: Sequence[Glyph], found: Sequence[Lost], read: Sequence[Line]) -> tuple[Glyph, ...]:
    """The glyphs with lost exponents put in, where the mark read alone is surely a digit other than 0."""
    out: list[Glyph] = []
    fills: dict[int, list[Glyph]] = {}
    gone: set[int] = set()
    for one, line in zip(found, read, strict=True):
        if line.confidence < SURE or line.text not in DOWN or line.text == "0":
            continue
        if one.after + 1 < len(glyphs) and glyphs[one.after + 1].text in PLAIN:
            continue
        fill = added(Word(text=UP[line.text], bbox=one.bbox, confidence=line.confidence), "lost exponent")
        if one.replaces is not None and one.replaces not in gone:
            fill = fill._replace(given=glyphs[one.replaces].read)
            gone.add(one.replaces)
        fills.setdefault(one.after, []).append(fill)
    for number, glyph in enumerate(glyphs):
        if number not in gone:
            out.append(glyph)
        out.extend(fills.get(number, ()))
    return tuple(out)


def enlarged(pixels: Pixels, box: BBox) -> Pixels:
    """A mark alone on white, with the air about it that a line has."""
    import cv2

    cut = pixels[max(0, box.top - 1) : box.bottom + 1, max(0, box.left - 1) : box.right + 1]
    scale = 32 / max(1, cut.shape[0])
    big = cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return np.pad(big, ((8, 8), (12, 12)), constant_values=int(np.percentile(cut, 95)))


def exponents_mended(
    lines: Sequence[tuple[tuple[Glyph, ...], Ink]], pixels: Pixels, alone: Alone
) -> list[tuple[Glyph, ...]]:
    """Exponents and subscripts of all lines of a page; what was lost is read in one go."""
    missing = [lost(glyphs, ink) for glyphs, ink in lines]
    cuts = [enlarged(pixels, one.bbox) for found in missing for one in found]
    read = list(alone(cuts)) if cuts else []
    out = []
    for (glyphs, ink), found in zip(lines, missing, strict=True):
        mine, read = read[: len(found)], read[len(found) :]
        out.append(with_ratios(restored(off_the_line(glyphs, ink), found, mine), ink))
    return out


def sheet(cuts: Sequence[Pixels]) -> tuple[Pixels, tuple[BBox, ...]]:
    """Pictures side by side on one sheet, and where each stands."""
    height = max(cut.shape[0] for cut in cuts)
    boxes: list[BBox] = []
    left = 0
    for cut in cuts:
        boxes.append(BBox(left, 0, left + cut.shape[1], cut.shape[0]))
        left += cut.shape[1]
    page = np.full((height, around(boxes).right), 255, np.uint8)
    for cut, box in zip(cuts, boxes, strict=True):
        page[: box.bottom, box.left : box.right] = cut
    return page, tuple(boxes)
