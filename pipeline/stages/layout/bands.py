"""Header and footer bands: running heads, page numbers, links and notices at the edges of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.languages.serials import says_serial
from pipeline.records.base import BBox, around
from pipeline.records.text import Line
from pipeline.stages.layout.frames import level_rules
from pipeline.stages.layout.rows import Unit, in_rows

_FOOT = 160
"""Characters that a row with a page number has at most."""
_PIECES = 4
"""A foot is in fewer pieces."""
_NUMBERS = 5
"""Numbers in one column that are line numbers."""
_STAMP = 4
"""Characters of upright text that is no sign."""

_EDGE = r"[\s·•ㆍ・.\-—–|_:]"
_NUMBER = re.compile(rf"^{_EDGE}*(?:[eES]\d{{2,5}}|\d{{1,5}}){_EDGE}*$")
_ROMAN = re.compile(rf"^{_EDGE}*(?:[ivx]{{1,6}}|[IVX]{{1,6}}|[ⅰ-ⅿ]{{1,4}}|[Ⅰ-Ⅿ]{{1,4}}){_EDGE}*$")
_LEADING_NUMBER = re.compile(r"^\s*[·•ㆍ・.\-—–]\s*(?:[eES]\d{2,5}|\d{1,5})\s*[·•ㆍ・.\-—–]")
_RUBRIC = re.compile(r"^\s*[·•・].{1,40}[·•・]\s*$")
_TALL, _LOGO = 1.6, 4.5
"""In body heights: what a running head's words and a logo beside them measure at most."""

_TITLE, _WORDS = 1.3, 4
"""In body heights: the type of a title at least, which has so many words."""
_LONG, _SHORT = 220, 110
"""Characters of a piece of a running head with and without a page number."""

_HEAD = re.compile(
    r"第\s*\d+\s*[卷期巻號号]|\d+\s*卷\s*第?\s*\d+|\bvol(?:ume|\.)?\s*\d|\bissn\b|\bcn\s*\d\d-|\bdoi\b|\b10\.\d{4,}/"
    r"|https?\s*[:：]|\bwww\.|제\s*\d+\s*[권호]|\bтом\s*\d|\bт\.\s*\d+|©|copyright|\bbd\.\s*\d|\bjahrgang\b"
    r"|\b(?:19|20)\d\d\s*[;,:]\s*\d+\s*\(\d+",
    re.IGNORECASE,
)
"""What running heads and feet say: volume and issue, ISSN, DOI, links, copyright."""

_NOTICE = re.compile(r"^\s*(?:©|\(c\) ?(?:19|20)\d\d|copyright)|cc[ -]by", re.IGNORECASE)
"""Copyright and licence, as the last lines of a page give them."""


@dataclass(frozen=True)
class Bands:
    """A page's lines by band; `margin` holds line numbers and other marks beside the text."""

    header: tuple[Line, ...]
    body: tuple[Line, ...]
    footer: tuple[Line, ...]
    margin: tuple[Line, ...]


def part(lines: Sequence[Line], rules: Sequence[BBox], height: float, page: BBox) -> Bands:
    """Part a page's lines in header, body, footer and margin. `height` is the body height in pixels."""
    margin = [*_line_numbers(lines, height), *_upright(lines)]
    aside = {id(line) for line in margin}
    kept = [line for line in lines if id(line) not in aside]
    rows = [[u.lines[0] for u in row] for row in in_rows([Unit((line,), line.bbox) for line in kept])]
    level = level_rules(rules, height)
    head = _head(rows, level, height, page)
    foot = _foot(rows[head:], height, page)
    body = rows[head : len(rows) - foot]
    if not body:
        head, foot, body = 0, 0, rows
    return Bands(
        header=tuple(line for row in rows[:head] for line in row),
        body=tuple(line for row in body for line in row),
        footer=tuple(line for row in rows[len(rows) - foot :] for line in row),
        margin=tuple(margin),
    )


