"""Pages set by hand: one text a line, with a size, one block a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.base import BBox
from pipeline.records.text import Block, BlockKind, Line, PageText, TextOrigin

WIDTH = 2000


def page(*blocks: Sequence[str] | str, number: int = 1, sizes: dict[int, int] | None = None) -> PageText:
    """A page of one column; `sizes` gives the height of a block's lines in pixels (40 without)."""
    top, made = 60, []
    for n, texts in enumerate(blocks):
        size = (sizes or {}).get(n, 40)
        lines = []
        for text in [texts] if isinstance(texts, str) else texts:
            wide = sum(size if ord(c) > 0x2E80 else size // 2 for c in text)
            lines.append(
                Line(
                    text=text,
                    bbox=BBox(100, top, 100 + min(wide, WIDTH - 200), top + size),
                    confidence=0.95,
                    engine="hand",
                )
            )
            top += int(size * 1.4)
        top += size
        box = lines[0].bbox
        for line in lines:
            box = box.union(line.bbox)
        made.append(Block(lines=tuple(lines), bbox=box, kind=BlockKind.BODY, column=0))
    return PageText(
        number=number, width=WIDTH, height=3000, dpi=300, origin=TextOrigin.OCR, blocks=tuple(made)
    )
