"""Footnotes: blocks at the foot of a strip, under a rule in smaller type, or beginning with a footnote's label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from statistics import quantiles

from pipeline.languages import languages
from pipeline.records.base import BBox
from pipeline.records.text import Block, BlockKind

_LAST, _LINES = 4, 4
"""Notes are among so many last blocks, and have so many lines at most."""

_LABELS = ("received", "revised", "accepted", "funding", "correspondence")
_LEAD = re.compile(r"^[\s*＊※†‡§△▲#【\[（(]*")
_AFTER = frozenset(":： 】])）0123456789")
_MOST = 12
"""Lines that notes have at most."""

_SMALL = 0.95
"""Height of notes under a rule, against the body's, at most."""


def with_footnotes(blocks: Sequence[Block], rules: Sequence[BBox], height: float) -> list[Block]:
    """The blocks of one strip with those of its foot marked as FOOTNOTE. `rules` are the level ones that cross it."""
    begin = min(_by_label(blocks), _by_rule(blocks, rules, height))
    return [
        block.model_copy(update={"kind": BlockKind.FOOTNOTE})
        if index >= begin and block.kind is BlockKind.BODY
        else block
        for index, block in enumerate(blocks)
    ]


def _by_label(blocks: Sequence[Block]) -> int:
    """Index of the first block of the notes, found from the last block upwards; past the end where there are none."""
    begin = len(blocks)
    for index in range(len(blocks) - 1, 0, -1):
        block = blocks[index]
        if block.kind is not BlockKind.BODY or len(block.lines) > _MOST:
            break
        if _is_note(block):
            begin = index
        elif index < len(blocks) - _LAST or len(block.lines) > _LINES:
            break
    return begin


def _by_rule(blocks: Sequence[Block], rules: Sequence[BBox], height: float) -> int:
    """Index of the first block under the lowest rule, where few lines in smaller type follow it."""
    for rule in sorted(rules, key=lambda r: -r.top):
        under = [i for i, block in enumerate(blocks) if block.bbox.top > rule.top - 0.3 * height]
        lines = [line for i in under for line in blocks[i].lines]
        if not under or under[0] == 0:
            continue
        small = _upper_height([line.bbox.height for line in lines]) <= _SMALL * height
        plain = all(blocks[i].kind is BlockKind.BODY for i in under)
        return under[0] if small and plain and len(lines) <= _MOST else len(blocks)
    return len(blocks)


def _upper_height(heights: Sequence[float]) -> float:
    """Upper quartile: a line without long letters has a low box, whatever the type."""
    return quantiles(heights, n=4)[2] if len(heights) > 1 else heights[0]


def _is_note(block: Block) -> bool:
    text = _LEAD.sub("", block.lines[0].text).casefold()
    return any(text.startswith(label) and text[len(label) : len(label) + 1] in _AFTER for label in _labels())


@cache
def _labels() -> tuple[str, ...]:
    return tuple(
        form.casefold()
        for found in languages().values()
        for field in _LABELS
        for form in found.labels.get(field, ())
    )