def _head(rows: list[list[Line]], level: Sequence[BBox], height: float, page: BBox) -> int:
    """How many rows at the top are running head: all above a long rule, then as long as rows look like one."""
    area = around([line.bbox for row in rows for line in row])
    limit = area.top + 0.14 * max(area.height, 0.8 * page.height)
    count = 0
    for index, row in enumerate(rows[:5]):
        box = around([line.bbox for line in row])
        ruled = any(
            r.width > 0.5 * area.width and box.bottom - 0.3 * height <= r.top and _next_top(rows, index, r)
            for r in level
        )
        alike = _looks_like_head(row, height) or (index > 0 and _in_corner(row, area, height))
        if box.bottom <= limit and (ruled or (count == index and alike)):
            count = index + 1
    while count and _is_title(rows[count - 1], rows[: count - 1], height):
        count -= 1
    return count


def _is_title(row: Sequence[Line], above: Sequence[Sequence[Line]], height: float) -> bool:
    """Whether a row over a rule is no running head but the title: in words, and in larger type than all above it."""
    text = " ".join(line.text for line in row)
    size = max(line.bbox.height for line in row)
    over = [line.bbox.height for one in above for line in one]
    larger = bool(over) and size > _TITLE * max(height, *over)
    return larger and len(text.split()) >= _WORDS and not _is_head(text) and not says_serial(text)


def _next_top(rows: list[list[Line]], index: int, rule: BBox) -> bool:
    """Whether the rule lies above the row after `index`."""
    if index + 1 >= len(rows):
        return False
    return rule.bottom <= min(line.bbox.top for line in rows[index + 1]) + 4


def _looks_like_head(row: Sequence[Line], height: float) -> bool:
    """Whether a row has a page number, or says volume, issue, ISSN, DOI or link; a logo beside these may be tall."""
    told = [line for line in row if line.bbox.height <= _TALL * height and _is_head(line.text)]
    if not told or any(line.bbox.height > _LOGO * height for line in row):
        return False
    numbered = any(_NUMBER.search(line.text) or _LEADING_NUMBER.search(line.text) for line in told)
    return max(len(line.text) for line in row) < (_LONG if numbered else _SHORT)


def _is_head(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_NUMBER, _LEADING_NUMBER, _RUBRIC, _HEAD))


def _in_corner(row: Sequence[Line], area: BBox, height: float) -> bool:
    """Whether a row under the running head stands in the right corner alone: a logo's second line, a rubric."""
    box = around([line.bbox for line in row])
    return box.left > area.left + 0.6 * area.width and box.height <= _LOGO * height


def _foot(rows: list[list[Line]], height: float, page: BBox) -> int:
    """How many rows at the bottom are footer."""
    count = 0
    for index in range(len(rows) - 1, max(0, len(rows) - 5), -1):
        row = rows[index]
        box, above = around([line.bbox for line in row]), around([line.bbox for line in rows[index - 1]])
        apart = box.top - above.bottom > 1.1 * height
        if box.top < 0.8 * page.height or not _looks_like_foot(row, apart):
            break
        count = len(rows) - index
    return count


def _looks_like_foot(row: Sequence[Line], apart: bool) -> bool:
    if any(_NUMBER.match(line.text) for line in row) and sum(len(line.text) for line in row) < _FOOT:
        return True
    if any(_NOTICE.search(line.text) for line in row) or (len(row) == 1 and _ROMAN.match(row[0].text)):
        return True
    return apart and len(row) < _PIECES and any(_HEAD.search(line.text) for line in row)


def _line_numbers(lines: Sequence[Line], height: float) -> list[Line]:
    """Line numbers in the margin: five or more bare numbers in one narrow column outside all other text."""
    numbers = [line for line in lines if _is_number(line, height)]
    others = [line for line in lines if not _is_number(line, height)]
    if len(numbers) < _NUMBERS or not others:
        return []
    text = around(
        [line.bbox for line in others if line.bbox.width > 5 * height] or [line.bbox for line in others]
    )
    outside = [n for n in numbers if n.bbox.right <= text.left or n.bbox.left >= text.right]
    return outside if len(outside) >= _NUMBERS else []


def _upright(lines: Sequence[Line]) -> list[Line]:
    """Lines that stand upright beside lines that run across: stamps of repositories and publishers."""
    found = [line for line in lines if len(line.text) >= _STAMP and line.bbox.height > 3 * line.bbox.width]
    return found if sum(len(f.text) for f in found) < 0.3 * sum(len(n.text) for n in lines) else []


def _is_number(line: Line, height: float) -> bool:
    return line.text.strip().isdigit() and line.bbox.width < 3 * height
