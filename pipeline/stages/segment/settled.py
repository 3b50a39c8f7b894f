"""What the likeliest labels must not break: a title goes on in its own type, a row of names is one, a name stands before its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.languages.asides import without_rights
from pipeline.languages.countries import country_code
from pipeline.languages.given import given_share
from pipeline.languages.names import is_full_name
from pipeline.languages.people import split_people
from pipeline.languages.raised import RAISED_LETTERS, leading_roman, lowered
from pipeline.languages.told import caption, open_end
from pipeline.records.segment import Role
from pipeline.stages.segment.front_words import is_article_type
from pipeline.stages.segment.heads import head_likeness, is_code
from pipeline.stages.segment.names import author_likeness, is_subtitle, place_likeness
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
_SMALLER, _LISTED, _HEAD = 0.88, 0.7, 0.9
"""The type of a second title to that of the first, at most; how much a line is like names, or a head, at least, whatever was told."""
_WORDS = 3
"""Words of a second title at least: the last word of a slanting one has a lower box."""
_SAME = 0.96
"""How much alike sizes of the very type of a title are; people below it are smaller than twice that."""
_RUBRIC = 24
"""Latin characters that a rubric has at most, thrice a Han one's: a longer line in the type of the title is its first."""
_MISTAKEN = frozenset({Role.OTHER.value, Role.BODY.value, Role.ABSTRACT.value, _PEOPLE, _PLACE})
_RAISED = re.compile(
    rf"\s*(?P<mark>[¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}|[{RAISED_LETTERS}]|\d{{1,2}}(?=[^\W\d_]))\s?(?=[^\W\d_])"
)
"""The raised figure or letter before a place."""
_SPOKEN = re.compile(r"[\u3040-\u309f][.。]\s*$")
"""The end of a sentence in Japanese."""
_LEADING = 0.9
"""The gap between two lines of a paragraph at most, in heights of a line."""
_GIVEN = 0.3
"""The share of given names among the words of a name, at least."""
_NAMED = 0.3
"""How much a line looks like people, at least, to be more of them in a row, or to stand before a place."""


def settled(run: Sequence[Piece], labels: Sequence[str], text_size: float) -> list[str]:
    """The labels of a run with what no likelihood may break put right.

    A title begins below the code of a class. No title begins, and none ends, after an open word, nor within a block of large type; none begins with a caption.
    A place begins with the mark behind a name and ends in the country that its comma waits for. What stands in a row
    with people, and looks like them, are people; of a line that was cut after a name, both parts are told.
    """
    found = list(labels)
    _below_codes(run, found)
    _behind_rights(run, found)
    _after_titles(run, found, text_size)
    _names_below_one_another(run, found)
    _without_captions(run, found)
    _go_on_in_large_type(run, found, text_size)
    _by_their_marks(run, found)
    _in_rows(run, found)
    return found


def _below_codes(run: Sequence[Piece], labels: list[str]) -> None:
    """The code of a class is no title, and what stands over it is a rubric where a title stands below: `СЕЛЕКЦИЯ`, `УДК 63`, the title."""
    for n, piece in enumerate(run):
        if not is_code(piece.text) or labels[n] == _PEOPLE:
            continue
        below = next((m for m in range(n + 1, len(run)) if not is_code(run[m].text)), len(run))
        if below < len(run) and labels[below] == _TITLE:
            labels[below] = BEGIN_TITLE
        if set(labels[:n]) <= {*_TITLES, Role.OTHER.value} and not _TITLES.isdisjoint(labels[below:]):
            labels[:n] = [Role.OTHER.value] * n
        labels[n] = Role.OTHER.value


def _after_titles(run: Sequence[Piece], labels: list[str], text_size: float) -> None:
    """A title goes on after an open word and in a subtitle, and a place after the comma before its country.

    Another begins in another block and smaller type; marked names right below one, or names over a place, are people.
    """
    for n in range(1, len(run)):
        if open_end().search(run[n - 1].text.rstrip()):
            if labels[n - 1] in _TITLES and labels[n] in _ANY:
                labels[n] = _TITLE
            elif labels[n] == BEGIN_TITLE and _begins_title(run[n - 1], labels[n - 1], run[n], text_size):
                labels[n - 1], labels[n] = BEGIN_TITLE, _TITLE
            elif labels[n] == BEGIN_TITLE:
                labels[n] = labels[n - 1]
        elif labels[n - 1] in _TITLES and labels[n] in _ANY and is_subtitle(run[n].text):
            labels[n] = _TITLE
        elif labels[n - 1] in _TITLES and labels[n] == _TITLE and _begins_smaller(run[n - 1], run[n]):
            labels[n] = BEGIN_TITLE
        elif labels[n] in _MISTAKEN and _is_list_of_people(run, labels, n):
            labels[n] = _PEOPLE
        elif labels[n - 1] == _PLACE and _ends_in_country(run[n - 1], run[n]):
            labels[n] = _PLACE


