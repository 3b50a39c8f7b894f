"""Sentences of a text and of its translation, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.records.record import RecordAbstract

_END = re.compile(r"[。！？!?；](?:[”’」』）)]*)\s*|\.(?=\s+[\"“(]?[A-ZА-ЯÀ-Þ0-9])\s+|\n+")
_ABBREVIATION = re.compile(r"(?:\b(?:vs|et al|e\.g|i\.e|Fig|Dr|No|approx|resp|ca|[A-Z])\.)\s*$")


class Span(NamedTuple):
    """A stretch of a text."""

    start: int
    end: int


class Row(NamedTuple):
    """What stands side by side: a stretch of each text, or None where the other side has no counterpart."""

    label: str
    source: Span | None
    target: Span | None


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of a stretch of text, together covering all of it but the spaces between."""
    end = len(text) if end is None else end
    spans: list[Span] = []
    begin = start
    for found in _END.finditer(text, start, end):
        if _ABBREVIATION.search(text, begin, found.end()):
            continue
        spans.append(_trimmed(text, begin, found.end()))
        begin = found.end()
    spans.append(_trimmed(text, begin, end))
    return [span for span in spans if span.start < span.end]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def aligned(source: RecordAbstract | None, target: RecordAbstract | None) -> list[Row]:
    """Rows of two abstracts: section by section where both have the same sections, then sentence by sentence."""
    ours, theirs = _parts(source), _parts(target)
    if [label for label, _ in ours] != [label for label, _ in theirs]:
        ours, theirs = _whole(source), _whole(target)
    rows: list[Row] = []
    labels = [label for label, _ in ours or theirs]
    for number, label in enumerate(labels):
        first = ours[number][1] if ours else []
        second = theirs[number][1] if theirs else []
        texts = (source.text if source else "", target.text if target else "")
        for place, (one, other) in enumerate(_paired(first, second, texts)):
            rows.append(Row(label if place == 0 else "", one, other))
    return rows


_Parts = list[tuple[str, list[Span]]]


def _whole(abstract: RecordAbstract | None) -> _Parts:
    return [("", sentence_spans(abstract.text))] if abstract else []


def _parts(abstract: RecordAbstract | None) -> _Parts:
    """The sentences of each section, headings with the first; all in one where there are no sections."""
    if abstract is None:
        return []
    starts: list[int] = []
    at = 0
    for section in abstract.sections:
        found = abstract.text.find(section.heading, at)
        if found < 0 or not section.heading:
            return _whole(abstract)
        starts.append(found)
        at = found + len(section.heading)
    if not starts or abstract.text[: starts[0]].strip():
        return _whole(abstract)
    ends = [*starts[1:], len(abstract.text)]
    return [
        (section.label, sentence_spans(abstract.text, start, end))
        for section, start, end in zip(abstract.sections, starts, ends, strict=True)
    ]


def _paired(
    source: Sequence[Span], target: Sequence[Span], texts: tuple[str, str]
) -> list[tuple[Span | None, Span | None]]:
    """Sentences matched by length and shared figures (Gale and Church 1993, with 1-1, 1-2, 2-1, 1-0 and 0-1 beads)."""
    if not source or not target:
        return [(s, None) for s in source] + [(None, t) for t in target]
    if len(source) == len(target):
        return list(zip(source, target, strict=True))
    ratio = sum(t.end - t.start for t in target) / max(1, sum(s.end - s.start for s in source))
    costs: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    for i in range(len(source) + 1):
        for j in range(len(target) + 1):
            options = [
                (costs[i - a, j - b][0] + _cost(source[i - a : i], target[j - b : j], texts, ratio), a, b)
                for a, b in ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1))
                if (i - a, j - b) in costs
            ]
            if options:
                costs[i, j] = min(options)
    pairs: list[tuple[Span | None, Span | None]] = []
    i, j = len(source), len(target)
    while (i, j) != (0, 0):
        _, a, b = costs[i, j]
        pairs.append((_joined(source[i - a : i]), _joined(target[j - b : j])))
        i, j = i - a, j - b
    return pairs[::-1]


def _joined(spans: Sequence[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None


def _cost(source: Sequence[Span], target: Sequence[Span], texts: tuple[str, str], ratio: float) -> float:
    one, other = _joined(source), _joined(target)
    if one is None or other is None:
        return 3.0
    length = (one.end - one.start) * ratio
    here = other.end - other.start
    figures = [set(re.findall(r"\d+", t[s.start : s.end])) for t, s in zip(texts, (one, other), strict=True)]
    shared = len(figures[0] & figures[1]) / max(1, len(figures[0] | figures[1]))
    return abs(length - here) / max(length, here, 1.0) - shared + 0.5 * (len(source) + len(target) - 2)
