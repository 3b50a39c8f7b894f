"""Blocks: lines of one strip that belong together, parted by gaps, sizes, rules and indents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records.base import BBox, around
from pipeline.records.text import Block, BlockKind, Line
from pipeline.stages.layout.columns import Strip, strips
from pipeline.stages.layout.frames import level_rules
from pipeline.stages.layout.notes import with_footnotes
from pipeline.stages.layout.rows import Unit, in_order, pitch

_LABELLED = re.compile(
    r"[【\[（(]?\s*(?:摘\s*要|要\s*旨|抄\s*録|초\s*록|요\s*약|关\s*键\s*[词字]|關\s*鍵\s*[詞字]|キーワード|주요어|중심단어|핵심어"
    r"|中图分类号|abstract|summary|key\s?words|index terms|résumé|mots[- ]cl[ée]s|resumen|palabras clave|zusammenfassung"
    r"|schlüsselwörter|schlagwörter|аннотация|резюме|реферат|ключевые слова)\s*[】\]）):：.\s]",
    re.IGNORECASE,
)
"""Labels whose line begins a block wherever it stands."""


def blocks_of(strip: Strip, rules: Sequence[BBox], height: float) -> list[Block]:
    """The blocks of one strip from top to bottom; those in a frame are BOXED, those under a foot rule FOOTNOTE."""
    ordered = in_order(strip.units, height, strip.column)
    lines = [u.lines[0] for u in ordered if not u.framed]
    step = pitch(lines, height)
    area = around([u.bbox for u in ordered])
    level = [r for r in level_rules(rules, height) if r.shares_columns(area) > 0.5 * r.width]
    blocks: list[Block] = []
    group: list[Line] = []
    for unit in ordered:
        if unit.framed:
            blocks += _made(group, strip.column)
            blocks += _boxed(unit, strip.column, height)
            group = []
            continue
        line = unit.lines[0]
        if group and _begins_block(group, line, area, (height, step), level):
            blocks += _made(group, strip.column)
            group = []
        group.append(line)
    blocks += _made(group, strip.column)
    return with_footnotes(blocks, level, height)


def paragraphs(lines: Sequence[Line]) -> list[Block]:
    """Lines of a text file in their own order; a gap of a line's height begins a new block."""
    blocks: list[Block] = []
    group: list[Line] = []
    for line in lines:
        if group and line.bbox.top - group[-1].bbox.bottom > 0.8 * line.bbox.height:
            blocks += _made(group, 0)
            group = []
        group.append(line)
    return blocks + _made(group, 0)


def _made(lines: Sequence[Line], column: int, kind: BlockKind = BlockKind.BODY) -> list[Block]:
    if not lines:
        return []
    return [Block(lines=tuple(lines), bbox=around([line.bbox for line in lines]), kind=kind, column=column)]


def _boxed(unit: Unit, column: int, height: float) -> list[Block]:
    """What stands in a frame, ordered like a small page of its own."""
    inner = strips([Unit((line,), line.bbox) for line in unit.lines], height)
    blocks = [block for strip in inner for block in blocks_of(strip, (), height)]
    return [b.model_copy(update={"kind": BlockKind.BOXED, "column": column}) for b in blocks]


def _begins_block(
    group: list[Line], line: Line, area: BBox, sizes: tuple[float, float], level: Sequence[BBox]
) -> bool:
    """Whether a new block begins with `line`."""
    height, step = sizes
    last = group[-1]
    if last.bbox.shares_rows(line.bbox) >= 0.5 * min(last.bbox.height, line.bbox.height):
        return False
    low, high = sorted((last.bbox.height, line.bbox.height))
    if line.bbox.top - last.bbox.top > 1.3 * step * max(1.0, low / height) or high > 1.35 * low:
        return True
    if _LABELLED.match(line.text):
        return True
    if any(last.bbox.bottom - 0.3 * height <= r.top <= line.bbox.top + 0.3 * height for r in level):
        return True
    return _indents(group, line, area, height)


def _indents(group: list[Line], line: Line, area: BBox, height: float) -> bool:
    """Whether `line` is a first line set in, while the line above began at the left edge."""
    last = group[-1]
    inset, above = line.bbox.left - area.left, last.bbox.left - area.left
    centred = abs(inset - (area.right - line.bbox.right)) < 0.5 * height
    return above < 0.7 * height <= 1.0 * height < inset < 4 * height and not centred
