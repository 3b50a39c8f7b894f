"""What the identifier rules read: each segment as folded text in which every character knows its line and box."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pipeline.languages import languages
from pipeline.records.article import Evidence
from pipeline.records.base import BBox, around
from pipeline.records.edits import Edit, unedited, within
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.margins import at_edges

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SAME = {
    " ": "\u3000\u00a0\u2002\u2003\u2009\u202f",
    "-": "\u2043\u00ad\u02d7\u2e3a\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\u2500",
    ":": "∶︰",
    "~": "\u301c\u223c\u02dc",
    "·": "•・‧∙⋅●ㆍ",
    "[": "【〔〖",
    "]": "】〕〗",
}
_FOLD = _WIDE | {ord(odd): ord(plain) for plain, odds in _SAME.items() for odd in odds}
_LONGEST = 8000
"""Characters of a segment that are searched; what is longer is no front matter, and may be hostile."""
_TALLEST_HEAD = 8
"""Lines that a masthead may have; a taller "running head" is text at the top of a page."""
_ADDRESSES = re.compile(
    r"(?:doi\s?[:.]?\s?)?10\s?[.,]\s?\d{4,6}\s?/\s?\S+|https?\s?:\s?//\S+|www\.\S+|[\w.-]+@[\w.-]+",
    re.IGNORECASE,
)
_BROKEN_DOI = re.compile(r"10\.\d{4,6}/\S*[-./_(]\s*$")
_DOI_END = re.compile(r"\s*[\w.()/-]*\d[\w.()/-]*\s*$")
_ITEM = re.compile(r"\s*(?:\[\s*\d{1,3}\s*\]|\d{1,3}\s*[.)]\s)")


class Zone(StrEnum):
    """Where a passage stands, as far as identifiers care."""

    HEAD = "head"
    CITATION = "citation"
    FRONT = "front"
    BODY = "body"


_ZONES = {
    Role.RUNNING_HEAD: Zone.HEAD,
    Role.IDENTIFIERS: Zone.HEAD,
    Role.CITATION: Zone.CITATION,
    Role.BODY: Zone.BODY,
    Role.OTHER: Zone.BODY,
}


def without_addresses(text: str) -> str:
    """A text of the same length in which DOIs, web and mail addresses are blotted out: their numbers mean nothing."""
    return _ADDRESSES.sub(lambda match: "\x00" * len(match[0]), text)


def fold(text: str) -> str:
    """Full-width forms, dashes, brackets and dots in their plain form; as many characters out as in."""
    return text.translate(_FOLD)


@dataclass(frozen=True)
class Passage:
    """Folded text of some lines joined by line feeds; `second` where it is the second engine's reading."""

    text: str
    raw: str
    page: int
    zone: Zone
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    role: Role = Role.OTHER
    second: bool = False
    later: bool = False
    """Whether it stands on a page after the one with the title."""

    def within(self, start: int, end: int) -> tuple[Line, ...]:
        """The lines that a span of the text touches."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, max(start, end - 1)) - 1
        return self.lines[max(first, 0) : last + 1]

    def confidence(self, start: int, end: int) -> float:
        """The worst line confidence in a span, of the reading that the text is."""
        readings = (line.other if self.second and line.other else line for line in self.within(start, end))
        return min((reading.confidence for reading in readings), default=1.0)

    def evidence(self, start: int, end: int) -> Evidence:
        """Where a span stands on the page, and its raw text."""
        lines = self.within(start, end)
        boxes = [
            _box(line, max(start - origin, 0), end - origin)
            for line, origin in zip(self.lines, self.starts, strict=True)
            if line in lines
        ]
        engine = lines[0].engine if lines else "text"
        if self.second and lines and lines[0].other:
            engine = lines[0].other.engine
        return Evidence(page=self.page, bbox=around(boxes), raw=self._given(start, end), engine=engine)

    def repairs(self, start: int, end: int) -> tuple[str, ...]:
        """What rules wrote in a span since the engine gave it."""
        return tuple(str(edit) for _, edits in self._parts(start, end) for edit in edits)

    def _given(self, start: int, end: int) -> str:
        """What the engine gave where a span stands."""
        if self.second or not any(line.edits for line in self.lines):
            return self.raw[start:end].strip()
        return "\n".join(unedited(text, edits) for text, edits in self._parts(start, end)).strip()

    def _parts(self, start: int, end: int) -> list[tuple[str, tuple[Edit, ...]]]:
        """The part of each line that a span covers, with its edits; none for the second engine's reading."""
        if self.second:
            return []
        spans = [
            (line, max(start - origin, 0), min(end - origin, len(line.text)))
            for line, origin in zip(self.lines, self.starts, strict=True)
        ]
        return [(line.text[a:b], within(line.edits, a, b)) for line, a, b in spans if a < b]


