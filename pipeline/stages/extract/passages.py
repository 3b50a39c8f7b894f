"""What the identifier rules read: each segment as folded text in which every character knows its line and box."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from pipeline.languages import languages
from pipeline.languages.scripts import CAPITALS
from pipeline.languages.told import REPRINTED
from pipeline.records.article import Evidence
from pipeline.records.base import Same, around
from pipeline.records.edits import Edit
from pipeline.records.printed import Print
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.serials.margins import at_edges, is_reference, without_figures
from pipeline.stages.extract.serials.statements import statements

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
_BRACKETS = {ord("共"): "(", ord("兲"): ")"}
"""The brackets of a font that many a physics journal is set in, as its map gives them: `101, 023106 共2007兲`."""
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
_BROKEN_MAIL = re.compile(r"[\w-]@\s*(?:[\w-]+\.\s?)*$")
_MAIL_END = re.compile(r"\s*(?:[\w-]+\s?\.\s?)*[A-Za-z]{2,}\s*[.。;；,，)）]*\s*$")
_ITEM = re.compile(r"\s*(?:\[\s*\d{1,3}\s*\]|\d{1,3}\s*[.)]\s)")

_NAME = re.compile(rf"\s*[{CAPITALS}][^\W\d_]*[^\d\[\](),;@/]{{2,70}}[\s,.]")
"""A journal's name before the volume."""
_GOES_ON = re.compile(r"\s*[-–—]\s")
"""What the last line of a reference begins with at the foot of a page, where GOST parts its elements: `– 2003. – Т. 4.`"""


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
    return (text.translate(_BRACKETS) if "兲" in text else text).translate(_FOLD)


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

    @cached_property
    def printed(self) -> Print:
        """What the first engine read there; the second engine's reading is laid over it."""
        return Print(self.page, self.lines)

    def confidence(self, start: int, end: int) -> float:
        """The worst line confidence in a span, of the reading that the text is."""
        lines = (line for line, _, _ in self._touched(start, end))
        readings = (line.other if self.second and line.other else line for line in lines)
        return min((reading.confidence for reading in readings), default=1.0)

    def evidence(self, start: int, end: int) -> Evidence:
        """Where a span stands on the page, and its raw text."""
        touched = self._touched(start, end)
        bbox = around([line.box(a, b) for line, a, b in touched])
        if not self.second:
            return self.printed.cut(start, end).evidence(bbox)
        reading = next((line.other for line, _, _ in touched[:1] if line.other), None)
        engine = reading.engine if reading else self.printed.engine
        return Evidence(page=self.page, bbox=bbox, raw=self.raw[start:end].strip(), engine=engine)

    def edits(self, start: int, end: int) -> tuple[Edit, ...]:
        """What rules wrote in a span since the engine gave it; none for the second engine's reading."""
        if self.second or not any(line.edits for line in self.lines):
            return ()
        return self.printed.cut(start, end).edits

    def _touched(self, start: int, end: int) -> list[tuple[Line, int, int]]:
        """The lines that a span touches, each with its part of it."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_right(self.starts, max(start, end - 1))
        pairs = zip(self.lines[first:last], self.starts[first:last], strict=False)
        return [(line, max(start - origin, 0), end - origin) for line, origin in pairs]


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


def passages(segments: Segments) -> tuple[Passage, ...]:
    """Every segment before the reference list, and the second engine's reading of those that it read otherwise."""
    return _passages(Same(segments))


@lru_cache(maxsize=2)
def _passages(key: Same[Segments]) -> tuple[Passage, ...]:
    segments = key.it
    title = min(segments.of(Role.TITLE), key=lambda s: (s.page, s.bbox.top), default=None)
    first = title.page if title else min((s.page for s in segments.segments), default=1)
    edges = [segments.segments[n] for n in at_edges(segments)]
    found = []
    for segment in _with_broken_ends(_before_references(segments)):
        later, zone = segment.page > first, _zone(segment)
        at_edge = any(segment.bbox == s.bbox and segment.page == s.page for s in edges)
        if at_edge and not REPRINTED.search(segment.text):
            zone = Zone.HEAD
        over = title and zone is Zone.BODY and segment.page == first and segment.bbox.bottom <= title.bbox.top
        if over and not is_reference(segment.text):
            zone = Zone.HEAD
        found.append(_passage(segment, zone, second=False, later=later))
        if zone is Zone.FRONT and not later:
            cited = [line for line in segment.lines if lone_name(fold(line.text))]
            found += (
                _passage(
                    segment.model_copy(update={"lines": (line,)}), Zone.CITATION, second=False, later=later
                )
                for line in cited
            )
        if any(line.other for line in segment.lines):
            found.append(_passage(segment, zone, second=True, later=later))
    return tuple(found)


def lone_name(text: str) -> str:
    """The journal's name in a folded line that is nothing but name, volume, pages and year; else nothing.

    `Z. Naturforsch. 54 a, 272-273 (1999);`
    """
    found = [s for s in statements(text) if s.year and s.volume and s.last]
    if len(found) != 1 or re.search(r"\w", text[found[0].end :]):
        return ""
    name = text[: found[0].start]
    return name.strip(" ,") if _NAME.fullmatch(name) else ""


def _with_broken_ends(found: list[Segment]) -> list[Segment]:
    """A segment that ends within a DOI or an address gets the line that it goes on with, whatever that was taken for."""
    kept = []
    for segment, following in zip(found, [*found[1:], None], strict=False):
        lines = segment.lines
        if (
            following is not None
            and following.page == segment.page
            and lines
            and following.lines
            and any(
                broken.search(fold(lines[-1].text)) and end.match(fold(following.lines[0].text))
                for broken, end in ((_BROKEN_DOI, _DOI_END), (_BROKEN_MAIL, _MAIL_END))
            )
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
    kept: list[Segment] = []
    references: Segment | None = None
    for segment in segments.segments:
        plain = segment.role in {Role.BODY, Role.OTHER}
        if plain and _is_reference_heading(segment):
            references = segment
        if (
            references
            and segment.role is Role.RUNNING_HEAD
            and _ends_references(segment, references, segments)
        ):
            continue
        if plain and (references or (_ITEM.match(segment.text) and "doi" in segment.text.casefold())):
            continue
        kept.append(segment)
    return kept


def _ends_references(foot: Segment, heading: Segment, segments: Segments) -> bool:
    """Whether what passes for a foot is the end of the last reference: what no other page prints, below the heading of the list."""
    if _GOES_ON.match(foot.text):
        return True
    own = without_figures(foot.text)
    if not (own and foot.lines and heading.lines and foot.page == heading.page > 1):
        return False
    below = foot.lines[0].bbox.top > heading.lines[0].bbox.bottom
    return below and not any(
        s.page != foot.page and without_figures(s.text) == own for s in segments.segments
    )


def _is_reference_heading(segment: Segment) -> bool:
    headings = {label for found in languages().values() for label in found.labels.get("references", ())}
    first = segment.lines[0].text if segment.lines else segment.text
    return re.sub(r"[\s\[\]:\d.]", "", fold(first)).casefold() in {re.sub(r"\s", "", h) for h in headings}
