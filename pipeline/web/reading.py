"""Where a value's characters stand on the page, how sure they were read, and what the second engine read there."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from pipeline.records.base import BBox, around
from pipeline.records.record import RecordEvidence
from pipeline.records.text import Line, PageText

LOW = 0.6
"""Characters read with less confidence are marked."""

ALIKE = 0.6
"""A second reading less like the first than this is noise, and is not offered."""


class Place(NamedTuple):
    """A page and a box on it."""

    page: int
    bbox: BBox


class Other(NamedTuple):
    """What the second engine reads for a stretch of a line, and which stretch."""

    text: str
    line: int
    start: int


@dataclass(frozen=True)
class Glyph:
    """One character of a line as it was read; `other` is what the second engine has instead (None: the same)."""

    text: str
    place: Place
    confidence: float
    line: int
    other: Other | None = None


@dataclass(frozen=True)
class ReadPage:
    """A page's lines in reading order, each with its box and glyphs."""

    number: int
    lines: tuple[tuple[BBox, tuple[Glyph, ...]], ...]


class Run(NamedTuple):
    """A stretch of a value: where it starts, and whether it is doubtful. `other` is the second reading.

    `lonely` marks a number that the other language does not have.
    """

    start: int
    text: str
    doubtful: bool = False
    other: str | None = None
    confidence: float = 1.0
    place: Place | None = None
    lonely: bool = False


@dataclass(frozen=True)
class ValueOnPage:
    """A value laid over the page: for each character the glyph it was read from, or None."""

    value: str
    glyphs: tuple[Glyph | None, ...]

    def places(self, start: int = 0, end: int | None = None) -> tuple[Place, ...]:
        """The boxes of a stretch of the value, one for each line that it runs over."""
        lines: dict[tuple[int, int], list[BBox]] = {}
        for glyph in self.glyphs[start:end]:
            if glyph is not None:
                lines.setdefault((glyph.place.page, glyph.line), []).append(glyph.place.bbox)
        return tuple(Place(page, around(boxes)) for (page, _), boxes in lines.items())

    def runs(self, start: int = 0, end: int | None = None) -> tuple[Run, ...]:
        """A stretch of the value in runs, doubtful characters apart."""
        end = len(self.value) if end is None else end
        runs: list[Run] = []
        at = start
        while at < end:
            doubtful, other = self._kind(at)
            stop = at + 1
            while stop < end and self._kind(stop) == (doubtful, other):
                stop += 1
            sure = min((g.confidence for g in self.glyphs[at:stop] if g), default=1.0)
            place = next(iter(self.places(at, stop)), None) if doubtful else None
            second = other.text if other else None
            runs.append(Run(at, self.value[at:stop], doubtful, second, sure, place))
            at = stop
        return tuple(runs)

    def _kind(self, at: int) -> tuple[bool, Other | None]:
        glyph = self.glyphs[at]
        if glyph is None:
            return False, None
        return glyph.confidence < LOW or glyph.other is not None, glyph.other


def lay_out(page: PageText) -> ReadPage:
    """A page's text as glyphs."""
    return ReadPage(
        page.number,
        tuple((line.bbox, _line_glyphs(line, page.number, n)) for n, line in enumerate(page.lines)),
    )


def read_from(value: str, evidence: RecordEvidence | None, pages: Sequence[ReadPage]) -> ValueOnPage:
    """Lay a value over the lines that it was read from: those in its box, and for long texts the pages after."""
    if evidence is None or not value:
        return ValueOnPage(value, (None,) * len(value))
    glyphs = _glyphs_of(evidence, pages, long=len(value) > 200)
    wanted, at = _bare(value)
    stream = "".join(_plain(g.text) for g in glyphs)
    if not wanted or not stream:
        return ValueOnPage(value, (None,) * len(value))
    first, last = _window(wanted, stream)
    found: list[Glyph | None] = [None] * len(value)
    for step in Levenshtein.opcodes(wanted, stream[first:last]):
        if step.tag in {"equal", "replace"}:
            for i in range(step.src_end - step.src_start):
                found[at[step.src_start + i]] = glyphs[first + step.dest_start + i]
    return ValueOnPage(value, tuple(found))


