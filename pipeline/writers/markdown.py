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
        yield f"## {without_markup(section.heading)}"
        yield without_markup(section.text)
    yield f"*{without_markup(note(record))}*"
    if record.quality.flags:
        yield "## Flags"
        yield "\n".join(
            f"- `{f.code}` {without_markup(f.path)}: {without_markup(f.message)}"
            for f in record.quality.flags
        )


def _head(record: Record) -> Iterator[str]:
    yield f"# {without_markup(source(record, 'title', record.title) or record.source.file)}"
    for language, title in others(record, "title", record.title).items():
        yield f"*{without_markup(title)}*{_note(record, 'title', language)}"
    if record.authors:
        yield "; ".join(" / ".join(without_markup(n) for n in a.name.values()) for a in record.authors)
    where = [
        " / ".join(without_markup(name) for _, name in source_first(record, "journal", record.journal)),
        str(record.year or ""),
        without_markup((record.volume or "") + (f"({record.issue})" if record.issue else "")),
        without_markup(page_range(record) or ""),
    ]
    if any(where):
        yield ", ".join(part for part in where if part)
    if type_of(record) is not ArticleType.ARTICLE or record.corrects:
        yield without_markup(
            type_of(record).value + (f", corrects: {record.corrects}" if record.corrects else "")
        )
    if record.doi:
        yield f"DOI: <https://doi.org/{quote(record.doi, safe='/:;().-_')}>"


def _abstract(record: Record, language: str) -> Iterator[str]:
    abstract = record.abstract[language]
    yield f"## Abstract ({without_markup(language)}){_note(record, 'abstract', language)}"
    if abstract.sections:
        yield from (f"**{without_markup(s.heading)}** {without_markup(s.text)}" for s in abstract.sections)
    else:
        yield without_markup(abstract.text)
    if record.keywords.get(language):
        words = "; ".join(without_markup(w) for w in record.keywords[language])
        yield f"Keywords{_note(record, 'keywords', language)}: {words}"


def without_markup(text: str) -> str:
    """Text on one line in which no character is markup."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _note(record: Record, field: str, language: str) -> str:
    return f" ({MACHINE_NOTE})" if machine(record, field, language) else ""
