"""Whether a line goes on with a list of keywords."""

from __future__ import annotations

import re

from pipeline.stages.segment.going import (
    END,
    INDENT,
    NEAR_SIZES,
    OPEN_END,
    Open,
    below,
    other_language,
    runs_on,
)
from pipeline.stages.segment.pieces import Piece

_SPACED = re.compile(
    r"\s*[^\s。，,;；:：]{1,16}(?:(?:[\u2003\u3000]+|(?<=[\u3040-\u9fff])\s+(?=[\u3040-\u9fff]))[^\s。，,;；:：]{1,16})+\s*"
)
"""Words with nothing but wide gaps between them, or Han with gaps."""
_KEYWORD = 40
"""Characters that a keyword on a line of its own has at most."""
_LISTED = re.compile(r"[^\W\d_][)）]?\s?[·•]\s|[^\W\d_]{3}[.．]\s+[^\W\d_]")
"""Keywords that dots part."""
_BULLET = re.compile(r"\s*[·•▪●■◦]\s?[^\W\d_]")
"""The sign before each keyword of a column."""
_DOTS = re.compile(r"[^\W\d_]{3}[.．]\s+(?=[^\W\d_])")
"""A dot between two keywords."""
_HEADED = re.compile(r"\s*(?:[IVX]{1,4}|\d{1,2})\s?[.．]\s+[^\W\d_]")
"""The number of a heading; that and capitals alone are no keyword."""
_AWAY = 12
"""White between two keywords of a line at most, in sizes of the type."""
_NEXT, _TIGHT = 0.8, -0.3
"""White between two lines of a list at most, and at least, in heights of a line: boxes of lines may overlap."""
_FLUSH, _LONG = 0.3, 60
"""How far the edges of two lines of a paragraph may be apart, in heights of a line, and the characters of a long line."""
_SET_IN = 1.2
"""How far the first line of a paragraph is set in, in heights of a line, at least."""


def keywords_go_on(current: Open, piece: Piece) -> bool:
    """Whether a piece holds further keywords of the list being read."""
    last = current.last
    headed = piece.block != last.block and piece.text.isupper() and _HEADED.match(piece.text)
    if headed or other_language(current.tongue, piece, last) or piece.size > 1.3 * last.size:
        return False
    lone = last.label and len(last.text) <= last.label.end
    if lone or _listed(current, piece) or _returns_to_margin(last, piece) or _breaks_over(last, piece):
        return True
    if last.page != piece.page or not (below(last, piece) or _hangs(current, piece)):
        return bool(OPEN_END.search(last.text))
    if OPEN_END.search(last.text) or _next_in_line(last, piece):
        return True
    if not runs_on(last, piece) or (END.search(last.text) and not _dotted(current, piece)):
        return False
    listed = bool(re.search(r"[;；\u061b、，\u060c,]", piece.text)) and not re.search(r"[。.]\s", piece.text)
    return (
        (last.block == piece.block and not piece.indented)
        or (_is_last(last, piece) and (listed or len(piece.text) < _KEYWORD or not END.search(piece.text)))
        or (listed and last.block == piece.block)
    )


def _returns_to_margin(last: Piece, piece: Piece) -> bool:
    """Whether a short line goes on with the labelled one above as its paragraph does: that is set in and this is not."""
    one, two, size = last.line.bbox, piece.line.bbox, last.size
    placed = one.left - two.left > _SET_IN * size and -0.4 * size < two.top - one.bottom < 1.2 * size
    short = len(piece.text) < _KEYWORD and not piece.text[:1].isdigit() and not END.search(last.text)
    return (
        last.label is not None and (last.page, last.block) == (piece.page, piece.block) and placed and short
    )


def _breaks_over(last: Piece, piece: Piece) -> bool:
    """Whether a few words in small letters stand right under the beginning of a long line: its last keyword goes on, whatever block they are in."""
    one, two, size = last.line.bbox, piece.line.bbox, last.size
    under = abs(one.left - two.left) < _FLUSH * size and _TIGHT * size < two.top - one.bottom < _NEXT * size
    few = piece.text[:1].islower() and len(piece.text) < _KEYWORD and piece.label is None
    return under and few and last.page == piece.page and len(last.text) > _LONG and not END.search(last.text)


def _next_in_line(last: Piece, piece: Piece) -> bool:
    """Whether a piece is the next one of the same line, which wide spaces part: not what stands at the edge of the page."""
    here, there = piece.line.bbox, last.line.bbox
    near = 0 < here.left - there.right < _AWAY * last.size
    return last.block == piece.block and near and here.shares_rows(there) > 0.5 * last.size


def _is_last(last: Piece, piece: Piece) -> bool:
    """Whether a line is shorter than its column or than the full line above it."""
    return not piece.full or piece.line.bbox.right < last.line.bbox.right - 2 * piece.size


def _hangs(current: Open, piece: Piece) -> bool:
    """Whether a line stands right under a list of keywords whose first line stands to the right of their label.

    The label may be indented as a paragraph is.
    """
    gap = piece.line.bbox.top - current.last.line.bbox.bottom
    off = piece.line.bbox.left - current.left
    return -INDENT * piece.size < off < piece.size and _TIGHT * piece.size < gap < _NEXT * piece.size


def _dotted(current: Open, piece: Piece) -> bool:
    """Whether dots part the keywords so far and a line right under them at their edge: no sentence has ended then."""
    said = current.last.text[current.last.label.end :] if current.last.label else current.last.text
    text = said.strip()
    more = f"{text} {piece.text}" if len(text) < _KEYWORD and current.last.block == piece.block else text
    return (
        not re.search(r"[;；\u061b,，\u060c、]", text)
        and bool(_DOTS.search(text) or len(_DOTS.findall(more)) > 1)
        and _hangs(current, piece)
        and max(map(len, re.split(r"[.．]\s", piece.text))) < _KEYWORD
    )


def _listed(current: Open, piece: Piece) -> bool:
    """Whether keywords stand one under the other below their label, or go on in a line with the same wide gaps."""
    last, size = current.last, max(current.last.size, 1)
    same = (
        last.page == piece.page
        and last.column == piece.column
        and NEAR_SIZES[0] < piece.size / size < NEAR_SIZES[1]
    )
    if not same or not below(last, piece):
        return False
    if _LISTED.search(last.text) and current.lone and last.block == piece.block:
        return True
    if _BULLET.match(last.text) and _BULLET.match(piece.text):
        return True
    if re.search(r"[;；\u061b。.:：]$", last.text):
        return False
    if _SPACED.fullmatch(piece.text) and _SPACED.fullmatch(last.text[last.label.end if last.label else 0 :]):
        return last.block == piece.block
    short = not last.full and not piece.full and len(piece.text) < _KEYWORD and not piece.text[:1].isdigit()
    return current.lone and short
