"""Walks the pieces in reading order: a label opens a role, the lines after it belong to it until something ends it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.records.segment import Role
from pipeline.records.text import BlockKind
from pipeline.stages.segment.going import (
    END,
    Open,
    alike,
    breaks_off,
    cited_out,
    ends_sentence,
    is_heading,
    next_line,
    next_paragraph,
    note_goes_on,
    other_language,
    same_language,
)
from pipeline.stages.segment.heads import head_likeness
from pipeline.stages.segment.listing import keywords_go_on
from pipeline.stages.segment.pieces import Piece

_HEAD = 0.9
"""From where a line is a head, whatever it follows."""
_SAYS = 3
"""Characters of text behind a label that show its language."""

_EDGES = {BlockKind.HEADER, BlockKind.FOOTER}
_ASIDE = {
    Role.FUNDING,
    Role.CITATION,
    Role.DATES,
    Role.CORRESPONDENCE,
    Role.OTHER,
    Role.IDENTIFIERS,
    Role.AFFILIATIONS,
}
"""Roles of footnotes that may stand between the two halves of an abstract."""
_MOST = 1500
"""Letters of the later paragraphs of an abstract at most."""
_NOTE = re.compile(r"\s*(?:[¹²³⁴-⁹*†‡§]|\d\s)\s?[^\W\d_]")
"""How a note at the foot of a page begins."""
_NOTE_APART = 1.4
"""How far its first line stands below the text, in heights of a line from top to top, at least."""
_RUN_IN = 20
"""Characters that follow a heading of an abstract on its line, at least; a heading of the article stands alone."""
_LED = re.compile(
    r"\s*(?:[\u3400-\u9fff]{2,4}(?:[,，、\s]\s?[\u3400-\u9fff]{2,4}){0,2}[,，\s]?\s?等|[^\W\d_][^\d,;:]{1,40},? et al\.?)\s*"
)
"""Whose article it is, alone above a later page: `张三 等`, `Roe et al.`"""
_RIGHTS = re.compile(r"\s*(?:©|[(（][cC][)）]\s|copyright\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Marked:
    """A piece with its role (None: not yet known), the number of the run that it belongs to, and how sure the role is, 0..1."""

    piece: Piece
    role: Role | None
    run: int
    sure: float = 1.0


class Walk:
    """One pass over the pieces of a document."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._open: Open | None = None
        self._waiting: Open | None = None
        self._notes: tuple[int, int] | None = None
        self._abstract: Open | None = None
        self._runs = 0

    def marked(self) -> list[Marked]:
        """Every piece with its role as far as labels and the edges of the page tell it."""
        return [self._mark(n, piece) for n, piece in enumerate(self._pieces)]

    def _mark(self, n: int, piece: Piece) -> Marked:
        if piece.garbled:
            return Marked(piece, Role.OTHER, -1)
        if _at_the_edge(piece) and not self._in_note(piece):
            return Marked(piece, Role.RUNNING_HEAD, -2)
        if self._open is not None and _breaks_off(self._open, piece):
            self._waiting = self._open if self._broken_off(n, self._open) else None
            self._open = None
            self._notes = (piece.page, piece.column)
        if self._open is not None and self._belongs(n, self._open, piece):
            return self._add(self._open, piece)
        return self._begin(n, piece, piece.role) if piece.role is not None else self._unlabelled(piece)

    def _unlabelled(self, piece: Piece) -> Marked:
        """A piece that goes on with nothing that stands right above it: what was broken off, a note, or not yet known."""
        if self._waiting is not None and self._resumes(self._waiting, piece):
            self._open, self._waiting = self._waiting, None
            return self._add(self._open, piece)
        if (
            self._abstract is not None
            and self._open is not self._abstract
            and next_line(self._abstract, piece)
        ):
            self._open = self._abstract
            return self._add(self._open, piece)
        self._open = None
        return Marked(piece, Role.BODY if (piece.page, piece.column) == self._notes else None, 0)

    def _belongs(self, n: int, current: Open, piece: Piece) -> bool:
        """Whether a piece goes on with what is being read, in spite of a label that it may have."""
        if self._opens_abstract(n, piece) or (
            current.role is Role.ABSTRACT and ends_sentence(current.last, piece)
        ):
            return True
        labelled = piece.role is not None and not (
            current.role is Role.CITATION and piece.role is Role.IDENTIFIERS
        )
        return not labelled and self._goes_on(n, current, piece)

    def _opens_abstract(self, n: int, piece: Piece) -> bool:
        """Whether `Introduction` is a heading of the abstract that is being read and not of the article."""
        current = self._open
        if (
            current is None
            or current.role is not Role.ABSTRACT
            or piece.label is None
            or piece.label.field != "body"
        ):
            return False
        alone = current.last.label is not None and len(current.last.text) <= current.last.label.end
        run_in = current.last.block == piece.block and len(piece.text) > piece.label.end + _RUN_IN
        return is_heading(piece) and (alone or run_in or self._keywords_ahead(n + 1, current))

    def _in_note(self, piece: Piece) -> bool:
        """Whether a line at the foot of a page is the next one of a labelled note."""
        note = self._open
        return (
            piece.role is None and note is not None and note.role in _ASIDE and note.last.block == piece.block
        )

    def _add(self, current: Open, piece: Piece) -> Marked:
        if piece.page == current.last.page and piece.line.bbox.top > current.last.line.bbox.top:
            current.pitch = piece.line.bbox.top - current.last.line.bbox.top
            alone = current.lone and current.last.label is not None
            current.left = piece.line.bbox.left if alone else min(current.left, piece.line.bbox.left)
        current.last = piece
        current.tongue = current.tongue or piece.tongue
        return Marked(piece, current.role, current.run)

    def _begin(self, n: int, piece: Piece, role: Role) -> Marked:
        before = self._open
        if before and role in _ASIDE and self._broken_off(n, before):
            self._waiting = before
        elif role in {Role.ABSTRACT, Role.KEYWORDS}:
            self._waiting = None
        if role is Role.BODY:
            self._open = None
            return Marked(piece, Role.BODY, 0)
        self._runs += 1
        rest = piece.text[piece.label.end :] if piece.label else piece.text
        tongue = piece.tongue if len(rest.strip()) > _SAYS else None
        self._open = Open(role, self._runs, piece, tongue, lone=not rest.strip(), left=piece.line.bbox.left)
        self._abstract = self._open if role is Role.ABSTRACT else self._abstract
        return Marked(piece, role, self._runs)

    def _goes_on(self, n: int, current: Open, piece: Piece) -> bool:
        if current.role is Role.ABSTRACT:
            return self._abstract_goes_on(n, current, piece)
        if current.role is Role.KEYWORDS:
            return keywords_go_on(current, piece)
        return not cited_out(current, piece) and note_goes_on(current, piece)

    def _abstract_goes_on(self, n: int, current: Open, piece: Piece) -> bool:
        last = current.last
        if _RIGHTS.match(piece.text) or other_language(current.tongue, piece, last):
            return False
        moved = (last.page, last.block) != (piece.page, piece.block)
        if not moved or breaks_off(last, piece):
            return True
        larger = piece.size > 1.3 * last.size and last.size > 1
        if larger and not is_heading(piece) and not alike(last, piece):
            return False
        if head_likeness(piece.text) > _HEAD and END.search(last.text) and not is_heading(piece):
            return False
        ended = bool(END.search(last.text)) and not (last.full and last.column != piece.column)
        if not ended or is_heading(piece) or last.label is not None or self._keywords_ahead(n, current):
            return True
        return next_paragraph(current, piece) and self._ends_soon(n)

    def _ends_soon(self, n: int) -> bool:
        """Whether a heading or another label follows on the page after no more text than an abstract has."""
        letters = 0
        for piece in self._pieces[n:]:
            if piece.page != self._pieces[n].page or letters > _MOST:
                return False
            if piece.label is not None:
                return True
            letters += len(piece.text)
        return False

    def _keywords_ahead(self, n: int, current: Open) -> bool:
        """Whether the keywords of the abstract's language are still to come, before any other abstract or title."""
        for piece in self._pieces[n:]:
            if piece.role is Role.ABSTRACT or (piece.label and piece.label.field in {"body", "references"}):
                return False
            if piece.role is Role.KEYWORDS:
                return current.tongue is None or same_language(piece, current.tongue)
        return False

    def _broken_off(self, n: int, current: Open) -> bool:
        """Whether notes at the foot of a page break off an abstract or a list of keywords."""
        if current.role is Role.ABSTRACT:
            return self._keywords_ahead(n, current)
        return current.role is Role.KEYWORDS and current.last.full and not END.search(current.last.text)

    def _resumes(self, waiting: Open, piece: Piece) -> bool:
        here, there = (piece.page, piece.column), (waiting.last.page, waiting.last.column)
        if waiting.role is Role.KEYWORDS and (
            piece.page == waiting.last.page or piece.full or piece.indented
        ):
            return False
        head = piece.text[:1].isupper() and not piece.full and not END.search(waiting.last.text)
        return here != there and not head and not other_language(waiting.tongue, piece, waiting.last)


def _breaks_off(current: Open, piece: Piece) -> bool:
    """Whether a note at the foot of the page breaks off an abstract: a raised mark, further down, and no sentence ended."""
    last = current.last
    apart = piece.line.bbox.top - last.line.bbox.top > _NOTE_APART * last.size
    marked = piece.page == last.page and piece.role is None and _NOTE.match(piece.text) is not None
    return current.role is Role.ABSTRACT and marked and apart and not END.search(last.text)


def _at_the_edge(piece: Piece) -> bool:
    if piece.page > 1 and piece.block == 0 and _LED.fullmatch(piece.text):
        return True
    if piece.kind not in _EDGES:
        return False
    return piece.role in {None, Role.IDENTIFIERS} or head_likeness(piece.text) > _HEAD