def _box(line: Line, start: int, end: int) -> BBox:
    """The box of a span of a line, by its words where they match the text."""
    cursor, boxes = 0, []
    for word in line.words:
        at = line.text.find(word.text, cursor)
        if at < 0:
            return line.bbox
        cursor = at + len(word.text)
        if at < end and cursor > start:
            boxes.append(word.bbox)
    return around(boxes) if boxes else line.bbox


def _passage(segment: Segment, zone: Zone, *, second: bool, later: bool) -> Passage:
    lines = segment.lines
    texts = [line.other.text if second and line.other else line.text for line in lines] or [segment.text]
    texts = [text.replace("\n", " ") for text in texts]
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    raw = "\n".join(texts)[:_LONGEST]
    return Passage(
        text=fold(raw),
        raw=raw,
        page=segment.page,
        zone=zone,
        lines=lines,
        starts=tuple(starts),
        role=segment.role,
        second=second,
        later=later,
    )


def _zone(segment: Segment) -> Zone:
    zone = _ZONES.get(segment.role, Zone.FRONT)
    tall = segment.role is Role.RUNNING_HEAD and len(segment.lines) > _TALLEST_HEAD
    return Zone.BODY if tall else zone


@lru_cache(maxsize=2)
def passages(segments: Segments) -> tuple[Passage, ...]:
    """Every segment before the reference list, and the second engine's reading of those that it read otherwise."""
    title = min(segments.of(Role.TITLE), key=lambda s: (s.page, s.bbox.top), default=None)
    first = title.page if title else min((s.page for s in segments.segments), default=1)
    edges = [segments.segments[n] for n in at_edges(segments)]
    found = []
    for segment in _with_broken_dois(_before_references(segments)):
        later, zone = segment.page > first, _zone(segment)
        if any(segment.bbox == s.bbox and segment.page == s.page for s in edges):
            zone = Zone.HEAD
        if title and zone is Zone.BODY and segment.page == first and segment.bbox.bottom <= title.bbox.top:
            zone = Zone.HEAD
        found.append(_passage(segment, zone, second=False, later=later))
        if any(line.other for line in segment.lines):
            found.append(_passage(segment, zone, second=True, later=later))
    return tuple(found)


def _with_broken_dois(found: list[Segment]) -> list[Segment]:
    """A segment that ends within a DOI gets the line that it goes on with, whatever that was taken for."""
    kept = []
    for segment, following in zip(found, [*found[1:], None], strict=False):
        lines = segment.lines
        if (
            following is not None
            and following.page == segment.page
            and lines
            and following.lines
            and _BROKEN_DOI.search(fold(lines[-1].text))
            and _DOI_END.match(fold(following.lines[0].text))
        ):
            kept.append(segment.model_copy(update={"lines": (*lines, following.lines[0])}))
        else:
            kept.append(segment)
    return kept


def split_lines(passage: Passage) -> tuple[Passage, ...]:
    """One passage a line."""
    return tuple(
        Passage(
            text=fold(raw),
            raw=raw,
            page=passage.page,
            zone=passage.zone,
            lines=passage.lines[n : n + 1],
            starts=(0,),
            role=passage.role,
            second=passage.second,
            later=passage.later,
        )
        for n, raw in enumerate(passage.raw.split("\n"))
    )


def _before_references(segments: Segments) -> list[Segment]:
    kept, references = [], False
    for segment in segments.segments:
        plain = segment.role in {Role.BODY, Role.OTHER}
        if plain and _is_reference_heading(segment):
            references = True
        if plain and (references or (_ITEM.match(segment.text) and "doi" in segment.text.casefold())):
            continue
        kept.append(segment)
    return kept


def _is_reference_heading(segment: Segment) -> bool:
    headings = {label for found in languages().values() for label in found.labels.get("references", ())}
    first = segment.lines[0].text if segment.lines else segment.text
    return re.sub(r"[\s\[\]:\d.]", "", fold(first)).casefold() in {re.sub(r"\s", "", h) for h in headings}
