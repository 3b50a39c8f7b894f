"""Runs of one font, as a PDF holds them, put together into printed lines; raised and lowered digits kept as such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.languages.direction import gives_shapes, in_reading_order
from pipeline.languages.raised import FIGURES, RAISED, RAISED_SIGNS, SIGNS
from pipeline.languages.scripts import hangs, is_wide
from pipeline.languages.writing import plain_characters, unspread
from pipeline.records.base import BBox, around
from pipeline.records.text import Line

_RAISED = dict(zip(f"{FIGURES}{SIGNS}−–=()n*†‡§", f"{RAISED}{RAISED_SIGNS}⁻⁻⁼⁽⁾ⁿ*†‡§", strict=True))
_LETTERS = dict(zip("abcdefgh", "ᵃᵇᶜᵈᵉᶠᵍʰ", strict=True))
"""Raised after a name, they lead to affiliations."""
_LOWERED = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_SMALL = 0.8
"""A raised or lowered run is at most this high, measured by its neighbours."""

_RISE = 0.15
"""In heights of the neighbour: a run whose foot is higher by more is raised, one whose foot is lower is lowered.
Digits of a smaller font on the same base line stand between."""

_TALL = 2.2
"""In heights of the page's usual run: a lone sign that is higher is a box that its font gives it, not print."""

_WORD_GAP, _PIECE_GAP = 0.18, 1.0
"""In heights of a line: a gap this wide is a space between words; one this wide parts two lines."""

_GUTTER, _WHITE, _HALF, _EDGE, _COLUMN_LINES = 0.4, 0.75, 0.5, 0.15, 8
"""How narrow a gutter may be where a column begins, and one that tells where, what is white of a mark that hangs into it, and how
far lines of a column begin apart, in heights of a line; lines at least."""

_GAPS, _EQUAL, _STRETCHED = 3, 0.1, 3.0
"""The equal gaps of a line that was stretched to the width of its column, how far they differ and how wide they are, in heights of it."""

_PAIR = 2
"""Columns whose lines a run may hold."""

_WIDE, _WIDE_GAP = "\u3000", 0.6
"""The space of a character that parts words of Han, and from which gap on, in heights of a line."""

_CLOSING = "，。；：、）】》,;"
"""No space stands before them."""

_DIGIT = 0.42
"""The width of a digit of the same size, in that of a wide character; raised ones are narrower."""


def printed_lines(runs: Sequence[Line]) -> tuple[Line, ...]:
    """The runs of a page as printed lines in their order of reading; pieces with a wide gap between them stay apart.

    Runs of mere spaces part words of the line that they stand in; wide ones count as gaps.
    """
    rows: list[_RunRow] = []
    usual = median([run.bbox.height for run in runs] or [0])
    runs = [_as_high(run, usual) for run in runs]
    for run in sorted(runs, key=lambda r: (not r.text.strip(), -r.bbox.height, r.bbox.top)):
        home = _home(run, rows)
        if home is not None:
            home.take(run)
        elif run.text.strip():
            rows.append(_RunRow(run))
    parted = [_groups(sorted(row.runs, key=lambda r: r.bbox.left)) for row in rows]
    widths = [around([run.bbox for run in row[0]]) for row in parted if len(row) == 1]
    groups = [group for row in parted for group in _unstretched(row, widths)]
    edges = _column_edges(groups)
    groups = [[part for run in group for part in _at_spaces(run, edges)] for group in groups]
    lines = [_one_line(part, _height(group)) for group in groups for part in _at_edges(group, edges)]
    mirrored = gives_shapes(line.text for line in lines)
    read = [_read(line, mirrored=mirrored) for line in lines]
    return tuple(sorted(read, key=lambda line: (line.bbox.top, line.bbox.left)))


def _as_high(run: Line, usual: float) -> Line:
    """The run, a sign whose box is as high as two lines with one as high as the usual run about its middle."""
    text, box = run.text.strip(), run.bbox
    if len(text) != 1 or text.isalnum() or box.height <= _TALL * usual:
        return run
    top = round(box.middle_y - usual / 2)
    return run.model_copy(update={"bbox": box._replace(top=top, bottom=top + round(usual))})


def _read(shown: Line, *, mirrored: bool) -> Line:
    """A line whose characters stand from left to right in its order of reading, in plain characters."""
    text = in_reading_order(shown.text, mirrored=mirrored)
    return shown.model_copy(update={"text": unspread(plain_characters(text).strip())})


class _RunRow:
    """Runs that stand beside one another, and how far up and down they reach."""

    def __init__(self, first: Line) -> None:
        self.runs, self.top, self.bottom = [first], first.bbox.top, first.bbox.bottom

    def take(self, run: Line) -> None:
        self.runs.append(run)
        self.top, self.bottom = min(self.top, run.bbox.top), max(self.bottom, run.bbox.bottom)


def _home(run: Line, rows: list[_RunRow]) -> _RunRow | None:
    """The row that a run stands in: it shares half of the run's height with its nearest neighbour there."""
    best: tuple[int, _RunRow] | None = None
    least = 0.45 * run.bbox.height
    for row in rows:
        if min(row.bottom, run.bbox.bottom) - max(row.top, run.bbox.top) < least:
            continue
        near = min(row.runs, key=lambda other: _gap(run, other))
        if run.bbox.shares_rows(near.bbox) >= least and (best is None or _gap(run, near) < best[0]):
            best = (_gap(run, near), row)
    return best[1] if best else None


def _gap(one: Line, two: Line) -> int:
    return max(one.bbox.left - two.bbox.right, two.bbox.left - one.bbox.right, 0)


def _height(row: list[Line]) -> float:
    return median([high for run in row for high in [run.bbox.height] * len(run.text)])


