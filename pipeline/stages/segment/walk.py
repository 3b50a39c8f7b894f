"""Walks the pieces in reading order: a label opens a role, the lines after it belong to it until something ends it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.languages.families import family, members, same_family
from pipeline.languages.labels import headings_in
from pipeline.languages.scripts import script_counts
from pipeline.records.segment import Role
from pipeline.records.text import BlockKind
from pipeline.stages.segment.heads import head_likeness
from pipeline.stages.segment.names import place_likeness
from pipeline.stages.segment.pieces import Piece
from pipeline.stages.segment.tongue import LATIN

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
_END = re.compile(r"[.。．!?！？:：]\s*[\]）)］”\"]*\s*$")
_DATE_END = re.compile(r"\s*(?:[^\W\d_]{3,10}\.?,?\s+(?:de\s+)?)?(?:19|20)\d\d\b.{0,4}$")
"""What a line begins and ends with that a date runs over to: `2021`, `November 2021`."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPACED = re.compile(
    r"\s*[^\s。，,;；:：]{1,16}(?:(?:[\u2003\u3000]+|(?<=[\u3040-\u9fff])\s+(?=[\u3040-\u9fff]))[^\s。，,;；:：]{1,16})+\s*"
)
"""Words with nothing but wide gaps between them, or Han with gaps."""
_KEYWORD = 40
"""Characters that a keyword on a line of its own has at most."""
_RUN_IN = 20
"""Characters that follow a heading of an abstract on its line, at least; a heading of the article stands alone."""
_RIGHTS = re.compile(r"\s*(?:©|[(（][cC][)）]\s|copyright\b)", re.IGNORECASE)
_LISTED = re.compile(r"[^\W\d_][)）]?\s?[·•]\s|[^\W\d_]{3}[.．]\s+[^\W\d_]")
"""Keywords that dots part."""
_OPEN_END = re.compile(r"[,，、;；\-‐–/(（:：]\s*$")


@dataclass(frozen=True)
class Marked:
    """A piece with its role (None: not yet known) and the number of the run that it belongs to."""

    piece: Piece
    role: Role | None
    run: int


@dataclass
class _Open:
    """What is being read: the role, its run, its last piece and the language of its text so far."""

    role: Role
    run: int
    last: Piece
    tongue: str | None
    lone: bool = False
    """Whether the label stood on a line by itself."""


class Walk:
    """One pass over the pieces of a document."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._open: _Open | None = None
        self._waiting: _Open | None = None
        self._runs = 0

    def marked(self) -> list[Marked]:
        """Every piece with its role as far as labels and the edges of the page tell it."""
        return [self._mark(n, piece) for n, piece in enumerate(self._pieces)]

    def _mark(self, n: int, piece: Piece) -> Marked:
        if piece.garbled:
            return Marked(piece, Role.OTHER, -1)
        if _at_the_edge(piece) and not self._in_note(piece):
            return Marked(piece, Role.RUNNING_HEAD, -2)
        if self._open is not None and self._belongs(n, self._open, piece):
            return self._add(self._open, piece)
        if piece.role is not None:
            return self._begin(n, piece, piece.role)
        if self._waiting is not None and self._resumes(self._waiting, piece):
            self._open, self._waiting = self._waiting, None
            return self._add(self._open, piece)
        self._open = None
        return Marked(piece, None, 0)

    def _belongs(self, n: int, current: _Open, piece: Piece) -> bool:
        """Whether a piece goes on with what is being read, in spite of a label that it may have."""
        if self._opens_abstract(n, piece):
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
        return _is_heading(piece) and (alone or run_in or self._keywords_ahead(n + 1, current))

    def _in_note(self, piece: Piece) -> bool:
        """Whether a line at the foot of a page is the next one of a labelled note."""
        note = self._open
        return (
            piece.role is None and note is not None and note.role in _ASIDE and note.last.block == piece.block
        )

    def _add(self, current: _Open, piece: Piece) -> Marked:
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
        tongue = piece.tongue if len(rest.strip()) > 3 else None
        self._open = _Open(role, self._runs, piece, tongue, lone=not rest.strip())
        return Marked(piece, role, self._runs)

    def _goes_on(self, n: int, current: _Open, piece: Piece) -> bool:
        if current.role is Role.ABSTRACT:
            return self._abstract_goes_on(n, current, piece)
        if current.role is Role.KEYWORDS:
            return _keywords_go_on(current, piece)
        return _note_goes_on(current, piece)

    def _abstract_goes_on(self, n: int, current: _Open, piece: Piece) -> bool:
        last = current.last
        if _RIGHTS.match(piece.text) or _other_language(current.tongue, piece, last):
            return False
        moved = (last.page, last.block) != (piece.page, piece.block)
        if not moved:
            return True
        if piece.size > 1.3 * last.size and last.size > 1 and not _is_heading(piece):
            return False
        if head_likeness(piece.text) > 0.9 and _END.search(last.text):
            return False
        ended = bool(_END.search(last.text)) and not (last.full and last.column != piece.column)
        return not ended or _is_heading(piece) or last.label is not None or self._keywords_ahead(n, current)

    def _keywords_ahead(self, n: int, current: _Open) -> bool:
        """Whether the keywords of the abstract's language are still to come, before any other abstract or title."""
        for piece in self._pieces[n:]:
            if piece.role is Role.ABSTRACT or (piece.label and piece.label.field in {"body", "references"}):
                return False
            if piece.role is Role.KEYWORDS:
                return current.tongue is None or _same_language(piece, current.tongue)
        return False

    def _broken_off(self, n: int, current: _Open) -> bool:
        """Whether notes at the foot of a page break off an abstract or a list of keywords."""
        if current.role is Role.ABSTRACT:
            return self._keywords_ahead(n, current)
        return current.role is Role.KEYWORDS and current.last.full and not _END.search(current.last.text)

    def _resumes(self, waiting: _Open, piece: Piece) -> bool:
        here, there = (piece.page, piece.column), (waiting.last.page, waiting.last.column)
        if waiting.role is Role.KEYWORDS and (
            piece.page == waiting.last.page or piece.full or piece.indented
        ):
            return False
        return here != there and not _other_language(waiting.tongue, piece, waiting.last)


