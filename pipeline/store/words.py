"""Search terms in any script: Latin words as they are, Han, Kana and Hangul as overlapping pairs of characters.

Trigram indexes (SQLite's tokenizer, PostgreSQL's pg_trgm) cannot find 肺癌: two characters hold no trigram. Pairs can,
and a longer word is a phrase of pairs; both databases index the same terms, so both find the same records.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.records.record import Record

_EAST = "\u2e80-\u2fff\u3005-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"([{_EAST}]+)|([^\W_{_EAST}]+)")
_CHUNK = re.compile(r'"([^"]*)"|(\S+)')
_BREAK = re.compile(r"[，。；、：！？（）【】《》“”,;]+")
_LONGEST = 60
_MOST = 20_000


class Term(NamedTuple):
    """Words that must stand one after another; the last is only a beginning where `prefix` is set."""

    words: tuple[str, ...]
    prefix: bool
    text: str


def words(text: str) -> Iterator[str]:
    """The index terms of a text, in order. The last character of an Eastern run stands alone as well."""
    for east, other in _RUN.findall(unicodedata.normalize("NFKC", text).casefold()):
        if other:
            yield other[:_LONGEST]
            continue
        yield from (east[i : i + 2] for i in range(len(east) - 1))
        yield east[-1]


def searched(record: Record) -> Iterator[str]:
    """The texts of a record that search looks into, in the order in which snippets are looked for."""
    yield from record.title.values()
    for terms in record.keywords.values():
        yield "; ".join(terms)
    yield from (abstract.text for abstract in record.abstract.values())
    for author in record.authors:
        yield " ".join(author.name.values())
    yield from record.journal.values()
    yield from (name for value in (record.doi, record.article_number, record.issn) if (name := value))
    for affiliation in record.affiliations:
        yield " ".join(affiliation.name.values())
    yield from record.funding
    for section in record.sections:
        yield f"{section.heading} {section.text}"
    yield record.source.file


def record_words(record: Record) -> tuple[str, ...]:
    """All index terms of a record, bounded in number."""
    found: list[str] = []
    for text in searched(record):
        found.extend(words(text))
    return tuple(found[:_MOST])


def terms(query: str) -> tuple[Term, ...]:
    """What a query asks for: every term must be found. Quotes join words to a phrase, `*` ends a beginning."""
    found: list[Term] = []
    for quoted, bare in _CHUNK.findall(query[:400]):
        pieces = [quoted] if quoted else _BREAK.split(bare)
        found.extend(term for piece in pieces if (term := _term(piece)))
    return tuple(found[:20])


def _term(piece: str) -> Term | None:
    stem = piece.rstrip("*")
    parts = list(words(stem))
    if not parts:
        return None
    single = len(parts[-1]) == 1 and re.fullmatch(f"[{_EAST}]", parts[-1]) is not None
    tail = len(parts) > 1 and single and parts[-2].endswith(parts[-1]) and len(parts[-2]) == 2
    if tail:
        parts.pop()
    return Term(tuple(parts), prefix=(single and not tail) or stem != piece, text=stem.strip())


class Snippet(NamedTuple):
    """A stretch of text around what was found: pieces, each with whether it was searched for."""

    pieces: tuple[tuple[str, bool], ...]


def snippet(record: Record, wanted: tuple[Term, ...], around: int = 60) -> Snippet:
    """The first stretch of the record's texts that holds most of what was asked, with the hits apart."""
    patterns = [_pattern(term) for term in wanted]
    best, most = "", -1
    for text in searched(record):
        hits = sum(bool(p.search(text)) for p in patterns)
        if hits > most:
            best, most = text, hits
    if most <= 0:
        return Snippet(((best[: 2 * around], False),))
    either = re.compile("|".join(f"(?:{p.pattern})" for p in patterns), re.IGNORECASE)
    first = either.search(best)
    start = max(0, (first.start() if first else 0) - around)
    end = min(len(best), (first.end() if first else 0) + 2 * around)
    shown = ("…" if start else "") + best[start:end] + ("…" if end < len(best) else "")
    pieces: list[tuple[str, bool]] = []
    at = 0
    for hit in either.finditer(shown):
        if hit.start() > at:
            pieces.append((shown[at : hit.start()], False))
        pieces.append((hit.group(), True))
        at = hit.end()
    return Snippet((*pieces, (shown[at:], False)))


def _pattern(term: Term) -> re.Pattern[str]:
    """What a term looks like in running text: its runs, with anything but letters between them."""
    runs = [east or other for east, other in _RUN.findall(unicodedata.normalize("NFKC", term.text))]
    return re.compile(r"[\W_]*".join(map(re.escape, runs)) or r"(?!)", re.IGNORECASE)
