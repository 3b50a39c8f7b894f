"""Vertical lines, by the boxes in which they come where a page was not turned: tall ones, or one a character."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.languages.scripts import is_wide
from pipeline.records.base import BBox, around
from pipeline.records.text import Line

_PAIR = 1.5
"""How many times its width the box of two characters under one another is high, at least."""
_UPRIGHT, _SLENDER, _TALL, _CHAIN = 0.3, 3.0, 2.2, 5
"""The share of a page's lines, by length, that makes it vertical; how many times its width such a line is high (and,
beside single characters, at least), and how many of these under one another are one."""


def runs_down(lines: Sequence[Line]) -> bool:
    """Whether lines that run down are a good part of the page by their length in pixels, whatever was read in them."""
    boxes = [line.bbox for line in lines]
    tall = sum(box.height for box in boxes if box.height > _SLENDER * box.width)
    single = [line.bbox for line in lines if len(line.text) == 1 and is_wide(line.text)]
    stacked = sum(sum(box.height for box in chain) for chain in _chains(single) if len(chain) >= _CHAIN)
    return tall + stacked > _UPRIGHT * sum(max(box.width, box.height) for box in boxes)


def stacked(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The pieces of vertical lines that stand beside horizontal print, as headings in a margin do, from top to bottom.

    Such a line comes in a box far higher than wide with single wide characters right above or below it, or in these alone;
    a few of them only where they stand beside all other print.
    What was read in the box is as often wrong as right; a row of print that such a piece stands beside has no part in it.
    """
    pieces = {
        line.bbox: line
        for line in lines
        if line.bbox.height > _TALL * line.bbox.width or _is_single(line) or _is_pair(line)
    }
    return tuple(
        pieces[box]
        for chain in _chains(list(pieces))
        if _runs_beside(chain, [pieces[box] for box in chain]) or _aside(chain, lines)
        for box in chain
    )


def _runs_beside(chain: Sequence[BBox], pieces: Sequence[Line]) -> bool:
    """Whether a chain is long enough to be a vertical line wherever it stands."""
    tall = any(box.height > _TALL * box.width for box in chain)
    return len(chain) >= _CHAIN or (len(pieces) > 1 and tall)


def _is_single(line: Line) -> bool:
    return len(line.text) == 1 and is_wide(line.text)


def _is_pair(line: Line) -> bool:
    """Whether two wide characters stand under one another in one box."""
    return (
        len(line.text) == len("论著")
        and all(map(is_wide, line.text))
        and line.bbox.height > _PAIR * line.bbox.width
    )


def _aside(chain: Sequence[BBox], lines: Sequence[Line]) -> bool:
    """Whether a short chain, or two characters in one box, stands beside all other print, by more than the gap of its characters."""
    if len(chain) == 1 and chain[0].height > _TALL * chain[0].width:
        return False
    own, rest = around(list(chain)), [line.bbox for line in lines if line.bbox not in chain]
    room = 0.3 * own.width
    left, right = min((b.left for b in rest), default=0), max((b.right for b in rest), default=0)
    return (
        own.height > _PAIR * own.width and bool(rest) and (own.right + room < left or own.left - room > right)
    )


def _chains(boxes: Sequence[BBox]) -> list[list[BBox]]:
    """Boxes of single characters that stand close under one another."""
    chains: list[list[BBox]] = []
    for box in sorted(boxes, key=lambda box: box.top):
        home = next((chain for chain in chains if _under(box, chain[-1])), None)
        if home is None:
            chains.append([box])
        else:
            home.append(box)
    return chains


def _under(box: BBox, above: BBox) -> bool:
    """Whether a character follows another in a vertical line; rows of print stand further apart than characters do."""
    size = min(box.height, above.height)
    near = -0.5 * size < box.top - above.bottom < 0.3 * size
    return near and abs(box.middle_x - above.middle_x) < 0.3 * box.width
