"""What is left of a page's slant: found in the edges of its lines, taken out while the order is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.records.base import BBox
from pipeline.records.text import Line

_LEAST, _MOST = 0.004, 0.06
"""A smaller slant (a quarter of a degree) does no harm; a larger one is no slant but another layout."""

_ENOUGH, _NEAR = 8, 40
"""Lines that a judgement needs, and how many lines below it each line is compared with."""


@dataclass(frozen=True)
class Slant:
    """The slant of a page: pixels that a line of print falls for each pixel to the right."""

    fall: float = 0.0

    def out(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines with boxes as they would stand on a straight page."""
        return tuple(_moved(line, self.fall) for line in lines) if self.fall else tuple(lines)

    def back(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines with boxes as they stand on the slanted page; undoes `out` to a pixel."""
        return tuple(_returned(line, self.fall) for line in lines) if self.fall else tuple(lines)

    def out_box(self, box: BBox) -> BBox:
        """A rule's box as it would stand on a straight page."""
        return _straight(box, self.fall) if self.fall else box


def slant_of(lines: Sequence[Line], height: float) -> Slant:
    """The slant that most of three witnesses give: left edges, right edges, and how boxes grow with their width.

    `height` is the body height in pixels. Edges are judged by the median slope between pairs of lines (Theil and Sen),
    so that indents and short lines do not matter.
    """
    long = sorted((line.bbox for line in lines if line.bbox.width > 6 * height), key=lambda b: b.top)
    if len(long) < _ENOUGH:
        return Slant()
    left = _drift([(b.middle_y, b.left) for b in long], height)
    right = _drift([(b.middle_y, b.right) for b in long], height)
    growth = _growth([line.bbox for line in lines])
    fall = median((left, right, growth if left + right > 0 else -growth))
    return Slant(fall) if abs(fall) >= _LEAST and growth >= _LEAST / 2 and abs(fall) <= _MOST else Slant()


def _drift(edges: Sequence[tuple[float, int]], height: float) -> float:
    """Pixels that an edge moves to the left for each pixel down the page; 0 where no two lines can be compared."""
    slopes = [
        (one[1] - two[1]) / (two[0] - one[0])
        for index, one in enumerate(edges)
        for two in edges[index + 1 : index + _NEAR]
        if 2 * height < two[0] - one[0] and abs(two[1] - one[1]) < 1.5 * height
    ]
    return median(slopes) if slopes else 0.0


def _growth(boxes: Sequence[BBox]) -> float:
    """How much higher wide boxes are than narrow ones, a pixel of width: the slant without its sign."""
    limit = 0.35 * max(box.width for box in boxes)
    wide = [box for box in boxes if box.width > limit]
    narrow = [box for box in boxes if box.width <= limit]
    if not narrow or not wide:
        return 0.0
    apart = median(b.width for b in wide) - median(b.width for b in narrow)
    return max(0.0, (median(b.height for b in wide) - median(b.height for b in narrow)) / max(1.0, apart))


def _moved(line: Line, fall: float) -> Line:
    return line.model_copy(update={"bbox": _straight(line.bbox, fall)})


def _straight(box: BBox, fall: float) -> BBox:
    x, y = box.middle_x, box.middle_y
    spare = min(abs(fall) * box.width, 0.6 * box.height)
    return _around(x + fall * y, y - fall * x, box.width, box.height - spare)


def _returned(line: Line, fall: float) -> Line:
    box = line.bbox
    x, y = box.middle_x, box.middle_y
    scale = 1 + fall * fall
    made = _around(
        (x - fall * y) / scale, (y + fall * x) / scale, box.width, box.height + abs(fall) * box.width
    )
    return line.model_copy(update={"bbox": made})


def _around(x: float, y: float, width: float, height: float) -> BBox:
    return BBox(round(x - width / 2), round(y - height / 2), round(x + width / 2), round(y + height / 2))
