"""Search terms in any script: Latin words as they are, Han, Kana and Hangul as overlapping pairs of characters.

Trigram indexes (SQLite's tokenizer, PostgreSQL's pg_trgm) cannot find 肺癌: two characters hold no trigram. Pairs can,
and a longer word is a phrase of pairs; both databases index the same terms, so both find the same records. What has a
short field of its own is indexed a second time under the field's name, so that `title:肺癌` is a term like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.records.record import Record
from pipeline.store.folding import alike, folded, name_readings, readings

EAST = "\u2e80-\u2fff\u3005-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"([{EAST}]+)|([^\W_{EAST}]+)")
_LONGEST = 60
_MOST = 20_000

INDEX = 2
"""The version of what is indexed: a desk with an older one is indexed anew."""

FIELDS = ("title", "author", "keyword", "journal", "doi", "issn", "clc", "email", "file")
"""Fields that can be searched by themselves."""


def words(text: str) -> Iterator[str]:
    """The index terms of a text, in order. The last character of an Eastern run stands alone as well."""
    for east, other in _RUN.findall(folded(text)):
        if other:
            yield other[:_LONGEST]
            continue
        yield from (east[i : i + 2] for i in range(len(east) - 1))
        yield east[-1]


def in_field(field: str, terms: Iterable[str]) -> Iterator[str]:
    """Index terms as they stand under a field's name."""
    return (f"{field}0{term}" for term in terms)


def _fields(record: Record) -> dict[str, list[str]]:
    return {
        "title": list(record.title.values()),
        "author": [" ".join(author.name.values()) for author in record.authors],
        "keyword": ["; ".join(terms) for terms in record.keywords.values()],
        "journal": list(record.journal.values()),
        "doi": [record.doi or ""],
        "issn": [record.issn or ""],
        "clc": list(record.clc),
        "email": [author.email or "" for author in record.authors],
        "file": [record.source.file],
    }


def searched(record: Record) -> Iterator[str]:
    """The texts of a record that search looks into, in the order in which snippets are looked for."""
    fields = _fields(record)
    yield from fields["title"]
    yield from fields["keyword"]
    yield from (abstract.text for abstract in record.abstract.values())
    yield from fields["author"]
    yield from fields["journal"]
    yield from (name for value in (record.doi, record.article_number, record.issn) if (name := value))
    yield from (" ".join(affiliation.name.values()) for affiliation in record.affiliations)
    yield from record.clc
    yield from filter(None, fields["email"])
    yield from record.funding
    for section in record.sections:
        yield f"{section.heading} {section.text}"
    yield record.source.file


def record_words(record: Record) -> tuple[str, ...]:
    """All index terms of a record, bounded in number: its fields, the pinyin of names and titles, its texts."""
    found: list[str] = []
    for field, texts in _fields(record).items():
        for text in texts:
            found.extend(in_field(field, words(text)))
    for author in record.authors:
        for name in author.name.values():
            read = list(name_readings(name))
            found += [*read, *in_field("author", read)]
    for text in (
        *record.title.values(),
        *record.journal.values(),
        *(w for k in record.keywords.values() for w in k),
    ):
        found.extend(readings(text))
    for text in searched(record):
        found.extend(words(text))
    return tuple(found[:_MOST])


class Snippet(NamedTuple):
    """A stretch of text around what was found: pieces, each with whether it was searched for."""

    pieces: tuple[tuple[str, bool], ...]


def snippet(record: Record, wanted: Iterable[str], around: int = 60) -> Snippet:
    """The first stretch of the record's texts that holds most of what was asked, with the hits apart."""
    patterns = [_pattern(text) for text in wanted]
    best, most = "", -1
    for text in searched(record):
        hits = sum(bool(p.search(alike(text))) for p in patterns)
        if hits > most:
            best, most = text, hits
        if hits == len(patterns):
            break
    if most <= 0:
        return Snippet(((best[: 2 * around], False),))
    either = re.compile("|".join(f"(?:{p.pattern})" for p in patterns), re.IGNORECASE)
    first = either.search(alike(best))
    start = max(0, (first.start() if first else 0) - around)
    end = min(len(best), (first.end() if first else 0) + 2 * around)
    shown = ("…" if start else "") + best[start:end] + ("…" if end < len(best) else "")
    pieces: list[tuple[str, bool]] = []
    at = 0
    for hit in either.finditer(alike(shown)):
        if hit.start() > at:
            pieces.append((shown[at : hit.start()], False))
        pieces.append((shown[hit.start() : hit.end()], True))
        at = hit.end()
    return Snippet((*pieces, (shown[at:], False)))


def _pattern(text: str) -> re.Pattern[str]:
    """What a term looks like in running text: its runs, with anything but letters between them."""
    runs = [east or other for east, other in _RUN.findall(folded(text))]
    return re.compile(r"[\W_]*".join(map(re.escape, runs)) or r"(?!)", re.IGNORECASE)
