"""What people put on a page after it was printed: shelf marks and dates by hand, round stamps, slips of a library.

Print stands level and thick; a pen's line is thin for the height of what it writes, uneven, and often of another colour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.languages import languages
from pipeline.languages.scripts import Script, script_of
from pipeline.records.base import BBox
from pipeline.records.page import CleanPage, Pixels
from pipeline.records.text import Line
from pipeline.stages.recognize.stamps import rings

_LEAST_CUT, _FULL = 8, 0.5
"""Pixels of a line that shows how it is written, and the share of it above which dark is no ink."""
_FEET = 3
"""Signs that show how they stand."""
_GREY = 2
"""Dimensions of a picture without colour."""
_LONGEST = 14
"""Letters and digits of a note by hand, at most: longer ones are told as illegible or by the tests of fields."""
_THIN = 0.115
"""Stroke to height of signs: .07 to .11 by pen on covers of 1973-1980, .12 and more in their print."""
_UNEVEN, _LEANING = 0.05, 0.06
"""How far signs stand off their line, in heights, and how much this rises or falls."""
_SCRAP = 3
"""Letters that make no word."""
_LARGER = 1.15
"""How much larger than the print a note is, at least."""
_COLOURED, _APART = 25.0, 20.0
"""Colour of ink (distance from grey in CIE a*b*), and how far it is from the colour of every line of print."""
_TELLING, _SURE, _SAMPLE = 8, 0.8, 8
"""Letters of a line that tells how the page is printed, read so surely, and how many are looked at."""
_SIGN, _SPECK = 0.25, 12
"""The height of a sign as a share of its line's, and its pixels, at least."""
_INSIDE = 0.8
"""Share of a line that lies in a stamp."""
_WIDE = {Script.HAN, Script.KANA, Script.HANGUL}


class Hand(NamedTuple):
    """How a line is written: stroke and unevenness in heights of its signs, how it leans, its height and colour."""

    stroke: float
    uneven: float
    leaning: float
    height: float
    colour: tuple[float, float]

    @property
    def coloured(self) -> bool:
        """Whether the ink has colour."""
        return float(np.hypot(*self.colour)) > _COLOURED


