"""The heads of a dissertation's abstracts: name, title and that it is a manuscript, then what degree it is for, where and when.

`Orlova I. P. Soils of dry steppes. – Manuscript. Thesis for the degree of ... – Institute of Soils, Kyiv, 2011.` stands above
the text in each language, as the rules for theses of Ukraine and its neighbours have it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from pipeline.languages.labels import leading_label
from pipeline.languages.scripts import CAPITALS, SMALLS
from pipeline.languages.told import manuscript, patronymics
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut, part

_WORD = rf"[{CAPITALS}][\w’'-]+"
_NAME = re.compile(
    rf"\s*(?P<name>{_WORD}\s+(?:(?:[{CAPITALS}][{SMALLS}]{{0,2}}\.\s?){{1,2}}|{_WORD}\s+[\w’'-]+(?:{patronymics()})))"
    rf"[.,]?\s+(?=[\"«“]?[{CAPITALS}])"
)
_ENDED = re.compile(r"(?<!\w)(?:19|20)\d\d(?:\s?(?:р|г|year))?\s*\.\s*$")
_HEAD, _TITLE = 14, 6
"""Lines of such a head, and of the title in it, at most."""
_PAGES = 2
"""Pages that the text goes on to, at most."""


@dataclass(frozen=True)
class _Heading:
    """A head among the lines of a document: where it begins, the line and the place in it where the title ends, and its last lines."""

    begin: int
    name: re.Match[str]
    told: int
    until: int
    last: int
    end: int


def with_degree_abstracts(segments: Segments) -> Segments:
    """The segments with such heads parted from their abstracts into author and title, and the text below as far as the keywords."""
    owned = [(s, line) for s in segments.segments if not s.garbled for line in s.lines]
    lines = [line for _, line in owned]
    heads = [head for n in range(len(lines)) if (head := _head(lines, n))]
    told: dict[int, list[Segment]] = {}
    taken: set[int] = set()
    for head in heads:
        owner = owned[head.begin][0]
        titled = _titled(lines[head.begin : head.told + 1], head.name.end(), head.until)
        if not titled:
            continue
        first = lines[head.begin]
        ends = next((other.begin for other in heads if other.begin > head.begin), len(owned))
        below = _below(owned[head.end + 1 : ends], owner)
        told[id(first)] = [
            part(owner, (first.cut(head.name.start("name"), head.name.end("name")),), Role.AUTHORS),
            part(owner, titled, Role.TITLE),
            part(owner, lines[head.last + 1 : head.end + 1], Role.OTHER),
            *(
                part(s, tuple(line for _, line in group), Role.ABSTRACT, owner.language)
                for s, group in groupby(below, key=lambda one: one[0])
            ),
        ]
        taken |= {id(line) for line in lines[head.begin + 1 : head.end + 1]} | {id(line) for _, line in below}
    if not told:
        return segments
    parts: list[Segment] = []
    for segment in segments.segments:
        begin = 0
        for n, line in enumerate(segment.lines):
            if id(line) in told:
                parts += cut(segment, tuple(x for x in segment.lines[begin:n] if id(x) not in taken))
                parts += told[id(line)]
                begin = n + 1
        rest = tuple(x for x in segment.lines[begin:] if id(x) not in taken)
        parts += cut(segment, rest) if segment.lines else [segment]
    return segments.model_copy(update={"segments": tuple(parts)})


def _below(owned: Sequence[tuple[Segment, Line]], head: Segment) -> list[tuple[Segment, Line]]:
    """The lines of the text below a head: as far as the keywords of its language, or as its own segment goes on."""
    ends = [
        n
        for n, (s, _) in enumerate(owned)
        if s.role is Role.KEYWORDS and s.language == head.language and s.page <= head.page + _PAGES
    ]
    if not ends:
        return list(takewhile(lambda one: _goes_on(one[0], head), owned))
    text = ((s, line) for s, line in owned[: ends[0]] if s is head or s.role is not Role.RUNNING_HEAD)
    return [(s, line) for s, line in text if not _label(line.text)]


def _goes_on(segment: Segment, head: Segment) -> bool:
    """Whether text below a head is its abstract where no keywords end it: on its page, in its language, without a label."""
    text = segment is head or segment.role in (Role.BODY, Role.ABSTRACT, Role.OTHER)
    same = (segment.page, segment.language) == (head.page, head.language)
    return text and same and (segment is head or leading_label(segment.text) is None)


def _label(text: str) -> bool:
    """Whether a line is nothing but the label of an abstract."""
    label = leading_label(text)
    return label is not None and label.field == "abstract" and not text[label.end :].strip(" .:")


def _head(lines: Sequence[Line], begin: int) -> _Heading | None:
    """The head that begins with a line; None where none does."""
    name = _NAME.match(lines[begin].text)
    if name is None:
        return None
    said = next((s for n in range(begin, min(len(lines), begin + _TITLE)) if (s := _said(lines, n))), None)
    if said is None:
        return None
    ends = range(said[2] + 1, min(len(lines), begin + _HEAD))
    end = next((n for n in ends if _ENDED.search(lines[n].text)), None)
    return None if end is None else _Heading(begin, name, *said, end)


def _titled(lines: Sequence[Line], start: int, until: int) -> tuple[Line, ...]:
    """The title: the lines from a place of the first to a place of the last."""
    if len(lines) == 1:
        return (lines[0].cut(start, until),) if start < until else ()
    first, *amid, last = lines
    return (first.cut(start, len(first.text)), *amid, *((last.cut(0, until),) if until else ()))


def _said(lines: Sequence[Line], at: int) -> tuple[int, int, int] | None:
    """The line in which a title ends, where in it, and the line in which it ends that says that it is a manuscript."""
    text = lines[at].text
    if found := manuscript().search(text):
        return at, found.start(), at
    both = " ".join(line.text for line in lines[at : at + 2])
    found = manuscript().search(both)
    return (at, found.start(), at + 1) if found and found.start() < len(text) else None
