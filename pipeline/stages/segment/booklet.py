"""Booklets of institutes: a cover and a title page with the people over the title, and a card in a frame with both abstracts.

The card has the form that libraries file: people with their initials behind, the title set in, then the abstract as a
paragraph without a label, then who did the work and the imprint. It is printed once in each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import fmean

from pipeline.languages.scripts import CAPITALS, SMALLS
from pipeline.records.segment import Role
from pipeline.records.text import BlockKind
from pipeline.stages.segment.names import author_likeness
from pipeline.stages.segment.pieces import Piece
from pipeline.stages.segment.walk import Marked

_NUMERAL = 3
"""Letters in capitals that may be a numeral."""

_FAMILY = rf"[{CAPITALS}][{SMALLS}’']{{1,24}}(?:-[{CAPITALS}][{SMALLS}’']{{1,24}})?"
_INITIALS = rf"(?:[{CAPITALS}]{{1,2}}\s?[.,]\s?-?){{1,3}}"
_AND = rf"(?:\s*[,;.]\s*|\s+(?:(?:и|та|і|and|et|und|y|e)\s+)?|\s*(?=[{CAPITALS}]))"
_ONE_TURNED, _ONE_STRAIGHT = rf"(?>{_FAMILY},?\s+{_INITIALS})", rf"(?>{_INITIALS}\s?{_FAMILY})"
_TURNED = re.compile(
    rf"{_ONE_TURNED}(?>{_AND}{_ONE_TURNED})*+(?P<others>,?\s*(?:и\s?др|та\s?ін|et\s?al|u\.\s?a))?[\s.,]*"
)
"""People as a library files them: `Petrov I.I., Sidorov P.P.`, `Petrov I.I. et al.`"""
_STRAIGHT = re.compile(rf"{_ONE_STRAIGHT}(?>{_AND}{_ONE_STRAIGHT})*+[\s.,]*")
_LONGEST = 120
"""Characters of a line of people at most."""
_CLOSING = re.compile(
    r"(?:Работа выполнена|Робота виконана|Сообщени[ея] |Препринт|Повідомлення|The (?:investigation|work) (?:has|was)"
    r"|(?:Communication|Preprint|Report)s? (?:of|by)|Preprint\b|©)",
    re.IGNORECASE,
)
"""What follows the abstract on a card."""
_NUMBER = re.compile(r"[^\W\d_]{0,3}\s?\d{0,3}\s?[-–—.]?\s?\d[\d\s.–—/-]*")
"""The number of a booklet."""
_TITLE, _CARD = 5, 40
"""Lines that a title and a card have at most."""
_INDENT, _GAP = 0.4, 2.2
"""In sizes of type: how much further in a title on a card stands than the paragraph below, and the distance of two lines
that parts paragraphs."""
_LIKE = 0.5
"""How much a line beside people looks like more of them, at least."""
_SHORTEST = 60
"""Characters that an abstract has at least."""
_BARE, _CAPITAL, _COVERS = 18, 0.8, 2
"""Lines that a title page has at most, the share of capitals of a title set in them, and the first pages that may be one."""


@dataclass(frozen=True)
class _Card:
    """Places among the pieces: people, title, abstract, and whether only the first of the people are named."""

    people: int
    title: tuple[int, ...]
    abstract: tuple[int, ...]
    rest: tuple[int, ...]
    others: bool


def with_booklet(marked: Sequence[Marked]) -> list[Marked]:
    """The pieces, those of a booklet's cards and title page with their roles; all as they were where it is none."""
    found = list(marked)
    cards = list(_cards(found))
    for card in cards:
        _mark(found, card)
    front = cards[0].people if cards else len(found)
    pages = [list(own) for _, own in groupby(range(front), key=lambda n: found[n].piece.page)]
    titled = [(page, people) for page in pages if (people := _people(found, page, carded=bool(cards)))]
    if titled and (cards or pages.index(titled[0][0]) < _COVERS):
        _mark_front(found, titled, cards)
        for n in range(front) if cards else ():
            found[n] = replace(found[n], role=found[n].role or Role.OTHER)
    return found


def _mark_front(
    found: list[Marked], titled: Sequence[tuple[list[int], list[int]]], cards: Sequence[_Card]
) -> None:
    """People and title of the page that was read best, of several that print them; people are taken from no card then.

    A card that spells the title in the same letters tells which are capitals; one that words it otherwise does not count.
    """
    page, people = max(titled, key=lambda one: fmean(found[n].piece.line.confidence for n in one[1]))
    tongue = found[people[0]].piece.tongue
    title = _capitals(found, page, people)
    own = [card for card in cards if found[card.title[0]].piece.tongue == tongue]
    if title and all(_letters(found, card.title) != _letters(found, title) for card in own):
        _set(found, [n for card in own for n in card.title], Role.OTHER)
    else:
        title = [] if own else title
    _set(found, [n for shown, _ in titled for n in shown], Role.OTHER)
    _set(found, people, Role.AUTHORS)
    _set(found, title, Role.TITLE, -30)
    _set(found, [card.people for card in cards if found[card.people].piece.tongue == tongue], Role.OTHER)


