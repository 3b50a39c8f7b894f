"""Runs of lines with their labels: from pages whose values are known, by finding the lines in the values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from pipeline.records.segment import Role
from pipeline.records.text import PageText
from pipeline.stages.segment.features import Features, features, telling
from pipeline.stages.segment.front import LinePart, part_of
from pipeline.stages.segment.garbled import marked
from pipeline.stages.segment.names import author_likeness, place_likeness
from pipeline.stages.segment.pieces import Piece, all_pieces
from pipeline.stages.segment.runs import resolved
from pipeline.stages.segment.settled import BEGIN_TITLE
from pipeline.stages.segment.surroundings import Surroundings
from pipeline.stages.segment.walk import Walk

_TELLS = 0.3
"""How much a line says of its role to be learnt from, at least."""
_SHORT, _MARK = 6, 3
"""Letters of a line that many values hold, and of one that may be a mark."""

_ADDRESS = re.compile(r"@|https?:|www\.", re.IGNORECASE)
_FLOWING = 40
"""Latin characters from which on a line without a part is taken for running text; one of Han, Kana or Hangul counts for two."""
_WHOLE = 75
"""Percent of a title that its lines make, at least."""
_ALIKE = 88
"""Percent of a line's letters that stand in the value, in their order, at least."""


_KNOWN, _SURE = 15, 12
"""Letters by which the beginning and the end of an abstract are known, and how many of them must be read alike."""
_MOST, _ASTRAY = 0.6, 400
"""Share of an abstract's letters that its lines hold, at least, and letters of other text that may stand among them."""


_LONG, _ALIKE_IF_LONG = 24, 80
"""Letters of a line that may be read worse, and the percent of them that must agree then."""
_PLACED = 0.6
"""How much a line looks like a place, at least, to be one where truth names none; a line that goes on with a sentence is not."""
_LEAST, _MOST_AFTER_NAME = 6, 90
"""Letters of a name that a line may begin with, at least, and of such a line, at most: a degree or place may follow."""


@dataclass(frozen=True)
class LabelledRun:
    """One run: the group that it must not be parted from in cross-validation, features and labels of its lines."""

    group: str
    lines: tuple[Features, ...]
    labels: tuple[str, ...]
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Truth:
    """What a document prints, as far as it tells lines apart."""

    titles: tuple[str, ...]
    authors: tuple[str, ...]
    places: tuple[str, ...]
    places_known: bool
    abstracts: tuple[AbstractEnds, ...] = ()


@dataclass(frozen=True)
class AbstractEnds:
    """How an abstract begins and ends, in letters and digits, and its length without spaces."""

    begins: str
    ends: str
    length: int


def truth_of(values: dict[str, Any]) -> Truth:
    """What the values of a page tell: `title`, `authors` and `affiliations`, each a text or a list of texts by language.

    `abstract` is a text by language, or what a cataloguer noted: `begin`, `end` and `chars`.
    """

    def listed(field: str) -> Iterator[str]:
        for value in (values.get(field) or {}).values():
            yield from [value] if isinstance(value, str) else (value or [])

    return Truth(
        titles=tuple(listed("title")),
        authors=tuple(listed("authors")),
        places=tuple(listed("affiliations")),
        places_known=bool(values.get("affiliations")),
        abstracts=tuple(_abstract(value) for value in _each((values.get("abstract") or {}).values())),
    )


def _each(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        yield from value if isinstance(value, list) else [value] if value else []


def _abstract(value: str | dict[str, Any]) -> AbstractEnds:
    if isinstance(value, dict) and "text" not in value:
        return AbstractEnds(folded_letters(value["begin"]), folded_letters(value["end"]), value["chars"])
    text = value["text"] if isinstance(value, dict) else value
    return AbstractEnds(
        folded_letters(text)[:_KNOWN], folded_letters(text)[-_KNOWN:], len("".join(text.split()))
    )


def examples(pages: Sequence[PageText], values: dict[str, Any], group: str) -> Iterator[LabelledRun]:
    """The runs of a document that are told apart by the model, labelled."""
    truth = truth_of(values)
    found: list[LabelledRun] = []
    walked = Walk(marked(all_pieces(pages))).marked()
    within = _within_abstracts([m.piece for m in walked], truth.abstracts)

    def judge(run: Sequence[Piece], around: Surroundings) -> list[LinePart]:
        if run:
            found.append(_example(run, around, truth, group, within))
        return [part_of(label) for label in found[-1].labels] if run else []

    resolved(walked, judge)
    yield from found


def _within_abstracts(pieces: Sequence[Piece], abstracts: Sequence[AbstractEnds]) -> frozenset[int]:
    """The identities of the lines of each abstract: from the line that holds its beginning to the one that ends it."""
    found: set[int] = set()
    for abstract in abstracts:
        letters = abstract.begins[:_SURE]
        starts = [_likeness_at_start(piece, letters) if letters else 0.0 for piece in pieces]
        for n, alike in enumerate(starts):
            if alike >= _ALIKE and alike == max(starts):
                found |= {id(one) for one in _until_its_end(pieces[n:], abstract)}
    return frozenset(found)


def _likeness_at_start(piece: Piece, letters: str) -> float:
    """How much a line, after its label, begins as a text does, in percent of the letters."""
    text = folded_letters(piece.text[piece.label.end :] if piece.label else piece.text)[: len(letters)]
    return fuzz.ratio(text, letters)


def _until_its_end(pieces: Sequence[Piece], abstract: AbstractEnds) -> Sequence[Piece]:
    text = ""
    for n, piece in enumerate(pieces):
        text += folded_letters(piece.text)
        if abstract.ends[-_SURE:] in text[-len(folded_letters(piece.text)) - _SURE :] and n:
            return pieces[: n + 1] if len(text) > _MOST * abstract.length else ()
        if len(text) > abstract.length + _ASTRAY:
            break
    return ()


def _example(
    run: Sequence[Piece], around: Surroundings, truth: Truth, group: str, within: frozenset[int]
) -> LabelledRun:
    labels = [Role.ABSTRACT.value if id(piece) in within else _label(piece, truth) for piece in run]
    _keep_whole_titles(labels, run, truth)
    _keep_whole_places(labels, run)
    with_text_told(labels, run, begun=Role.TITLE.value in around.met)
    return LabelledRun(group, tuple(features(run, around)), tuple(labels), tuple(piece.text for piece in run))


def with_text_told(labels: list[str], run: Sequence[Piece], *, begun: bool) -> None:
    """What has no part is text of the article after the last line that has one, before it where it flows; `begun`: a title was met."""
    core = [n for n, label in enumerate(labels) if label not in {Role.OTHER.value, Role.BODY.value}]
    for n, piece in enumerate(run):
        begun = begun or labels[n] == BEGIN_TITLE
        after = n > core[-1] if core else begun
        if labels[n] == Role.OTHER.value and (after or (begun and _long(piece)) or _flows(piece, core)):
            labels[n] = Role.BODY.value


def _long(piece: Piece) -> bool:
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in piece.text)
    return len(piece.text) + wide > _FLOWING or telling(piece) > _TELLS