def _at_the_edge(piece: Piece) -> bool:
    if piece.kind not in _EDGES:
        return False
    return piece.role in {None, Role.IDENTIFIERS} or head_likeness(piece.text) > 0.9


def _same_language(piece: Piece, tongue: str) -> bool:
    if piece.tongue == tongue:
        return True
    known = piece.label.languages if piece.label else ()
    return tongue in known or (tongue == LATIN and LATIN in map(family, known))


def _other_language(tongue: str | None, piece: Piece, last: Piece) -> bool:
    """Whether a line is in another language than the text so far: not a term or a formula that fills a line."""
    if tongue is None or piece.tongue is None or piece.tongue == tongue:
        return False
    if same_family(tongue, piece.tongue):
        return False
    if tongue == LATIN:
        return True
    words = re.findall(r"[A-Za-zÀ-ÿ]{3,}", piece.text)
    moved = (last.page, last.block) != (piece.page, piece.block)
    return len(words) >= (4 if moved else 7) and len(script_counts(piece.text)) <= 2


def _is_heading(piece: Piece) -> bool:
    codes = members(LATIN) if piece.tongue == LATIN else (piece.tongue,)
    found = [h for code in codes if code for h in headings_in(piece.text, code) if h.start == 0]
    return bool(found)


def _keywords_go_on(current: _Open, piece: Piece) -> bool:
    last = current.last
    if _other_language(current.tongue, piece, last) or piece.size > 1.3 * last.size:
        return False
    if (last.label and len(last.text) <= last.label.end) or _listed(current, piece):
        return True
    if last.page != piece.page or not _below(last, piece):
        return bool(_OPEN_END.search(last.text))
    if _OPEN_END.search(last.text):
        return True
    if not _runs_on(last, piece) or _END.search(last.text):
        return False
    listed = bool(re.search(r"[;；、，,]", piece.text)) and not re.search(r"[。.]\s", piece.text)
    return (
        (last.block == piece.block and not piece.indented)
        or (not piece.full and not _END.search(piece.text))
        or (listed and last.block == piece.block)
    )


def _listed(current: _Open, piece: Piece) -> bool:
    """Whether keywords stand one under the other below their label, or go on in a line with the same wide gaps."""
    last, size = current.last, max(current.last.size, 1)
    same = last.page == piece.page and last.column == piece.column and 0.85 < piece.size / size < 1.18
    if not same or not _below(last, piece):
        return False
    if _LISTED.search(last.text) and current.lone and last.block == piece.block:
        return True
    if re.search(r"[;；。.:：]$", last.text):
        return False
    if _SPACED.fullmatch(piece.text) and _SPACED.fullmatch(last.text[last.label.end if last.label else 0 :]):
        return last.block == piece.block
    short = not last.full and not piece.full and len(piece.text) < _KEYWORD and not piece.text[:1].isdigit()
    return current.lone and short


def _below(last: Piece, piece: Piece) -> bool:
    """Whether a line is the next one under, or beside, another."""
    gap = piece.line.bbox.top - last.line.bbox.bottom
    beside = piece.line.bbox.shares_rows(last.line.bbox) > 0.5 * last.size
    return beside or (
        -0.8 * last.size < gap < 1.2 * last.size and piece.line.bbox.shares_columns(last.line.bbox) > 0
    )


def _runs_on(last: Piece, piece: Piece) -> bool:
    """Whether a line was full when the next one began: its first word would not have fitted."""
    first = re.match(r"\S+", piece.text)
    word = len(first[0]) if first and piece.tongue == LATIN else 1
    return last.full or last.room < (0.5 * word + 0.8) * last.size


def _note_goes_on(current: _Open, piece: Piece) -> bool:
    last, role = current.last, current.role
    if last.page == piece.page and re.search(r"@[\w.-]*[-.@]$", last.text):
        return True
    near = last.page == piece.page and last.column == piece.column and _below(last, piece)
    if near and _next_line_of(role, current, piece):
        return True
    if last.page != piece.page or last.block != piece.block:
        return bool(_OPEN_END.search(last.text)) and "@" in piece.text
    if not 0.75 < piece.size / max(last.size, 1) < 1.33:
        return role is Role.CITATION
    if _OPEN_END.search(last.text) or "@" in piece.text or piece.text[:1] in "(（［":
        return True
    return (role is Role.AFFILIATIONS and place_likeness(piece.text) > 0.6) or (
        last.full
        and role is not Role.DATES
        and not _other_language(current.tongue or last.tongue, piece, last)
    )


def _next_line_of(role: Role, current: _Open, piece: Piece) -> bool:
    """Whether the line under a note belongs to it by what the note is."""
    if role is Role.DATES:
        return bool(_DATE_END.match(piece.text)) and not _YEAR.search(current.last.text)
    lone = current.lone and current.last.block == piece.block
    return role is Role.CITATION or (role is Role.CORRESPONDENCE and lone)
