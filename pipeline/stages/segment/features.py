"""What a line shows of its part in the front matter: one table of features, computed once for each line of a run.

Features are names that hold or do not. None is a word: a model fitted on them knows how front matter looks, not what
one journal prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.languages.asides import without_rights
from pipeline.languages.given import given_share
from pipeline.languages.labels import labels_within
from pipeline.languages.serials import says_serial
from pipeline.languages.told import open_end
from pipeline.records.base import around
from pipeline.stages.segment.front_words import is_article_type
from pipeline.stages.segment.heads import head_likeness, is_notice
from pipeline.stages.segment.named import shown_names
from pipeline.stages.segment.names import author_likeness, place_likeness
from pipeline.stages.segment.pieces import Piece
from pipeline.stages.segment.surroundings import Surroundings, classed, shown_around
from pipeline.stages.segment.tongue import LATIN

_LONG_LINE = 60
"""Characters of a line of running text."""
_CAPITALS, _OFF_MIDDLE, _LIKELY, _SIGNS = 0.8, 0.03, 0.4, 3
"""Classes that the weights were fitted on: the share of capitals in such a line, how far off the middle a line may stand, how
much it looks like something, and the letters of what has a size of type."""

Features = list[str]

_SIZES = (0.7, 0.85, 0.95, 1.06, 1.2, 1.5)
"""Bounds of classes of type sizes, as shares of another size."""
_CHANCES = (0.05, 0.2, 0.4, 0.6, 0.8)
_LENGTHS = (3, 8, 15, 30, 60, 100)
_GAPS = (0.2, 0.6, 1.0, 1.8, 3.0)
"""Bounds of gaps between lines, in heights of the line."""
_ALIKE, _PARTED = 0.94, 0.9
"""How much alike type sizes of one style are, and the gap that parts paragraphs, in heights of the line."""
_GIVEN = 0.2
"""How many words of a line are given names, at least, for it to look like people."""
_FEW = (1, 2, 3, 5, 9)
_HEADING = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2}){0,2}\s?[.．、)]?|[IVX]{1,4}\.|§\s?\d+\.?)\s*(?=[^\W\d_a-zа-я])"
)
"""The number that a heading of the article begins with."""
_HEADED = 60
"""Characters that a numbered heading has, at most."""
_PARAGRAPHS = (60, 200, 500, 1200)
_WIDTHS = (0.3, 0.6, 0.8, 0.9, 0.97)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MARKED = re.compile(r"\s*(?:[(（\[]?\s?(?:\d{1,2}|[a-h])\s?[)）\].．、]?\s?(?=[^\W\d_])|[¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ*†‡§])")
_MARKS_WITHIN = re.compile(
    r"[^\W\d_][\s,，\u060c]*[¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ*†‡§]|[^\W\d_][12345](?=[\s,，\u060c;；\u061b]|$)"
)
_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.\s?(?:[^\W\d_]\.)?")
_SENTENCE = re.compile(
    r"[。；]|[.;!?]\s+[A-ZА-ЯÀ-Þ]|[a-zа-яß가-힣]{2}[.!?]$|, (?:and|which|with|so|que|qui|die|der|который) "
)
_ADDRESS = re.compile(r"@|e-?mail|https?:|www\.|\borcid\b|(?:\d{4}-){3}\d{3}[\dX]|\bspin\b", re.IGNORECASE)
_SPLIT = re.compile(r"[,，\u060c;；\u061b、·•]|\s(?:and|und|et|y|e|и|та|i)\s")


@dataclass(frozen=True)
class _Likeness:
    """How much a line looks like people, a place, a running head, running text; each 0..1."""

    people: float
    place: float
    head: float
    telling: float

    @property
    def kind(self) -> str:
        """What the line looks like most, if like anything."""
        name, value = max(vars(self).items(), key=lambda item: item[1])
        return name if value > _LIKELY else "none"


def features(run: Sequence[Piece], around_it: Surroundings) -> list[Features]:
    """The features of each line of a run, in order."""
    people = people_by_row(run)
    likes = [
        _Likeness(chance, place_likeness(p.text), head_likeness(_bare(p.text, chance)), telling(p))
        for p, chance in zip(run, people, strict=True)
    ]
    largest = max((p.size for p in run if len(p.text) > _SIGNS), default=1)
    headings = [bool(_HEADING.match(p.text)) and len(p.text) < _HEADED for p in run]
    box = around([p.line.bbox for p in run])
    return [
        [
            "any",
            *_of_text(piece.text),
            *_of_likeness(likes[n]),
            *shown_names(piece.text, around_it.mails),
            *_of_type(piece, largest, around_it),
            *_of_place(n, run, box.left, box.right),
            *_of_neighbours(n, run, likes),
            *shown_around(n, run, around_it),
            *_of_block(n, run, box.width),
            *_of_headings(n, headings),
        ]
        for n, piece in enumerate(run)
    ]


def _bare(text: str, people: float) -> str:
    """A line without the sign of its rights where that signs names: other claims of rights are heads."""
    return without_rights(text) if people > _LIKELY else text


def people_by_row(run: Sequence[Piece]) -> list[float]:
    """How much each line looks like people, by itself or with those that stand beside it: names set far apart."""
    rows: list[list[Piece]] = []
    for piece in run:
        box = piece.line.bbox
        beside = rows and rows[-1][-1].page == piece.page and rows[-1][-1].line.bbox.right <= box.left
        if beside and rows[-1][-1].line.bbox.shares_rows(box) > 0.5 * box.height:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    found: list[float] = []
    for row in rows:
        together = author_likeness(", ".join(piece.text for piece in row)) if len(row) > 1 else 0.0
        found.extend(max(together, author_likeness(piece.text)) for piece in row)
    return found


def telling(piece: Piece) -> float:
    """How much a line reads like running text, 0..1: sentences, and letters from edge to edge."""
    return (
        0.35 * piece.full + 0.45 * bool(_SENTENCE.search(piece.text)) + 0.2 * (len(piece.text) > _LONG_LINE)
    )


@lru_cache(maxsize=4096)
def _of_text(text: str) -> tuple[str, ...]:
    """What a line shows by itself: asked again with each page that is read after its own."""
    return tuple(_shown_by(text))


def _shown_by(text: str) -> Iterator[str]:
    stripped = text.strip()
    letters = [c for c in stripped if c.isalpha()]
    yield classed("length", len(stripped), _LENGTHS)
    told = {
        "year": _YEAR.search(stripped),
        "digits": re.search(r"\d{3}", stripped),
        "digit": re.search(r"\d", stripped),
        "address": _ADDRESS.search(stripped),
        "marked": _MARKED.match(stripped),
        "marks": _MARKS_WITHIN.search(stripped),
        "initials": _INITIAL.search(stripped),
        "two initials": len(_INITIAL.findall(stripped)) > 1,
        "colon": re.search(r"[:：]", stripped),
        "ends stop": re.search(r"[.。．]$", stripped),
        "ends comma": re.search(r"[,，\u060c;；\u061b、]$", stripped),
        "ends open": open_end().search(stripped) or re.search(r"[-‐–—:：(（]$", stripped),
        "begins small": stripped[:1].islower(),
        "begins bracket": stripped[:1] in "(（[［【〔",
        "list": len(_SPLIT.findall(stripped)) > 1,
        "label": any(label.start for label in labels_within(stripped)),
        "type": is_article_type(stripped),
        "notice": is_notice(stripped),
        "serial": says_serial(stripped),
        "few letters": len(letters) < 0.5 * len(stripped.replace(" ", "")),
    }
    yield from (name for name, holds in told.items() if holds)
    if letters and any(c.islower() or c.isupper() for c in letters):
        capitals = sum(c.isupper() for c in letters) / len(letters)
        yield "capitals" if capitals > _CAPITALS else "cased"
        words = re.findall(r"[^\W\d_]{2,}", stripped)
        if words and sum(w[0].isupper() for w in words) >= 0.7 * len(words):
            yield "title case"


def _of_likeness(likes: _Likeness) -> Iterator[str]:
    for name, value in vars(likes).items():
        yield classed(name, value, _CHANCES)
    yield f"kind:{likes.kind}"


def _of_type(piece: Piece, largest: int, around_it: Surroundings) -> Iterator[str]:
    yield classed("of largest", piece.size / max(largest, 1), _SIZES)
    yield classed("of text", piece.size / max(around_it.text_size, 1), _SIZES)
    yield "latin" if piece.tongue == LATIN else "letters" if piece.tongue else "no letters"
    if piece.full:
        yield "full"


def _of_place(n: int, run: Sequence[Piece], left: int, right: int) -> Iterator[str]:
    piece, box = run[n], run[n].line.bbox
    yield classed("from start", n, _FEW)
    yield classed("from end", len(run) - 1 - n, _FEW)
    off = abs(box.middle_x - (left + right) / 2) / max(right - left, 1)
    if off < _OFF_MIDDLE and box.width < 0.9 * (right - left):
        yield "centred"
    if piece.indented:
        yield "indented"


def _of_neighbours(n: int, run: Sequence[Piece], likes: Sequence[_Likeness]) -> Iterator[str]:
    piece = run[n]
    for step in (-2, -1, 1, 2):
        if not 0 <= n + step < len(run):
            yield f"edge {step}"
            continue
        other = run[n + step]
        yield f"kind {step}:{likes[n + step].kind}"
        yield from (f"{name} {step}" for name in _told_beside(other.text))
        if abs(step) == 1:
            yield classed(f"size {step}", piece.size / max(other.size, 1), _SIZES)
            first, second = (other, piece) if step < 0 else (piece, other)
            gap = second.line.bbox.top - first.line.bbox.bottom
            yield classed(f"gap {step}", gap / max(piece.line.bbox.height, 1), _GAPS)
            if other.block == piece.block:
                yield f"block {step}"
            if step < 0:
                yield from _of_link(piece, other)
            if other.tongue != piece.tongue:
                yield f"tongue {step}"
    if n and open_end().search(run[n - 1].text.strip()):
        yield "goes on"
    if n and run[n - 1].full:
        yield "full -1"


@lru_cache(maxsize=4096)
def _told_beside(text: str) -> tuple[str, ...]:
    """What a line shows that tells of those around it."""
    told = {
        "address": _ADDRESS.search(text),
        "marked": _MARKED.match(text),
        "given": given_share(text) > _GIVEN,
    }
    return tuple(name for name, holds in told.items() if holds)


def _of_link(piece: Piece, above: Piece) -> Iterator[str]:
    """What a line shares with the one above."""
    box, other = piece.line.bbox, above.line.bbox
    gap = (box.top - other.bottom) / max(piece.line.bbox.height, 1)
    if box.shares_rows(other) > 0.5 * box.height:
        yield "beside -1"
    elif _ALIKE < piece.size / max(above.size, 1) < 1 / _ALIKE and gap < _PARTED:
        yield "style -1"
    if gap > _PARTED:
        yield "parted -1"


def _of_block(n: int, run: Sequence[Piece], width: int) -> Iterator[str]:
    """How long the paragraph of a line is, and how wide."""
    first = last = n
    while first and run[first - 1].block == run[n].block:
        first -= 1
    while last + 1 < len(run) and run[last + 1].block == run[n].block:
        last += 1
    yield classed("block lines", last - first + 1, _FEW)
    yield classed("block letters", sum(len(p.text) for p in run[first : last + 1]), _PARAGRAPHS)
    yield classed(
        "width", around([p.line.bbox for p in run[first : last + 1]]).width / max(width, 1), _WIDTHS
    )
    if n == first:
        yield "begins block"


def _of_headings(n: int, headings: Sequence[bool]) -> Iterator[str]:
    """Whether a line is a numbered heading of the article, stands next to one, or between the first and the end."""
    if headings[n]:
        yield "heading"
    if n + 1 < len(headings) and headings[n + 1]:
        yield "heading 1"
    if any(headings[:n]):
        yield "headings above"
    if any(headings[n + 1 :]):
        yield "headings below"
