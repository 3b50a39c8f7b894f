"""The card of a catalogue in English at an article's end: title, names and journal in one sentence, and an abstract below.

`Growth of ferns / I. Sokolov, A. Vetrova // Journal of Mires. – 2010. – № 3. – P. 5–8.` stands over the text in many journals of
Ukraine, which print one in each language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from pipeline.languages.families import ENGLISH
from pipeline.languages.labels import leading_label
from pipeline.languages.names import is_full_name
from pipeline.languages.people import split_people
from pipeline.languages.scripts import Script, main_script
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut, part

_CODE = re.compile(r"\s*U[DK][CK]\b")
_PARTED = re.compile(r"\s*(?<!/)/(?!/)\s*")
_CITED = re.compile(r"\bPp?\.\s?\d+")
_COUNTED = re.compile(r"\s*(?:Figs?|Tabl?|Refs?|Bibliogr?|Il|Table|References)\b\.?\s*:?\s*\d", re.IGNORECASE)
"""How many figures and references the article has, which stands below the text."""
_TITLE, _NEAR, _LEAST = 6, 4, 2
"""Lines of the title and names at most; lines from the names to the pages at most; lines of the text at least."""


def with_cards(segments: Segments) -> Segments:
    """The segments with the English card parted into title, names and abstract, where no title in English is printed elsewhere."""
    owned = [(s, line) for s in segments.segments if not s.garbled for line in s.lines]
    lines = [line for _, line in owned]
    at = next((n for n, line in enumerate(lines) if "//" in line.text and _is_latin(line)), None)
    if at is None:
        return segments
    begin = at
    while (
        begin
        and at - begin < _TITLE
        and _is_latin(lines[begin - 1])
        and not _CODE.match(lines[begin - 1].text)
    ):
        begin -= 1
    said = _said(lines[begin : at + 1])
    ends = (n for n in range(at, min(len(lines), at + _NEAR)) if _CITED.search(lines[n].text))
    end = next(ends, None)
    if said is None or end is None or _printed(segments, {id(line) for line in lines[begin : at + 1]}):
        return segments
    title, names = said
    text = tuple(takewhile(_is_text, lines[end + 1 :]))
    if len(text) < _LEAST:
        return segments
    owner = owned[begin][0].model_copy(update={"language": ENGLISH})
    made = [
        part(owner, title, Role.TITLE),
        part(owner, names, Role.AUTHORS),
        part(owner, text, Role.ABSTRACT),
    ]
    taken = {id(line) for line in (*lines[begin : end + 1], *text)}
    parts: list[Segment] = []
    for segment in segments.segments:
        if any(line is lines[begin] for line in segment.lines):
            parts += made
        rest = tuple(line for line in segment.lines if id(line) not in taken)
        parts += cut(segment, rest) if segment.lines else [segment]
    return segments.model_copy(update={"segments": tuple(parts)})


def _said(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]] | None:
    """The title and the names of a card, of which the last line holds the strokes before the journal; None where nobody is named."""
    last = lines[-1]
    strokes = last.text.index("//")
    slashes = [(n, found) for n, line in enumerate(lines) for found in _PARTED.finditer(line.text)]
    slashes = [(n, found) for n, found in slashes if n < len(lines) - 1 or found.start() < strokes]
    if not slashes:
        return None
    n, found = slashes[-1]
    title = (*lines[:n], *((lines[n].cut(0, found.start()),) if found.start() else ()))
    if n == len(lines) - 1:
        names: tuple[Line, ...] = (last.cut(found.end(), strokes),)
    else:
        rest = lines[n]
        led = (rest.cut(found.end(), len(rest.text)),) if found.end() < len(rest.text) else ()
        names = (*led, *lines[n + 1 : -1], *((last.cut(0, strokes),) if strokes else ()))
    people = [person.name for line in names for person in split_people(line.text)]
    named = bool(people) and all(map(is_full_name, people))
    return (title, names) if title and named else None


def _printed(segments: Segments, own: set[int]) -> bool:
    """Whether a title in English stands elsewhere, with an abstract in it."""
    said = {s.language for s in segments.of(Role.ABSTRACT) if leading_label(s.text)}
    titles = (s for s in segments.of(Role.TITLE) if s.language == ENGLISH)
    return ENGLISH in said and any(id(line) not in own for s in titles for line in s.lines)


def _is_latin(line: Line) -> bool:
    return main_script(line.text) is Script.LATIN


def _is_text(line: Line) -> bool:
    return _is_latin(line) and not _COUNTED.match(line.text) and leading_label(line.text) is None