def _flows(piece: Piece, core: Sequence[int]) -> bool:
    """Whether a line of a run without front matter reads like text: long mastheads do not."""
    return not core and telling(piece) > _TELLS


def _keep_whole_places(labels: list[str], run: Sequence[Piece]) -> None:
    """A line that goes on under a place, in its block, is a part of it: postcodes and countries that truth leaves out."""
    for n in range(1, len(run)):
        goes_on = run[n].block == run[n - 1].block and not _ADDRESS.search(run[n].text)
        if labels[n] == Role.OTHER.value and labels[n - 1] == Role.AFFILIATIONS.value and goes_on:
            labels[n] = Role.AFFILIATIONS.value if len(run[n].text) < _FLOWING else labels[n]


def _keep_whole_titles(labels: list[str], run: Sequence[Piece], truth: Truth) -> None:
    """Lines that stand in a title are one where together they are most of it; its first one begins it."""
    n = 0
    while n < len(labels):
        if labels[n] != Role.TITLE.value:
            n += 1
            continue
        title, end = _title_from(n, labels, run, truth.titles)
        if title is None:
            labels[n] = Role.OTHER.value
            n += 1
        else:
            labels[n] = BEGIN_TITLE
            n = end


def _title_from(
    n: int, labels: Sequence[str], run: Sequence[Piece], titles: Sequence[str]
) -> tuple[str | None, int]:
    """The title that the lines from one on make, and where it ends."""
    best: tuple[float, str | None, int] = (0.0, None, n)
    for title in titles:
        text, end = "", n
        while end < len(labels) and labels[end] == Role.TITLE.value:
            text += folded_letters(run[end].text)
            end += 1
            best = max(
                best, (fuzz.ratio(text, folded_letters(title)), title, end), key=lambda found: found[0]
            )
    return (best[1], best[2]) if best[0] >= _WHOLE else (None, n)


def _label(piece: Piece, truth: Truth) -> str:
    text = folded_letters(piece.text)
    if len(text) <= 1:
        return Role.OTHER.value
    if any(_stands_in(text, folded_letters(title)) for title in truth.titles):
        return Role.TITLE.value
    if _is_of_names(piece.text, text, truth):
        return Role.AUTHORS.value
    if any(
        _stands_in(text, folded_letters(place)) or folded_letters(place) in text for place in truth.places
    ):
        return Role.AFFILIATIONS.value
    placed = place_likeness(piece.text) > _PLACED > author_likeness(piece.text)
    if placed and not truth.places_known and not piece.text[:1].islower():
        return Role.AFFILIATIONS.value
    return Role.OTHER.value


def _is_of_names(printed: str, text: str, truth: Truth) -> bool:
    """Whether a line consists of names, or begins with one that a degree or place may follow."""
    names = [folded_letters(name) for name in truth.authors]
    if len(text) < _MOST_AFTER_NAME and any(len(n) > _LEAST and text.startswith(n) for n in names):
        return True
    named = sum(len(name) for name in names if name in text)
    parts = {part for name in truth.authors for part in name.replace(",", " ").split() if len(part) > 1}
    shared = sum(len(folded_letters(part)) for part in parts if folded_letters(part) in text)
    letters = sum(not c.isdigit() for c in text)
    return bool(letters) and max(named, shared) >= 0.5 * letters and not _ADDRESS.search(printed)


def _stands_in(text: str, value: str) -> bool:
    if not value or len(text) > 1.15 * len(value) + 2:
        return False
    if len(text) < _SHORT:
        return text in value and (len(text) > _MARK or value.endswith(text) or value.startswith(text))
    return fuzz.partial_ratio(text, value) >= (_ALIKE if len(text) < _LONG else _ALIKE_IF_LONG)


def folded_letters(text: str) -> str:
    """Letters and digits, width and case folded."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