def _letters(found: Sequence[Marked], places: Sequence[int]) -> str:
    text = "".join(found[n].piece.text for n in places)
    return "".join(char for char in text.casefold() if char.isalnum())


def _set(found: list[Marked], places: Sequence[int], role: Role, run: int | None = None) -> None:
    for n in places:
        found[n] = replace(found[n], role=role, run=found[n].run if run is None else run)


def _is_list(form: re.Pattern[str], text: str) -> bool:
    return len(text) <= _LONGEST and form.fullmatch(text) is not None


def _mark(found: list[Marked], card: _Card) -> None:
    run = -40 - card.people
    _set(found, [card.people], Role.OTHER if card.others else Role.AUTHORS, run)
    _set(found, card.title, Role.TITLE, run)
    _set(found, card.abstract, Role.ABSTRACT, run)
    _set(found, card.rest, Role.OTHER, run)


def _cards(found: Sequence[Marked]) -> Iterator[_Card]:
    """The cards of a document that prints no labelled abstract."""
    if any(m.role in {Role.ABSTRACT, Role.KEYWORDS} for m in found):
        return
    starts = [n for n, m in enumerate(found) if not m.piece.garbled and _is_list(_TURNED, m.piece.text)]
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(found)
        if card := _card(found, start, min(end, start + _CARD)):
            yield card


def _card(found: Sequence[Marked], start: int, end: int) -> _Card | None:
    first = found[start].piece
    own = [
        n
        for n in range(start + 1, end)
        if (found[n].piece.page, found[n].piece.column) == (first.page, first.column)
        and not found[n].piece.garbled
        and not _NUMBER.fullmatch(found[n].piece.text)
    ]
    begin = _prose(found, own)
    if begin is None:
        return None
    over = next((at for at in range(begin + 1, len(own)) if _ends(found, own, at)), len(own))
    abstract, rest = own[begin:over], own[over:]
    closed = any(_CLOSING.match(found[n].piece.text) for n in rest)
    text = " ".join(found[n].piece.text for n in abstract)
    if len(text) < _SHORTEST or not (closed or first.kind is BlockKind.BOXED):
        return None
    named = _TURNED.fullmatch(first.text)
    return _Card(start, tuple(own[:begin]), tuple(abstract), tuple(rest), bool(named and named["others"]))


def _prose(found: Sequence[Marked], own: Sequence[int]) -> int | None:
    """Where the paragraph after the title begins: further out than the title, or after a wider gap."""
    for at in range(1, min(_TITLE + 1, len(own) - 1)):
        title, line, below = (found[own[n]].piece for n in (0, at, at + 1))
        outward = line.line.bbox.left < title.line.bbox.left - _INDENT * title.size
        above = found[own[at - 1]].piece
        parted = _step(above, line) > 1.4 * _step(line, below) > 0
        if outward or parted:
            return at
    return None


def _step(above: Piece, below: Piece) -> int:
    return below.line.bbox.top - above.line.bbox.top


def _ends(found: Sequence[Marked], own: Sequence[int], at: int) -> bool:
    """Whether the abstract has ended before a piece: the closing words, or a gap."""
    above, piece = found[own[at - 1]].piece, found[own[at]].piece
    return bool(_CLOSING.match(piece.text)) or _step(above, piece) > (1 + _GAP) * max(above.size, 1)


def _people(found: Sequence[Marked], page: Sequence[int], *, carded: bool) -> list[int]:
    """The lines of people on a title page, who stand over its title; where there is no card, one in capitals."""
    people = [n for n in page if _is_list(_STRAIGHT, found[n].piece.text)]
    if people:
        people = [n for n in page if n in people or author_likeness(found[n].piece.text) > _LIKE]
    if not people or len(page) > _BARE or any(found[n].role not in {None, Role.RUNNING_HEAD} for n in page):
        return []
    return people if carded or _capitals(found, page, people) else []


def _capitals(found: Sequence[Marked], page: Sequence[int], people: Sequence[int]) -> list[int]:
    """The lines in capitals that follow the people."""
    under: list[int] = []
    for n in (n for n in page if n > people[-1]):
        letters = [c for c in found[n].piece.text if c.isalpha()]
        capital = sum(c.isupper() for c in letters) > _CAPITAL * len(letters) and len(letters) > _NUMERAL
        if not capital:
            break
        under.append(n)
    return under
