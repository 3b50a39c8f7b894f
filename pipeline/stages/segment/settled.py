"""What the likeliest labels must not break: a title goes on in its own type, a row of names is one, a name stands before its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.languages.labels import open_end
from pipeline.records.segment import Role
from pipeline.stages.segment.front_words import is_article_type
from pipeline.stages.segment.names import author_likeness
from pipeline.stages.segment.pieces import Piece
from pipeline.stages.segment.tongue import LATIN

BEGIN_TITLE = "begin title"
"""The first line of a title; the lines after it are `title`, so that two titles that meet are parted."""

_TITLE, _PEOPLE, _PLACE = Role.TITLE.value, Role.AUTHORS.value, Role.AFFILIATIONS.value
_TITLES = {BEGIN_TITLE, _TITLE}
_FREE = {Role.OTHER.value, Role.BODY.value, _PLACE}
_ANY = {BEGIN_TITLE, *(role.value for role in (Role.AUTHORS, Role.ABSTRACT, Role.BODY, Role.OTHER))}
_LARGE, _ALIKE = 1.25, 0.94
"""How much larger than the text a title's type is that goes on by itself, and how much alike sizes of one type are."""
_RUBRIC = 24
"""Latin characters that a rubric has at most, thrice a Han one's: a longer line in the type of the title is its first."""
_LEADING = 0.9
"""The gap between two lines of a paragraph at most, in heights of a line."""
_NAMED = 0.3
"""How much a line looks like people, at least, to be more of them in a row, or to stand before a place."""


def settled(run: Sequence[Piece], labels: Sequence[str], text_size: float) -> list[str]:
    """The labels of a run with what no likelihood may break put right.

    No title begins, and none ends, after an open word; nor within a block of large type; what stands in a row with
    people, and looks like them, are people; of a line that was cut after a name, both parts are told.
    """
    found = list(labels)
    for n in range(1, len(run)):
        if open_end().search(run[n - 1].text.rstrip()):
            if found[n - 1] in _TITLES and found[n] in _ANY:
                found[n] = _TITLE
            elif found[n] == BEGIN_TITLE:
                found[n] = found[n - 1]
    _go_on_in_large_type(run, found, text_size)
    for row in _shared_rows(run):
        if any(found[n] == _PEOPLE for n in row):
            for n in row:
                found[n] = _PEOPLE if author_likeness(run[n].text) >= _NAMED else found[n]
    for n in range(1, len(run)):
        if _cut_after_name(run[n - 1], run[n]) and {found[n - 1], found[n]} & {_PEOPLE, _PLACE}:
            found[n - 1], found[n] = _PEOPLE, _PLACE
    return found


def _go_on_in_large_type(run: Sequence[Piece], labels: list[str], text_size: float) -> None:
    """A line in a title's block and large type belongs to it, before as after, unless it reads like names or a rubric."""
    for n in range(1, len(run)):
        if (
            labels[n - 1] in _TITLES
            and labels[n] not in _TITLES
            and _one_style(run[n - 1], run[n], text_size)
        ):
            labels[n] = labels[n] if author_likeness(run[n].text) > _NAMED else _TITLE
    for n in range(len(run) - 1, 0, -1):
        above = run[n - 1]
        long = len(above.text) > (_RUBRIC if above.tongue == LATIN else _RUBRIC // 3)
        free = labels[n - 1] in _FREE and long and not is_article_type(above.text)
        begun = labels[n] == BEGIN_TITLE and _one_style(above, run[n], text_size)
        if begun and free and author_likeness(above.text) <= _NAMED:
            labels[n - 1], labels[n] = BEGIN_TITLE, _TITLE


def _one_style(above: Piece, piece: Piece, text_size: float) -> bool:
    gap = piece.line.bbox.top - above.line.bbox.bottom
    alike = _ALIKE < piece.size / max(above.size, 1) < 1 / _ALIKE
    near = (above.page, above.block, above.tongue) == (piece.page, piece.block, piece.tongue)
    return near and alike and piece.size > _LARGE * text_size and gap < _LEADING * piece.line.bbox.height


def _shared_rows(run: Sequence[Piece]) -> Iterator[list[int]]:
    """The lines that stand beside one another, as places in the run, where there is more than one."""
    row = [0]
    for n, (last, piece) in enumerate(pairwise(run), start=1):
        box = piece.line.bbox
        if box.shares_rows(last.line.bbox) > 0.5 * box.height and last.page == piece.page:
            row.append(n)
            continue
        if len(row) > 1:
            yield row
        row = [n]
    if len(row) > 1:
        yield row


def _cut_after_name(name: Piece, place: Piece) -> bool:
    """Whether two pieces are one printed line that was cut after a name."""
    one = name.line.bbox.top == place.line.bbox.top and name.block == place.block and name.room > place.room
    return one and name.text.endswith((",", "，")) and author_likeness(name.text) >= _NAMED
