"""The English title, names and places that many an East Asian paper prints without a label: under its abstract or in a note.

`Preservation of Games` stands in larger type between the Japanese abstract and the text; in the proceedings of societies
a note at the foot gives the title, then every name behind the mark that it bears above, with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from pipeline.languages.families import ENGLISH, family
from pipeline.languages.names import is_full_name
from pipeline.languages.raised import raised
from pipeline.languages.scripts import Script
from pipeline.languages.suspects import is_never
from pipeline.languages.writing import join_lines
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import part
from pipeline.stages.extract.place import part_of

_EASTERN = (Script.HAN, Script.KANA, Script.HANGUL)
_PLAIN = (Role.BODY, Role.OTHER)
_FRONT = (Role.AUTHORS, Role.ABSTRACT)
_MARK = re.compile(r"\s*[†‡§¶*＊]{1,3}\s?\d{0,2}\s*(?=[A-Z])")
_BEGUN = re.compile(r"\W*(?:\d{1,2}\s*)?[1１ⅠI]\s?[.．、]\s?\S")
"""The heading of the first section, which ends the title block; the number of the line may stand before it."""
_WORDS, _LINES = 4, 3
"""Words that an English title has at least, and lines at most."""
_LARGER = 1.08
"""How much higher its lines are than those of the text, at least."""


def with_english_titles(segments: Segments) -> Segments:
    """The segments, unlabelled English of the first page as title, names and places where there is no English title."""
    english = any(s.language == ENGLISH for s in segments.of(Role.TITLE))
    if family(segments.language) not in _EASTERN or english:
        return segments
    first = min((s.page for s in segments.of(Role.TITLE)), default=1)
    text = [line.bbox.height for s in segments.of(Role.BODY) if s.page == first for line in s.lines]
    found: list[Segment] = []
    in_front, told = False, False
    for segment in segments.segments:
        parts = [segment]
        if not told and segment.page == first and segment.language == ENGLISH and segment.role in _PLAIN:
            note = list(_note(segment))
            if note or (in_front and text and _is_title(segment, median(text))):
                parts, told = note or [part(segment, segment.lines, Role.TITLE)], True
        in_front = (in_front or segment.role in _FRONT) and not (
            segment.role in _PLAIN and _BEGUN.match(segment.text)
        )
        found += parts
    return segments.model_copy(update={"segments": tuple(found)})


def _is_title(segment: Segment, height: float) -> bool:
    """Whether a short English text between the front matter and the first section is a title by type and words."""
    words = re.findall(r"[^\W\d_]{2,}", segment.text)
    if not segment.lines or len(segment.lines) > _LINES or len(words) < _WORDS:
        return False
    if re.search(r"@|https?:|www\.|[;,.]\s*$", segment.text) or is_never("title", segment.text):
        return False
    return median(line.bbox.height for line in segment.lines) >= _LARGER * height


def _note(segment: Segment) -> Iterator[Segment]:
    """Title, names and places of a note whose lines with marks begin with somebody's name; nothing for another."""
    marked = [n for n, line in enumerate(segment.lines) if _MARK.match(line.text)]
    if not marked or not 1 <= marked[0] <= _LINES:
        return
    names = [(n, _without_mark(segment.lines[n])) for n in marked]
    if not all(name and is_full_name(name.text.strip(" ,，\u060c")) for _, name in names):
        return
    yield part(segment, segment.lines[: marked[0]], Role.TITLE)
    yield part(segment, [name for _, name in names if name], Role.AUTHORS)
    places: dict[str, list[Line]] = {}
    for begin, end in zip(marked, [*marked[1:], len(segment.lines)], strict=True):
        place = list(segment.lines[begin + 1 : end])
        if place:
            words = join_lines(line.text for line in place).strip()
            number = raised(len(places) + 1)
            places.setdefault(words, [part_of(place[0], place[0].text, number), *place[1:]])
    if places:
        yield part(segment, [line for place in places.values() for line in place], Role.AFFILIATIONS)


def _without_mark(line: Line) -> Line | None:
    """A line without the mark before the name."""
    mark = _MARK.match(line.text)
    return line.cut(mark.end(), len(line.text)) if mark else None
