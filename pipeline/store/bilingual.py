"""What the records of a library teach a translation memory: the sentence pairs of abstracts printed in two languages."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.languages.alignment import align
from pipeline.languages.sentences import split
from pipeline.records.paths import FieldPath
from pipeline.records.record import Record, RecordAbstract
from pipeline.store.memory import SentencePair

SURE = 4.0
"""Nats a sentence up to which an alignment is kept; measured in benchmarks/translation.py."""


def sentence_pairs(record: Record, target: str = "en") -> Iterator[SentencePair]:
    """The title and the aligned sentences of an abstract that the page prints in both languages; no machine text."""
    source = record.language
    if source is None or source == target:
        return
    titles = record.title.get(source), record.title.get(target)
    if all(titles) and FieldPath.of("title", target) not in record.translated:
        yield _pair(record, source, target, str(titles[0]), str(titles[1]))
    here, there = record.abstract.get(source), record.abstract.get(target)
    if here and there and FieldPath.of("abstract", target) not in record.translated:
        for a, b in _texts(here, there):
            yield from _aligned(record, source, target, a, b)


def _texts(here: RecordAbstract, there: RecordAbstract) -> list[tuple[str, str]]:
    """Section by section where both abstracts have the same ones, else as a whole."""
    if here.sections and [s.label for s in here.sections] == [s.label for s in there.sections]:
        return [(a.text, b.text) for a, b in zip(here.sections, there.sections, strict=True)]
    return [(here.text, there.text)]


def _aligned(record: Record, source: str, target: str, here: str, there: str) -> Iterator[SentencePair]:
    ours, theirs = split(here, source), split(there, target)
    for bead in align(ours, source, theirs, target):
        if bead.source and bead.target and bead.cost <= SURE:
            yield _pair(
                record,
                source,
                target,
                "".join(ours[i] for i in bead.source),
                " ".join(theirs[j] for j in bead.target),
            )


def _pair(record: Record, source: str, target: str, here: str, there: str) -> SentencePair:
    return SentencePair(
        source_language=source, target_language=target, source=here, target=there, origin=record.id
    )
