"""Sentences of two abstracts side by side, and the numbers in which they differ."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.languages.agreement import compare
from pipeline.languages.alignment import align
from pipeline.languages.quantities import one_form
from pipeline.languages.sentences import split
from pipeline.records.record import RecordAbstract


class TextStretch(NamedTuple):
    """A stretch of a text."""

    start: int
    end: int


class Aligned(NamedTuple):
    """What stands side by side: a stretch of each text, or None where the other side has no counterpart."""

    label: str
    source: TextStretch | None
    target: TextStretch | None


class Side(NamedTuple):
    """An abstract (None where there is none) and its language."""

    abstract: RecordAbstract | None
    language: str

    @property
    def text(self) -> str:
        """The whole text, or nothing."""
        return self.abstract.text if self.abstract else ""


class _Part(NamedTuple):
    label: str
    spans: list[TextStretch]


def sentence_spans(text: str, language: str, start: int = 0, end: int | None = None) -> list[TextStretch]:
    """Where the sentences of a stretch of text stand."""
    end = len(text) if end is None else end
    ink = [i for i in range(start, end) if not text[i].isspace()]
    spans: list[TextStretch] = []
    at = 0
    for sentence in split(text[start:end], language):
        size = sum(not character.isspace() for character in sentence)
        spans.append(TextStretch(ink[at], ink[at + size - 1] + 1))
        at += size
    return spans


def aligned(source: Side, target: Side) -> list[Aligned]:
    """Rows of two abstracts: section by section where both have the same sections, then sentence by sentence."""
    ours, theirs = _section_parts(source), _section_parts(target)
    if ours and theirs and [part.label for part in ours] != [part.label for part in theirs]:
        ours, theirs = _whole(source), _whole(target)
    empty = [_Part(part.label, []) for part in ours or theirs]
    rows: list[Aligned] = []
    for one, other in zip(ours or empty, theirs or empty, strict=True):
        pairs = _paired(one.spans, other.spans, source, target)
        rows += [Aligned(one.label if n == 0 else "", a, b) for n, (a, b) in enumerate(pairs)]
    return rows


def _whole(side: Side) -> list[_Part]:
    return [_Part("", sentence_spans(side.text, side.language))] if side.abstract else []


def _section_parts(side: Side) -> list[_Part]:
    """The sentences of each section, its heading with the first; all in one where there are no sections."""
    sections = side.abstract.sections if side.abstract else ()
    starts: list[int] = []
    at = 0
    for section in sections:
        found = side.text.find(section.heading, at) if section.heading else -1
        if found < 0:
            return _whole(side)
        starts.append(found)
        at = found + len(section.heading)
    if not starts or side.text[: starts[0]].strip():
        return _whole(side)
    return [
        _Part(section.label, sentence_spans(side.text, side.language, start, end))
        for section, start, end in zip(sections, starts, [*starts[1:], len(side.text)], strict=True)
    ]


def _paired(
    ours: list[TextStretch], theirs: list[TextStretch], source: Side, target: Side
) -> list[tuple[TextStretch | None, TextStretch | None]]:
    if len(ours) == len(theirs):
        return list(zip(ours, theirs, strict=True))
    if not ours or not theirs:
        return [(span, None) for span in ours] + [(None, span) for span in theirs]
    beads = align(
        [source.text[a:b] for a, b in ours],
        source.language,
        [target.text[a:b] for a, b in theirs],
        target.language,
    )
    return [
        (_spanning([ours[i] for i in bead.source]), _spanning([theirs[j] for j in bead.target]))
        for bead in beads
    ]


def _spanning(spans: list[TextStretch]) -> TextStretch | None:
    return TextStretch(spans[0].start, spans[-1].end) if spans else None


@lru_cache(maxsize=4096)
def differing(
    source: str, source_language: str, target: str, target_language: str
) -> tuple[list[TextStretch], ...]:
    """The numbers of a sentence and of its translation that are not the same: one list for each side."""
    found = compare(source, source_language, target, target_language)
    numbers = [difference for difference in found if difference.kind == "number"]
    return (
        [span for d in numbers if (span := _where(d.source, source))],
        [span for d in numbers if (span := _where(d.target, target))],
    )


def _where(raw: str, text: str) -> TextStretch | None:
    """Where a number stands, as it was written; its digits alone where the writing was normalised."""
    flat = one_form(text)
    for wanted in (raw, *re.findall(r"\d+(?:\.\d+)?", raw)[:1]):
        place = re.search(rf"(?<!\d){re.escape(wanted)}(?!\d)", flat) if wanted else None
        if place and len(flat) == len(text):
            return TextStretch(*place.span())
        place = re.search(rf"(?<!\d){re.escape(wanted)}(?!\d)", text) if wanted else None
        if place:
            return TextStretch(*place.span())
    return None