def without_marks(page: CleanPage, lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The lines that are print, and the texts of those that are not. Only short lines are looked at."""
    print_ = _print_of(page, lines)
    short = [line for line in lines if _is_short(line)]
    if not print_ or not short:
        return tuple(lines), ()
    circles = rings(page.picture)
    marks = {line.bbox for line in short if _is_mark(page, line, print_, circles)}
    if marks:
        marks |= {line.bbox for line in short if line.text.strip().casefold() in _library()}
    left_out = tuple(line.text for line in lines if line.bbox in marks and line.text.strip())
    return tuple(line for line in lines if line.bbox not in marks), left_out


def _print_of(page: CleanPage, lines: Sequence[Line]) -> list[Hand]:
    """How the page is printed, by some of its surely read lines."""
    telling = [line for line in lines if _tells(line)]
    step = max(1, len(telling) // _SAMPLE)
    return [ink for line in telling[::step] if (ink := hand_of(page, line.bbox))]


def _is_short(line: Line) -> bool:
    return sum(map(str.isalnum, line.text)) <= _LONGEST or _is_slip(line.text)


def _is_mark(
    page: CleanPage, line: Line, print_: Sequence[Hand], circles: Sequence[tuple[int, int, int, bool]]
) -> bool:
    if _is_slip(line.text):
        return True
    ink = hand_of(page, line.bbox)
    return ink is not None and (_by_hand(line, ink, print_) or _in_stamp(line, ink, circles))


def hand_of(page: CleanPage, box: BBox) -> Hand | None:
    """How a line is written, None where it is no ink on paper."""
    import cv2

    rows, columns = slice(max(0, box.top), box.bottom), slice(max(0, box.left), box.right)
    cut = page.pixels[rows, columns]
    if min(cut.shape) < _LEAST_CUT:
        return None
    _, ink = cv2.threshold(cut, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    signs = np.array(
        [s for s in stats[1:].tolist() if s[3] > _SIGN * cut.shape[0] and s[4] > _SPECK], dtype=float
    )
    if float(ink.mean()) > _FULL or not signs.size:
        return None
    height = float(np.median(signs[:, 3]))
    inner = cv2.distanceTransform(ink, cv2.DIST_L2, 3)
    uneven, leaning = _foot(signs)
    return Hand(
        stroke=2 * float(np.percentile(inner[inner > 0], 90)) / height,
        uneven=uneven / height,
        leaning=leaning,
        height=height,
        colour=_colour(page.picture[rows, columns], ink),
    )


def _foot(signs: NDArray[np.float64]) -> tuple[float, float]:
    """How far the feet of signs stand off a straight line, in pixels, and how this leans; 0 for two signs or one."""
    if len(signs) < _FEET:
        return 0.0, 0.0
    middle, foot = signs[:, 0] + signs[:, 2] / 2, signs[:, 1] + signs[:, 3]
    slope, start = np.polyfit(middle, foot, 1)
    return float(np.median(np.abs(foot - slope * middle - start))), float(slope)


def _colour(cut: Pixels, ink: Pixels) -> tuple[float, float]:
    """The colour of ink, as a* and b*."""
    import cv2

    if cut.ndim == _GREY:
        return 0.0, 0.0
    inner = cv2.erode(ink, np.ones((2, 2), np.uint8)).astype(bool)
    places = inner if inner.sum() > _SPECK else ink.astype(bool)
    lab = cv2.cvtColor(cut, cv2.COLOR_BGR2LAB)[places].astype(np.float64)
    return float(np.median(lab[:, 1])) - 128, float(np.median(lab[:, 2])) - 128


def _tells(line: Line) -> bool:
    return line.confidence >= _SURE and sum(map(str.isalpha, line.text)) >= _TELLING


def _by_hand(line: Line, ink: Hand, print_: Sequence[Hand]) -> bool:
    """Whether a short line in large thin strokes is uneven, or of a colour in which nothing is printed.

    Words without a figure may be the name of a journal in light type.
    """
    if ink.stroke > _THIN or any(script_of(char) in _WIDE for char in line.text) or _is_word(line.text):
        return False
    if ink.height < _LARGER * median(other.height for other in print_):
        return False
    other = ink.coloured and all(np.hypot(*np.subtract(ink.colour, p.colour)) > _APART for p in print_)
    return other or ink.uneven > _UNEVEN or abs(ink.leaning) > _LEANING


def _is_word(text: str) -> bool:
    return sum(map(str.isalpha, text)) > _SCRAP and not any(map(str.isdigit, text))


def _in_stamp(line: Line, ink: Hand, circles: Sequence[tuple[int, int, int, bool]]) -> bool:
    """Whether a line lies in a round stamp: in one of coloured ink only what is coloured too."""
    box = line.bbox
    for x, y, radius, coloured in circles:
        round_ = BBox(x - radius, y - radius, x + radius, y + radius)
        inside = round_.shares_columns(box) * round_.shares_rows(box)
        if inside >= _INSIDE * box.width * box.height and (ink.coloured or not coloured):
            return True
    return False


def _is_slip(text: str) -> bool:
    """Whether a line says nothing but under which number a library has the copy."""
    return bool(_inventory().fullmatch(text.strip().casefold()))


@cache
def _library() -> frozenset[str]:
    """What stamps of libraries say: no line of an article where other marks stand on its page."""
    return frozenset(word for own in languages().values() for word in own.stamped)


@cache
def _inventory() -> re.Pattern[str]:
    words = {re.escape(word) for own in languages().values() for word in own.inventory}
    longest = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?:{longest})\s?[.:：]?\s?(?:no|nr|number|номер)?[\s.:№#°]*[a-zа-яё]{{0,2}}[\s-]?\d[\d\s./-]*"
    )
