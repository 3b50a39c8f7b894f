"""Pieces: the lines of a page, cut where a label begins inside a line, with all that decides their role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import count

from pipeline.languages.labels import Label, labels_within, leading_label
from pipeline.languages.names import of_institution
from pipeline.languages.scripts import Script, is_wide, script_of
from pipeline.records.base import Same
from pipeline.records.catalogue import Shape, named
from pipeline.records.segment import Role
from pipeline.records.text import Block, BlockKind, Line, PageText
from pipeline.stages.segment.placed import where_places_begin
from pipeline.stages.segment.tongue import Tongue

_EMS = 2
"""Characters from which the width of a line tells its size of type."""

ROLES = {
    "abstract": Role.ABSTRACT,
    "keywords": Role.KEYWORDS,
    **dict.fromkeys(named(Shape.ONE, Shape.MANY), Role.IDENTIFIERS),
    **dict.fromkeys(named(Shape.DATE), Role.DATES),
    "funding": Role.FUNDING,
    "correspondence": Role.CORRESPONDENCE,
    "email": Role.CORRESPONDENCE,
    "citation": Role.CITATION,
    "author_unit": Role.AFFILIATIONS,
    "biography": Role.OTHER,
    "notice": Role.OTHER,
    "references": Role.BODY,
    "body": Role.BODY,
}
"""The role that begins with each label."""


_WIDE = 1 << 20
_ADDRESSED = re.compile(r"[^:：。]{2,14}[:：].{2,40}E-?\s?mail\s*[:：]", re.IGNORECASE)
"""A line that names somebody and gives an address, whatever became of the label before it."""


_IDENTIFIER = re.compile(
    r"\s*(?:(?:https?\s?:\s?//\s?)?(?:dx\.)?doi\.org/10\.\d|10\.\d{4,9}/\S+\s*$|\d{4}-\d{3}[\dXx]\s?/\s?(?:©|\$|[-–] )"
    r"|(?:JEL|MSC|PACS)(?:\s?\d{4})?(?:\s(?:[Cc]lassification|[Cc]odes?|[Nn]umbers?|[Nn]os?))?\s?[:.]\s*[A-Z]?\s?\d)"
)
"""A line that begins with a DOI, with an ISSN and a copyright sign, or with classes of a scheme."""
_REFERENCE = re.compile(r"\s*(?:\[\s*\d{1,3}\s*\]|\d{1,3}\.\s+[A-Z][\w’'-]+,? [A-Z]{1,3}[,.])")
"""An item of a list of references: what labels stand inside it speak of another work."""


_CITED = re.compile(
    r"\s*[(（]\s*[^\W\d_][^()（）;；]{3,80}?(?:19|20)\d\d\s?[;；:：,，]\s?\d{1,4}\s?(?:[(（]\w{1,6}[)）])?\s?[:：]?\s?[\w\s–—~-]{1,16}\s*[)）]\s*[.。]?\s*"
)
"""A line in brackets that is nothing but the journal, year, volume and pages of the article itself."""
_TITLED = re.compile(
    r"\s*(?:[\u3400-\u9fff]{2,4}\s?[,，、]\s?){1,30}[\u3400-\u9fff]{2,4}\s?[.．]\s?(?=.{0,12}[\u3400-\u9fff]{3})(?P<title>\S.{7,})"
)
"""How the article is cited without a word that says so: its names, a full stop and its title."""
_HEAD = (1, 5)
"""The page and the block before which an article is cited so; below may be other works."""
_NUMBERED = re.compile(
    r"\s*(?:(?:\d{1,2}|[IVXⅠⅡⅢⅣ]{1,3})\s?[.．、)]?(?:\s+(?=\S)|(?<=[.．、)])(?=[\u3040-\u9fff\uac00-\ud7af]))"
    r"|第?[一二三四壹貳贰]\s?[章、.．]\s*)"
)
"""The number of a heading; no space follows its stop in writing without spaces: `1.緒言`, `一、前言`, `第一章 緒論`."""


@dataclass(frozen=True)
class Piece:
    """A line or a part of one; `room` is what it leaves free at the right edge of its column, in pixels."""

    line: Line
    page: int
    block: int
    kind: BlockKind
    column: int
    tongue: str | None
    label: Label | None
    room: int
    indented: bool
    size: int
    garbled: bool = False

    @property
    def full(self) -> bool:
        """Whether it runs to the right edge of its column."""
        return self.room <= 2 * self.size

    @property
    def text(self) -> str:
        """The text of the line or part."""
        return self.line.text

    @property
    def role(self) -> Role | None:
        """The role that its label says, or the address after a name."""
        if self.label is None and _ADDRESSED.match(self.text):
            return Role.CORRESPONDENCE
        if self.label is None and _IDENTIFIER.match(self.text):
            return Role.IDENTIFIERS
        if self.label is None and _CITED.fullmatch(self.text):
            return Role.CITATION
        if self.label is None and (self.page, self.block) < _HEAD and _is_cited(self.text):
            return Role.CITATION
        return ROLES.get(self.label.field) if self.label else None


def _is_cited(text: str) -> bool:
    """Whether a line begins with names, a full stop and a title, which is no place that stands behind names."""
    found = _TITLED.match(text)
    return (
        found is not None and not of_institution(found["title"]) and not re.search(r"\d{6}", found["title"])
    )


def pieces(page: PageText, tongue: Tongue) -> list[Piece]:
    """The pieces of a page in reading order."""
    return list(_pieces(Same(page), tongue))


@lru_cache(maxsize=8)
def _pieces(key: Same[PageText], tongue: Tongue) -> tuple[Piece, ...]:
    """The same page is asked for again with each page that is read after it."""
    page = key.it
    found: list[Piece] = []
    numbers = count()
    for number, block in enumerate(page.blocks):
        cited = False
        left, right = _edges(page, block)
        for given, place in zip(block.lines, numbers, strict=False):
            if not given.text.strip():
                continue
            line = given.model_copy(update={"number": place})
            size, cited = type_size(line), cited or bool(_REFERENCE.match(line.text))
            whole = Piece(
                line=line,
                page=page.number,
                block=number,
                kind=block.kind,
                column=block.column,
                tongue=tongue.of(line.text),
                label=leading_label(line.text) or _numbered_heading(line.text),
                room=right - line.bbox.right,
                indented=line.bbox.left > left + 0.8 * size,
                size=size,
            )
            found.extend([whole] if cited and whole.label is None else _cut(whole, tongue, found[-1:]))
    return tuple(found)


def is_reference(text: str) -> bool:
    """Whether a line begins an item of a list of references."""
    return _REFERENCE.match(text) is not None


def _numbered_heading(text: str) -> Label | None:
    """The label of a line that is nothing but a numbered heading of the article: `1. Introduction`."""
    number = _NUMBERED.match(text)
    label = leading_label(text[number.end() :]) if number else None
    if number is None or label is None or label.field != "body" or number.end() + label.end < len(text):
        return None
    return replace(label, start=number.end() + label.start, end=number.end() + label.end)


def type_size(line: Line) -> int:
    """The size of type in pixels: the height of the box, or what the width of its characters says.

    The box of a long line on a slanted page is much higher than its type.
    """
    wide = ems(line.text)
    if wide < _EMS:
        return max(line.bbox.height, 1)
    return max(1, min(line.bbox.height, round(1.3 * line.bbox.width / wide)))


def ems(text: str) -> float:
    """The usual width of a text in ems."""
    return sum(map(_em, text))


@cache
def _em(character: str) -> float:
    """The usual width of a character in ems."""
    if is_wide(character) or script_of(character) is Script.HANGUL:
        return 1.0
    if character.isspace() or character in "iljtfrI.,:;'’|()[]!-":
        return 0.3
    return 0.68 if character.isupper() or character in "mwMW" else 0.5


def _edges(page: PageText, block: Block) -> tuple[int, int]:
    """Left and right edge of the column that a block stands in: of the blocks of its kind above and below it."""
    boxes = [
        other.bbox
        for other in page.blocks
        if other is block
        or (
            (other.column, other.kind) == (block.column, block.kind)
            and other.bbox.shares_columns(block.bbox) > 0
        )
    ]
    return min(b.left for b in boxes), max(b.right for b in boxes)


def _cut(piece: Piece, tongue: Tongue, above: Sequence[Piece] = ()) -> Iterator[Piece]:
    """The piece, cut before each label of another role inside it; below the label of keywords nobody is named."""
    cuts, role = [0], piece.role
    free = piece.label is None and piece.role is None and not any(one.role is Role.KEYWORDS for one in above)
    places = where_places_begin(piece.text) if free else 0
    if places:
        cuts, role = [0, places], None
    for label in labels_within(piece.text):
        inner = ROLES.get(label.field)
        if inner is role or label.field == "email" or not _may_cut(role, label, piece.text):
            continue
        cuts.append(label.start)
        role = inner
    if len(cuts) == 1:
        yield piece
        return
    for start, end in zip(cuts, [*cuts[1:], len(piece.text)], strict=True):
        part = piece.line.cut(start, end)
        last = end == len(piece.text)
        yield replace(
            piece,
            line=part,
            tongue=tongue.of(part.text) or piece.tongue,
            label=leading_label(part.text),
            room=piece.room if last else _WIDE,
            indented=piece.indented and start == 0,
        )


def _may_cut(role: Role | None, label: Label, text: str) -> bool:
    if label.field in {"notice", "biography", "body", "references", "citation", "author_unit"}:
        return bool(re.search(r"(?:^|[\s。；;.])$", text[: label.start])) and role not in {
            Role.ABSTRACT,
            None,
        }
    if label.field in {"abstract", "issn", "funding", "correspondence"} and role is None:
        return label.field != "funding"
    return role is not Role.CITATION


def all_pieces(pages: Sequence[PageText]) -> list[Piece]:
    """The pieces of all pages."""
    tongue = Tongue(line.text for page in pages for line in page.lines)
    return [piece for page in pages for piece in pieces(page, tongue)]
