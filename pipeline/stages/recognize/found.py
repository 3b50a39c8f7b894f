"""The boxes of lines as an engine found them: a record keeps no more of a box than its four sides."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.base import BBox


def as_found(boxes: Sequence[BBox], found: Sequence[BBox]) -> list[BBox]:
    """The boxes, each as it is among `found` where it is there: those may know the slant of their lines."""
    known = {box: box for box in found}
    return [known.get(box, box) for box in boxes]
