"""What a record says, in the terms that many formats share: source and English values, names, page ranges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from pipeline.records.article import ArticleType, Kind
from pipeline.records.catalogue import classifications
from pipeline.records.record import Record, RecordAbstract, RecordAuthor
from pipeline.writers.characters import legal

T = TypeVar("T")

MACHINE_NOTE = "Machine translation"


def machine(record: Record, field: str, language: str) -> bool:
    """Whether the value of that language-keyed field is machine text."""
    return f"{field}.{language}" in record.translated


def printed(record: Record, field: str, values: Mapping[str, T]) -> dict[str, T]:
    """The values that the pages print, without machine text and blank ones."""
    return {k: v for k, v in values.items() if not machine(record, field, k) and not _blank(v)}


def made(record: Record, field: str, values: Mapping[str, T], language: str) -> T | None:
    """The value in that language where it is machine text, else None."""
    return values.get(language) if machine(record, field, language) else None


def _blank(value: object) -> bool:
    if isinstance(value, str):
        return not legal(value).strip()
    if isinstance(value, RecordAbstract):
        return not value.sections and _blank(value.text)
    return isinstance(value, tuple) and all(map(_blank, value))


def source_language(record: Record, field: str, values: Mapping[str, T]) -> str | None:
    """The language of what `source` gives."""
    there = printed(record, field, values)
    return record.language if record.language in there else next(iter(there), None)


def source(record: Record, field: str, values: Mapping[str, T]) -> T | None:
    """The printed value in the record's own language, or the first that is printed; never machine text."""
    return values.get(source_language(record, field, values) or "")


def others(record: Record, field: str, values: Mapping[str, T]) -> dict[str, T]:
    """Every value but the one that `source` gives."""
    return _without(source_language(record, field, values), values)


def _without(mine: str | None, values: Mapping[str, T]) -> dict[str, T]:
    """Every value but that of a language and blank ones."""
    return {k: v for k, v in values.items() if k != mine and not _blank(v)}


def source_first(record: Record, field: str, values: Mapping[str, T]) -> Iterator[tuple[str, T]]:
    """Languages and values, the one that `source` gives first."""
    mine = source_language(record, field, values)
    if mine is not None:
        yield mine, values[mine]
    yield from _without(mine, values).items()


def type_of(record: Record) -> ArticleType:
    """The type of article; records of a time when none was told are journal articles or documents."""
    untold = record.article_type is ArticleType.DOCUMENT and record.kind is Kind.ARTICLE
    return ArticleType.ARTICLE if untold else record.article_type


def abstract_text(abstract: RecordAbstract | None) -> str | None:
    """The whole abstract's text."""
    return abstract.text if abstract else None


def affiliations(record: Record, author: RecordAuthor, language: str | None) -> list[str]:
    """The author's affiliations in that language, or in the first there is; none twice."""
    known = {a.id: a.name for a in record.affiliations}
    found = [known[number] for number in author.affiliations if number in known]
    names = [name.get(language or "") or next(iter(name.values()), "") for name in found]
    return list(dict.fromkeys(name for name in names if name.strip()))


def all_affiliations(record: Record, language: str | None) -> list[str]:
    """Every affiliation in the order of the authors, then those of which no author is known to be; none twice."""
    linked = (place for author in record.authors for place in affiliations(record, author, language))
    return list(dict.fromkeys([*linked, *unlinked(record, language)]))


def unlinked(record: Record, language: str | None) -> list[str]:
    """The affiliations that no author is known to belong to."""
    taken = {number for author in record.authors for number in author.affiliations}
    names = (a.name for a in record.affiliations if a.id not in taken)
    found = (name.get(language or "") or next(iter(name.values()), "") for name in names)
    return list(dict.fromkeys(name for name in found if name.strip()))


def page_range(record: Record) -> str | None:
    """`842-848`, `842`, or None."""
    if not record.first_page:
        return None
    return f"{record.first_page}-{record.last_page}" if record.last_page else record.first_page


def missing(there: Mapping[str, object]) -> str:
    """`without DOI, year`: the names of what is not there; nothing where all is."""
    absent = [name for name, value in there.items() if not value]
    return f"without {', '.join(absent)}" if absent else ""


def classes(record: Record) -> Iterator[tuple[str, str]]:
    """(scheme, number) of every class of the article, whatever the classification: `clc`, `udc`."""
    for scheme in classifications():
        yield from ((scheme, number) for number in getattr(record, scheme))
