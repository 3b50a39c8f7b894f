"""Where a value's characters stand on the page, how sure they were read, and what the second engine read there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from pipeline.records.base import BBox, around
from pipeline.records.edits import origins
from pipeline.records.record import RecordEvidence
from pipeline.records.text import Line, PageText, share

LOW = 0.6
"""Characters read with less confidence are marked."""

ALIKE = 0.6
"""A second reading less like the first than this is noise, and is not offered."""


class Spot(NamedTuple):
    """A page and a box on it."""

    page: int
    bbox: BBox


class OtherReading(NamedTuple):
    """What the second engine reads for a stretch of a line, and which stretch."""

    text: str
    line: int
    start: int


@dataclass(frozen=True)
class ShownCharacter:
    """One character of a line as it was read; `other` is what the second engine has instead (None: the same)."""

    text: str
    place: Spot
    confidence: float
    line: int
    other: OtherReading | None = None


Letters = tuple[ShownCharacter | None, ...]
"""A line: a glyph for each character that the engine gave, None for a space."""


@dataclass(frozen=True)
class ReadPage:
    """A page's lines in reading order."""

    number: int
    lines: tuple[Letters, ...]


class ValueRun(NamedTuple):
    """A stretch of a value: where it starts, and whether it is doubtful. `other` is the second reading.

    `lonely` marks a number that the other language does not have.
    """

    start: int
    text: str
    doubtful: bool = False
    other: str | None = None
    confidence: float = 1.0
    place: Spot | None = None
    lonely: bool = False


@dataclass(frozen=True)
class ValueOnPage:
    """A value laid over the page: for each character the glyph it was read from, or None."""

    value: str
    glyphs: tuple[ShownCharacter | None, ...]

    def places(self, start: int = 0, end: int | None = None) -> tuple[Spot, ...]:
        """The boxes of a stretch of the value, one for each line that it runs over."""
        lines: dict[tuple[int, int], list[BBox]] = {}
        for glyph in self.glyphs[start:end]:
            if glyph is not None:
                lines.setdefault((glyph.place.page, glyph.line), []).append(glyph.place.bbox)
        return tuple(Spot(page, around(boxes)) for (page, _), boxes in lines.items())

    def runs(self, start: int = 0, end: int | None = None) -> tuple[ValueRun, ...]:
        """A stretch of the value in runs, doubtful characters apart."""
        end = len(self.value) if end is None else end
        runs: list[ValueRun] = []
        at = start
        while at < end:
            doubtful, other = self._kind(at)
            stop = at + 1
            while stop < end and self._kind(stop) == (doubtful, other):
                stop += 1
            sure = min((g.confidence for g in self.glyphs[at:stop] if g), default=1.0)
            place = next(iter(self.places(at, stop)), None) if doubtful else None
            second = other.text if other else None
            runs.append(ValueRun(at, self.value[at:stop], doubtful, second, sure, place))
            at = stop
        return tuple(runs)

    def _kind(self, at: int) -> tuple[bool, OtherReading | None]:
        glyph = self.glyphs[at]
        if glyph is None:
            return False, None
        return glyph.confidence < LOW or glyph.other is not None, glyph.other


def lay_out(page: PageText) -> ReadPage:
    """A page's text as glyphs."""
    return ReadPage(page.number, tuple(_row(line, page.number, n) for n, line in enumerate(page.lines)))


def read_from(value: str, evidence: RecordEvidence | None, pages: Sequence[ReadPage]) -> ValueOnPage:
    """Lay a value over the lines that it was read from, by its evidence's spans and log."""
    given = _given(evidence, {page.number: page for page in pages}) if evidence else []
    if evidence is None or len(given) != len(evidence.raw):
        return ValueOnPage(value, (None,) * len(value))
    log = evidence.saying(value).edits
    return ValueOnPage(value, tuple(None if at is None else given[at] for at in origins(value, log)))


def _given(evidence: RecordEvidence, pages: Mapping[int, ReadPage]) -> list[ShownCharacter | None]:
    """The glyphs of what the engine gave for a value, between two lines nothing; none where a page is not at hand."""
    found: list[ShownCharacter | None] = []
    for page, line, start, end in evidence.spans:
        if page not in pages or line >= len(pages[page].lines):
            return []
        found += [*pages[page].lines[line][start:end], None]
    return found[:-1]


def _comparable(character: str) -> str:
    """A character for comparing, always one: without case and width."""
    folded = unicodedata.normalize("NFKC", character).casefold()
    return folded if len(folded) == 1 else character


def _without_spaces(text: str) -> tuple[str, list[int]]:
    """A text without spaces for comparing, and where each of its characters stood."""
    at = [i for i, character in enumerate(text) if not character.isspace()]
    return "".join(_comparable(text[i]) for i in at), at


def _row(line: Line, page: int, number: int) -> Letters:
    at = origins(line.text, line.edits)
    others = {at[i]: other for i, other in _others(line, number).items()}
    return tuple(
        None if c.isspace() else ShownCharacter(c, Spot(page, box), sure, number, others.get(i))
        for i, (c, (box, sure)) in enumerate(zip(line.raw, _boxes(line), strict=True))
    )


def _boxes(line: Line) -> Iterator[tuple[BBox, float]]:
    """Box and confidence of each character that the engine gave: its share of its word, else of the line."""
    for at in range(len(line.raw)):
        if line.spelled and (letter := line.spelled[at]):
            word = line.words[letter[0]]
            yield share(word.bbox, letter[1], letter[1] + 1, len(word.text)), word.confidence
        else:
            yield share(line.bbox, at, at + 1, len(line.raw)), line.confidence


def _others(line: Line, number: int) -> dict[int, OtherReading]:
    """Where the second engine differs: the index of a character, and what it read for the stretch around it."""
    if line.other is None:
        return {}
    mine, mine_at = _without_spaces(line.text)
    theirs, theirs_at = _without_spaces(line.other.text)
    if Levenshtein.normalized_similarity(mine, theirs) < ALIKE:
        return {}
    found: dict[int, OtherReading] = {}
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
        found.update({mine_at[i]: OtherReading(text, number, stretch.start) for i in stretch})
    return found
