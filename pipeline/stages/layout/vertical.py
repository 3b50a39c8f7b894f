"""Vertical lines, by the boxes in which they come where a page was not turned: tall ones, or one a character."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.languages.scripts import is_wide
from pipeline.records.base import BBox
from pipeline.records.text import Line

_UPRIGHT, _SLENDER, _CHAIN = 0.3, 3.0, 5
"""The share of a page's lines, by length, that makes it vertical; how many times its width such a line is high, and how
many single characters under one another are one."""


def runs_down(lines: Sequence[Line]) -> bool:
    """Whether lines that run down are a good part of the page by their length in pixels, whatever was read in them."""
    boxes = [line.bbox for line in lines]
    tall = sum(box.height for box in boxes if box.height > _SLENDER * box.width)
    single = [line.bbox for line in lines if len(line.text) == 1 and is_wide(line.text)]
    stacked = sum(sum(box.height for box in chain) for chain in _chains(single) if len(chain) >= _CHAIN)
    return tall + stacked > _UPRIGHT * sum(max(box.width, box.height) for box in boxes)


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
    near = -0.3 * box.height < box.top - above.bottom < 0.3 * box.height
    return near and abs(box.middle_x - above.middle_x) < 0.3 * box.width