def _begins_title(above: Piece, label: str, piece: Piece, text_size: float) -> bool:
    """Whether a line in large type that breaks off right above a title is its first, and no head or rubric."""
    near = above.page == piece.page and above.tongue == piece.tongue
    gap = piece.line.bbox.top - above.line.bbox.bottom
    large = above.size > _LARGE * text_size and -above.size / 2 < gap < _LEADING * above.size
    return label in _FREE and near and large and head_likeness(above.text) < _HEAD


def _names_below_one_another(run: Sequence[Piece], labels: list[str]) -> None:
    """A name in a line of its own right below another is one."""
    for n in range(1, len(run)):
        if labels[n - 1] == _PEOPLE and labels[n] in _FREE and _is_next_name(run[n - 1], run[n]):
            labels[n] = _PEOPLE


def _is_next_name(above: Piece, piece: Piece) -> bool:
    """Whether a line right below a name, in its type and block, is a name alone, by its given name; no town is called so."""
    near = (above.page, above.block, above.tongue) == (piece.page, piece.block, piece.tongue)
    alike = _ALIKE < piece.size / max(above.size, 1) < 1 / _ALIKE
    named = is_full_name(piece.text) and given_share(piece.text) >= _GIVEN and not place_likeness(piece.text)
    return near and alike and named and is_full_name(above.text)


def _is_head(text: str) -> bool:
    return head_likeness(text) > _HEAD and author_likeness(text) < _NAMED


def _begins_smaller(above: Piece, piece: Piece) -> bool:
    """Whether a line in another block than the one above, and in smaller type, begins with a capital; not one in capitals as well."""
    smaller = piece.size < _SMALLER * above.size and piece.block != above.block
    worded = len(piece.text.split()) >= _WORDS and piece.text[:1].isupper()
    capitals = piece.text.isupper() and above.text.isupper()
    return smaller and worded and not capitals and piece.tongue == above.tongue


def _is_list_of_people(run: Sequence[Piece], labels: Sequence[str], n: int) -> bool:
    """Whether a line is a list of marked names somewhere below a title, or right below it of names with marks or over a place."""
    text = run[n].text
    marked = [bool(person.marks) for person in split_people(text)]
    titled = labels[n - 1] in _TITLES and (any(marked) or (n + 1 < len(run) and labels[n + 1] == _PLACE))
    listed = len(marked) > 1 and all(marked) and not _TITLES.isdisjoint(labels[:n])
    return (titled or listed) and author_likeness(text) > _LISTED and place_likeness(text) < _NAMED


def _claims_rights(text: str) -> bool:
    """Whether a line is names behind a sign of copyright: below a title they are the authors (`© 2021 г. А. Б. Орлов`)."""
    names = without_rights(text)
    return names != text and author_likeness(names) > _NAMED


def _behind_rights(run: Sequence[Piece], labels: list[str]) -> None:
    """Names behind a sign of copyright right below a title are its authors, and what follows them in their block is their place."""
    for n in range(1, len(run)):
        if labels[n] in _MISTAKEN and labels[n - 1] in _TITLES and _claims_rights(run[n].text):
            labels[n] = _PEOPLE
            _places_below(run, labels, n)


def _places_below(run: Sequence[Piece], labels: list[str], n: int) -> None:
    """The lines that follow names in their block are their place, where one of them looks like one."""
    own = [m for m in range(n + 1, len(run)) if run[m].block == run[n].block and run[m].page == run[n].page]
    if any(place_likeness(run[m].text) >= _NAMED for m in own):
        for m in own:
            labels[m] = _PLACE if labels[m] in _MISTAKEN else labels[m]


def _in_rows(run: Sequence[Piece], labels: list[str]) -> None:
    """What stands in a row with people, and looks like them, are people; a line cut after a name is a name and its place."""
    for row in _shared_rows(run):
        if any(labels[n] == _PEOPLE for n in row):
            for n in row:
                labels[n] = _PEOPLE if author_likeness(run[n].text) >= _NAMED else labels[n]
    for n in range(1, len(run)):
        if _cut_after_name(run[n - 1], run[n]) and {labels[n - 1], labels[n]} & {_PEOPLE, _PLACE}:
            labels[n - 1], labels[n] = _PEOPLE, _PLACE


