"""Double pages: a booklet laid open on the scanner is two pages side by side, each with its own order, heads and feet."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.text import Line

_WIDE = 1.15
"""How much wider than high a picture of two pages is, at least."""
_MIDDLE = (0.4, 0.6)
"""Where the fold lies, as shares of the width."""
_CLEAR, _LEAST = 1.5, 4
"""Body heights that are clear of print about the fold, and the lines that a page has, at least."""


def fold_of(lines: Sequence[Line], width: int, height: int, size: float) -> int | None:
    """The column of pixels at which a double page is folded, None for a single page; `size` is the body height.

    A line that runs across the middle belongs to one page.
    """
    if width < _WIDE * height:
        return None
    low, high = (share * width for share in _MIDDLE)
    inner = sorted((line.bbox.left, line.bbox.right) for line in lines if line.bbox.right > low)
    edge, best = low, (0.0, 0.0)
    for left, right in [*inner, (round(high), round(high))]:
        best = max(best, (min(left, high) - edge, edge))
        edge = max(edge, right)
        if edge >= high:
            break
    gap, start = best
    fold = round(start + gap / 2)
    before = sum(line.bbox.right <= fold for line in lines)
    return fold if gap >= _CLEAR * size and _LEAST <= before <= len(lines) - _LEAST else None