def _glyphs_of(evidence: RecordEvidence, pages: Sequence[ReadPage], long: bool) -> list[Glyph]:
    glyphs: list[Glyph] = []
    for page in pages:
        here = page.number == evidence.page
        if here or (long and page.number == evidence.page + 1):
            for box, line in page.lines:
                if not here or _inside(box, evidence.bbox):
                    glyphs += line
    return glyphs


def _inside(line: BBox, box: BBox) -> bool:
    shared = max(0, min(line.right, box.right) - max(line.left, box.left)) * line.shares_rows(box)
    return 2 * shared >= line.width * line.height


def _window(wanted: str, stream: str) -> tuple[int, int]:
    """The stretch of the stream that the value was read from."""
    if len(stream) <= len(wanted):
        return 0, len(stream)
    found = partial_ratio_alignment(wanted, stream)
    if found is None:
        return 0, len(stream)
    slack = 20
    return max(0, found.dest_start - slack), min(len(stream), found.dest_end + slack)


def _plain(character: str) -> str:
    """A character for comparing, always one: without case and width."""
    folded = unicodedata.normalize("NFKC", character).casefold()
    return folded if len(folded) == 1 else character


def _bare(text: str) -> tuple[str, list[int]]:
    """A text without spaces for comparing, and where each of its characters stood."""
    at = [i for i, character in enumerate(text) if not character.isspace()]
    return "".join(_plain(text[i]) for i in at), at


def _line_glyphs(line: Line, page: int, number: int) -> tuple[Glyph, ...]:
    """One glyph for each character of a line that is no space."""
    others = _others(line, number)
    boxes = _character_boxes(line)
    glyphs = []
    for bare, i in enumerate(_bare(line.text)[1]):
        box, confidence = boxes[bare]
        glyphs.append(Glyph(line.text[i], Place(page, box), confidence, number, others.get(i)))
    return tuple(glyphs)


def _character_boxes(line: Line) -> list[tuple[BBox, float]]:
    """Box and confidence of each character of a line; shared out evenly where words do not spell the line."""
    count = len(_bare(line.text)[1])
    spelled = [(character, word) for word in line.words for character in word.text if not character.isspace()]
    if len(spelled) == count:
        return [(word.bbox, word.confidence) for _, word in spelled]
    step = line.bbox.width / max(1, count)
    left, top, _, bottom = line.bbox
    return [
        (BBox(int(left + i * step), top, int(left + (i + 1) * step), bottom), line.confidence)
        for i in range(count)
    ]


def _others(line: Line, number: int) -> dict[int, Other]:
    """Where the second engine differs: the index of a character, and what it read for the stretch around it."""
    if line.other is None:
        return {}
    mine, mine_at = _bare(line.text)
    theirs, theirs_at = _bare(line.other.text)
    if Levenshtein.normalized_similarity(mine, theirs) < ALIKE:
        return {}
    found: dict[int, Other] = {}
    for step in Levenshtein.opcodes(mine, theirs):
        if step.tag == "equal":
            continue
        # What only the second engine read hangs on the character before it, or else after it.
        lone = step.src_start == step.src_end
        before = int(lone and step.src_start > 0)
        after = int(lone and not before)
        stretch = range(step.src_start - before, min(step.src_end + after, len(mine_at)))
        text = "".join(
            line.other.text[theirs_at[j]]
            for j in range(step.dest_start - before, min(step.dest_end + after, len(theirs_at)))
        )
        found.update({mine_at[i]: Other(text, number, stretch.start) for i in stretch})
    return found


def as_read(value: str, raw: str) -> str:
    """The stretch of the raw text that a repaired value was made from, without label and surroundings."""
    found = partial_ratio_alignment(value, raw)
    if found is None or len(raw) <= len(value):
        return raw.strip()
    return raw[found.dest_start : found.dest_end].strip()
