"""Markdown, for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from pipeline.records.article import ArticleType
from pipeline.records.record import Record
from pipeline.writers.characters import one_line
from pipeline.writers.trust import note
from pipeline.writers.views import MACHINE_NOTE, machine, others, page_range, source, source_first, type_of

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def markdown(record: Record) -> str:
    """One record as a page of Markdown, both languages one below the other, machine text marked."""
    return "\n\n".join(_blocks(record)) + "\n"


def _blocks(record: Record) -> Iterator[str]:
    yield from _head(record)
    for language in record.abstract:
        yield from _abstract(record, language)
    for section in record.sections:
        yield f"## {plain(section.heading)}"
        yield plain(section.text)
    yield f"*{plain(note(record))}*"
    if record.quality.flags:
        yield "## Flags"
        yield "\n".join(f"- `{f.code}` {plain(f.path)}: {plain(f.message)}" for f in record.quality.flags)


def _head(record: Record) -> Iterator[str]:
    yield f"# {plain(source(record, 'title', record.title) or record.source.file)}"
    for language, title in others(record, "title", record.title).items():
        yield f"*{plain(title)}*{_note(record, 'title', language)}"
    if record.authors:
        yield "; ".join(" / ".join(plain(n) for n in a.name.values()) for a in record.authors)
    where = [
        " / ".join(plain(name) for _, name in source_first(record, "journal", record.journal)),
        str(record.year or ""),
        plain((record.volume or "") + (f"({record.issue})" if record.issue else "")),
        plain(page_range(record) or ""),
    ]
    if any(where):
        yield ", ".join(part for part in where if part)
    if type_of(record) is not ArticleType.ARTICLE or record.corrects:
        yield plain(type_of(record).value + (f", corrects: {record.corrects}" if record.corrects else ""))
    if record.doi:
        yield f"DOI: <https://doi.org/{quote(record.doi, safe='/:;().-_')}>"


def _abstract(record: Record, language: str) -> Iterator[str]:
    abstract = record.abstract[language]
    yield f"## Abstract ({plain(language)}){_note(record, 'abstract', language)}"
    if abstract.sections:
        yield from (f"**{plain(s.heading)}** {plain(s.text)}" for s in abstract.sections)
    else:
        yield plain(abstract.text)
    if record.keywords.get(language):
        words = "; ".join(plain(w) for w in record.keywords[language])
        yield f"Keywords{_note(record, 'keywords', language)}: {words}"


def plain(text: str) -> str:
    """Text on one line in which no character is markup."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _note(record: Record, field: str, language: str) -> str:
    return f" ({MACHINE_NOTE})" if machine(record, field, language) else ""