def _groups(row: list[Line]) -> list[list[Line]]:
    """The runs of a row in groups with a wide gap between them."""
    height = _height(row)
    groups: list[list[Line]] = []
    for run in row:
        close = bool(groups) and run.bbox.left - groups[-1][-1].bbox.right < _PIECE_GAP * height
        if not run.text.strip() and not (close and run.bbox.width < _PIECE_GAP * height):
            continue
        if close:
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _unstretched(row: list[list[Line]], lines: Sequence[BBox]) -> list[list[Line]]:
    """The groups of a row as one where equal gaps stretch its words to the width of two whole lines."""
    boxes = [around([run.bbox for run in group]) for group in row]
    gaps = [two.left - one.right for one, two in pairwise(boxes)]
    if len(gaps) < _GAPS:
        return row
    height, whole = _height([run for group in row for run in group]), around(boxes)
    equal = max(gaps) - min(gaps) <= _EQUAL * height and max(gaps) <= _STRETCHED * height
    as_wide = [
        line
        for line in lines
        if max(abs(line.left - whole.left), abs(line.right - whole.right)) < _HALF * height
    ]
    return [[run for group in row for run in group]] if equal and len(as_wide) > 1 else row


def _column_edges(groups: list[list[Line]]) -> list[int]:
    """The places at which lines of columns begin behind others: where many do that have a group, or wide white, at their left."""
    behind = [
        group[0].bbox
        for before, group in pairwise(groups)
        if before[0].bbox.left < group[0].bbox.left and before[-1].bbox.shares_rows(group[0].bbox) > 0
    ]
    behind += [
        run.bbox
        for group in groups
        for left, run in pairwise(group)
        if run.text.strip() and run.bbox.left - left.bbox.right > _WHITE * run.bbox.height
    ]
    return [
        box.left
        for box in behind
        if sum(abs(box.left - other.left) <= _EDGE * box.height for other in behind) >= _COLUMN_LINES
    ]


def _at_spaces(run: Line, edges: list[int]) -> list[Line]:
    """A run that holds the end of one column's line, spaces, and the beginning of another's, as two runs."""
    left, top, right, bottom = run.bbox
    height, pieces = bottom - top, re.split(r"\s{3,}", run.text.strip())
    edge = next((edge for edge in edges if left + height < edge < right - height), None)
    if edge is None or len(pieces) != _PAIR:
        return [run]
    boxes = (BBox(left, top, edge - round(_WHITE * height), bottom), BBox(edge, top, right, bottom))
    return [run.model_copy(update={"text": t, "bbox": b}) for t, b in zip(pieces, boxes, strict=True)]


def _at_edges(group: list[Line], edges: list[int]) -> list[list[Line]]:
    """A group parted where a column begins, though its gutter is narrower here than a wide gap."""
    height, parts = _height(group), [[group[0]]]
    for left, run in pairwise(group):
        gutter = run.bbox.left - left.bbox.right + (_HALF * height if hangs(left.text.strip()) else 0)
        if (
            gutter > _GUTTER * height
            and run.text.strip()
            and any(abs(run.bbox.left - edge) <= _EDGE * height for edge in edges)
        ):
            parts.append([run])
        else:
            parts[-1].append(run)
    return parts


def _one_line(group: list[Line], height: float) -> Line:
    text = ""
    for index, run in enumerate(group):
        piece = _written(run, group, height)
        text += (_space(group[index - 1], run, text, piece) if index else "") + piece
    first = group[0]
    return Line(
        text=text,
        bbox=around([run.bbox for run in group]),
        confidence=min(run.confidence for run in group),
        engine=first.engine,
    )


def _space(left: Line, right: Line, text: str, piece: str) -> str:
    """What stands between two runs: nothing between Han but where they are a character's width apart."""
    gap = right.bbox.left - left.bbox.right
    if not text or text[-1].isspace() or piece[0].isspace() or piece[0] in _CLOSING:
        return ""
    height = min(left.bbox.height, right.bbox.height)
    if is_wide(text[-1]) and is_wide(piece[0]):
        return _WIDE if gap > _WIDE_GAP * height and text[-1] not in _CLOSING else ""
    return " " if gap > _WORD_GAP * height else ""


def _written(run: Line, group: list[Line], height: float) -> str:
    """A run's text, with small digits above or below the line as the characters that stand for them."""
    text = run.text
    if run.bbox.height > _SMALL * height or not text.strip():
        return text
    base = [r for r in group if r.bbox.height > _SMALL * height and r.text.strip()]
    if not base:
        return text
    near = min(base, key=lambda other: _gap(run, other))
    rise = (near.bbox.bottom - run.bbox.bottom) / near.bbox.height
    if _RISE >= rise >= 0 or _as_large(run, near):
        return text
    table = _RAISED if rise > 0 else _LOWERED
    if rise > 0 and _refers(run, near):
        table = _RAISED | _LETTERS
    if not all(c in table or c in " ,，;" for c in text.strip()):
        return text
    return "".join(table.get(c, c) for c in text)


def _as_large(run: Line, near: Line) -> bool:
    """Whether digits are as large as the wide characters beside them, by their widths: fonts differ in what they state."""
    wide = all(is_wide(char) for char in near.text.strip())
    size = near.bbox.width / max(1, len(near.text.strip()))
    return wide and run.bbox.width / max(1, len(run.text.strip())) > _DIGIT * size


def _refers(run: Line, near: Line) -> bool:
    """Whether raised letters can lead from a name to a place: after small letters or Han, or before a capital.

    Ordinals (`XXe`, `2e`) follow capitals and figures.
    """
    text = near.text.strip()
    if run.bbox.left < near.bbox.left:
        return text[:1].isupper()
    last = re.sub(r"[,.*†‡§]+$", "", text)[-1:]
    return last.isalpha() and not last.isupper()
