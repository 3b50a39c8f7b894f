"""Notes that lead from initials to a place: `F.-A. Roe (✉)` or `A. Doe · B. Poe` at the foot of a page, over where they work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.languages.people import split_people
from pipeline.languages.scripts import CAPITALS
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut

_MARKS = re.compile(r"\s*[(（][^()（）\w]{0,3}\w?[)）]\s*|[✉*∗†]")
"""The envelope behind the name of who answers letters, as its font gives it: `(*)`, `(&)`, `(B)`."""
_PARTED = re.compile(r"\s+[:·•∙]\s+|\s*[,;&]\s*|\s+(?:and|und|et|y|e)\s+")
_INITIALLED = re.compile(rf"(?P<initials>(?:[{CAPITALS}]\.[\s-]*){{1,4}})(?P<rest>[^\d@()]{{2,40}})")
_MAIL = re.compile(r"\s*(?:e-?mail\b|\S+@)", re.IGNORECASE)
_LONGEST, _MOST = 90, 6
"""Characters of a line of initialled names, and lines of one place, at most."""
_BELOW = 1.0
"""White between lines of one note at most, in heights of a line."""
_LEAVES = frozenset({Role.TITLE, Role.KEYWORDS, Role.DATES})


def with_initialled_notes(segments: Segments) -> Segments:
    """The segments with the lines below initials of the article's authors as affiliations, and the initials as none of its text.

    Such notes stand below the names, and in two columns amid the abstract.
    """
    found = segments.segments
    first = next((n for n, s in enumerate(found) if s.role is Role.AUTHORS and not s.garbled), None)
    if first is None:
        return segments
    known = _Known(tuple(_before_texts(found[first:])))
    rows = [
        (n, line)
        for n, s in enumerate(found)
        if n > first and s.page == found[first].page
        for line in s.lines
    ]
    heads, places = _notes([(n, line) for n, line in rows if found[n].role not in _LEAVES], known)
    if not places:
        return segments
    told = [part for s in found for part in _parted(s, heads, places)]
    return segments.model_copy(update={"segments": tuple(told)})


class _Known:
    """The authors that are named above the abstract, by the lines that name them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._keys = Counter(_keys_in("\n".join(line.text for line in lines)))
        self._own = {id(line): Counter(_keys_in(line.text)) for line in lines}

    def beside(self, line: Line) -> frozenset[tuple[str, str]]:
        """Those that another line than this one names."""
        return frozenset(self._keys - self._own.get(id(line), Counter()))


def _before_texts(found: Sequence[Segment]) -> Iterator[Line]:
    """The lines of names above the abstract."""
    for segment in found:
        if segment.role in {Role.ABSTRACT, Role.KEYWORDS, Role.BODY}:
            return
        if segment.role in {Role.AUTHORS, Role.OTHER}:
            yield from segment.lines


def _keys_in(text: str) -> Iterator[tuple[str, str]]:
    return (key for person in split_people(text) for key in _keys(person.name))


def _keys(name: str) -> Iterator[tuple[str, str]]:
    """A whole name as first letter and family name: every run of its last words may be that."""
    words = name.split()
    yield from ((words[0][:1], " ".join(words[n:]).casefold()) for n in range(1, len(words)))


def _is_head(line: Line, authors: _Known) -> bool:
    """Whether a line is nothing but authors by their initials, who are named in another one."""
    if len(line.text) > _LONGEST:
        return False
    known = authors.beside(line)
    names = [name for name in _PARTED.split(_MARKS.sub(" ", line.text).strip(" :·,;")) if name.strip()]
    read = [_INITIALLED.fullmatch(name.strip()) for name in names]
    return bool(read) and all(m and (m["initials"][0], m["rest"].strip().casefold()) in known for m in read)


def _notes(rows: Sequence[tuple[int, Line]], known: _Known) -> tuple[set[int], list[list[int]]]:
    """The `id` of each line of initials, and of the lines of each place below one."""
    heads: set[int] = set()
    places: list[list[int]] = []
    for at, (_, line) in enumerate(rows):
        if not _is_head(line, known):
            continue
        place: list[int] = []
        above = line
        for _, below in rows[at + 1 : at + 1 + _MOST]:
            white = below.bbox.top - above.bbox.bottom
            near = -above.bbox.height < white < _BELOW * above.bbox.height
            if not near or _MAIL.match(below.text) or _is_head(below, known):
                break
            place.append(id(below))
            above = below
        if place:
            heads.add(id(line))
            places.append(place)
    return heads, places


def _parted(segment: Segment, heads: set[int], places: Sequence[Sequence[int]]) -> list[Segment]:
    """The segment in runs of lines: initials are other text, and each place is a segment."""
    whose = {one: n for n, place in enumerate(places) for one in place} | dict.fromkeys(heads, -1)
    runs: list[tuple[int | None, list[Line]]] = []
    for line in segment.lines:
        owner = whose.get(id(line))
        if not runs or runs[-1][0] != owner:
            runs.append((owner, []))
        runs[-1][1].append(line)
    if all(owner is None for owner, _ in runs):
        return [segment]
    parts: list[Segment] = []
    for owner, lines in runs:
        role = segment.role if owner is None else Role.OTHER if owner < 0 else Role.AFFILIATIONS
        parts += cut(segment, tuple(lines), role)
    return parts