def _without_captions(run: Sequence[Piece], labels: list[str]) -> None:
    """No title begins with the caption of a figure or table, or goes on from one; a head, or the end of a sentence in Kana, names nobody."""
    captioned = False
    for n, piece in enumerate(run):
        begun = labels[n] == BEGIN_TITLE and caption().match(piece.text) is not None
        captioned = begun or (captioned and labels[n] == _TITLE)
        if labels[n] == _PEOPLE and _is_head(piece.text):
            labels[n] = Role.OTHER.value
        elif captioned or (labels[n] == _PEOPLE and _SPOKEN.search(piece.text)):
            labels[n] = Role.BODY.value


def _by_their_marks(run: Sequence[Piece], labels: list[str]) -> None:
    """What begins below names with the mark behind one of them is a place, and so is what follows in its block."""
    names = ""
    marks: set[str] = set()
    listed: int | None = None
    for n, piece in enumerate(run):
        raised = _RAISED.match(piece.text)
        mark, end = (lowered(raised["mark"]), raised.end()) if raised else leading_roman(piece.text, names)
        if mark in marks and labels[n] in _MISTAKEN:
            named = listed != piece.block and is_full_name(piece.text[end:])
            listed = None if named else piece.block
        if listed == piece.block:
            mail = "@" in piece.text and place_likeness(piece.text) < _NAMED
            labels[n] = _PLACE if labels[n] in _MISTAKEN and not mail else labels[n]
        elif labels[n] == _PEOPLE:
            names += f"{piece.text}\n"
            marks |= {lowered(mark) for person in split_people(piece.text) for mark in person.marks}


def _ends_in_country(above: Piece, piece: Piece) -> bool:
    """Whether a line in a place's block begins with the country that the comma before it waits for."""
    first = re.split(r"[,.;]", piece.text.strip(), maxsplit=1)[0]
    return above.text.rstrip().endswith(",") and above.block == piece.block and bool(country_code(first))


def _go_on_in_large_type(run: Sequence[Piece], labels: list[str], text_size: float) -> None:
    """A line in a title's block and large type belongs to it, before as after, unless it reads like names or a rubric."""
    for n in range(1, len(run)):
        if (
            labels[n - 1] in _TITLES
            and labels[n] not in _TITLES
            and _one_style(run[n - 1], run[n], text_size)
        ):
            labels[n] = labels[n] if author_likeness(run[n].text) > _NAMED else _TITLE
        elif labels[n - 1] in _TITLES and labels[n] == _PEOPLE and _in_its_type(run, labels, n):
            labels[n] = _TITLE
    for n in range(len(run) - 1, 0, -1):
        above = run[n - 1]
        long = len(above.text) > (_RUBRIC if above.tongue == LATIN else _RUBRIC // 3)
        free = labels[n - 1] in _FREE and long and not is_article_type(above.text)
        begun = labels[n] == BEGIN_TITLE and _one_style(above, run[n], text_size)
        if begun and free and author_likeness(above.text) <= _NAMED:
            labels[n - 1], labels[n] = BEGIN_TITLE, _TITLE


def _in_its_type(run: Sequence[Piece], labels: Sequence[str], n: int) -> bool:
    """Whether a line below a title is in its very type, and people in smaller type follow."""
    title, piece = run[n - 1], run[n]
    alike = _SAME < piece.size / max(title.size, 1) < 1 / _SAME and piece.tongue == title.tongue
    gap = piece.line.bbox.top - title.line.bbox.bottom
    below = [run[m].size for m in range(n + 1, len(run)) if labels[m] == _PEOPLE]
    return (
        alike
        and piece.page == title.page
        and gap < piece.size
        and 0 < max(below, default=0) < _SAME**2 * piece.size
    )


def _one_style(above: Piece, piece: Piece, text_size: float) -> bool:
    gap = piece.line.bbox.top - above.line.bbox.bottom
    alike = _ALIKE < piece.size / max(above.size, 1) < 1 / _ALIKE
    near = (above.page, above.block, above.tongue) == (piece.page, piece.block, piece.tongue)
    return near and alike and piece.size > _LARGE * text_size and gap < _LEADING * piece.line.bbox.height


def _shared_rows(run: Sequence[Piece]) -> Iterator[list[int]]:
    """The lines that stand beside one another, as places in the run, where there is more than one."""
    row = [0]
    for n, (last, piece) in enumerate(pairwise(run), start=1):
        box, low = piece.line.bbox, min(piece.line.bbox.height, last.line.bbox.height)
        if box.shares_rows(last.line.bbox) > 0.5 * low and last.page == piece.page:
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
    return one and name.text.endswith((",", "，", "·", "•", "|")) and author_likeness(name.text) >= _NAMED
