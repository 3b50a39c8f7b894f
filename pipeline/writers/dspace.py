"""DSpace's CSV for batch metadata: one row an item, several values in a cell parted by `||`.

The columns are those of the registries that DSpace 7 and later begin with (`dc`, `dcterms`, `oaire`), because a single unknown
one makes DSpace refuse the whole file, as a byte order mark does. New items have `+` for an id; the handle of the collection
is what only the repository knows, so `collection` is left empty to be filled in.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from pipeline.languages import languages
from pipeline.records.article import ArticleType
from pipeline.records.paths import FieldPath
from pipeline.records.record import Record, RecordAbstract
from pipeline.writers.characters import legal
from pipeline.writers.gbt7714 import gbt7714
from pipeline.writers.names import author_name, person
from pipeline.writers.trust import note
from pipeline.writers.views import (
    MACHINE_NOTE,
    affiliations,
    classes,
    others,
    printed,
    source_language,
    type_of,
    unlinked,
)

SEPARATOR = "||"
AUTHORITY = "::"
"""What DSpace takes for the mark before an authority key."""
Values = Iterable[str | None]


def _text(abstract: RecordAbstract | None) -> str | None:
    return abstract.text if abstract else None


def _machine(record: Record, code: str) -> Iterator[str]:
    """Machine text never stands in a title, abstract or subject: it is a description that says so first."""
    made = {path for path in record.translated if path.language == code}
    if FieldPath.of("title", code) in made and code in record.title:
        yield f"[{MACHINE_NOTE}] {record.title[code]}"
    if FieldPath.of("abstract", code) in made and code in record.abstract:
        yield f"[{MACHINE_NOTE}] {record.abstract[code].text}"
    if FieldPath.of("keywords", code) in made and record.keywords.get(code):
        yield f"[{MACHINE_NOTE}] {'; '.join(record.keywords[code])}"


def _responsible(record: Record) -> Iterator[str]:
    """`Name (place; ORCID ...)` of each author of whom more than the name is known, then places of nobody."""
    for author in record.authors:
        more = [
            *affiliations(record, author, record.language),
            *([f"ORCID {author.orcid}"] if author.orcid else []),
        ]
        if more:
            yield f"{author_name(author, record.language)} ({'; '.join(more)})"
    yield from unlinked(record, record.language)


_SINGLE: dict[str, Callable[[Record], Values]] = {
    "dc.contributor.author": lambda r: (person(a, r.language).inverted for a in r.authors),
    "dc.contributor.other": lambda r: (
        name for a in r.authors for name in a.name.values() if name != author_name(a, r.language)
    ),
    "dc.description.statementofresponsibility": _responsible,
    "dc.date.issued": lambda r: [r.dates.published or (str(r.year) if r.year else None)],
    "dc.date.submitted": lambda r: [r.dates.received],
    "dcterms.modified": lambda r: [r.dates.revised],
    "dcterms.dateAccepted": lambda r: [r.dates.accepted],
    "dc.identifier.issn": lambda r: [r.issn],
    "dc.identifier.other": lambda r: [r.article_number],
    "dc.identifier.uri": lambda r: [f"https://doi.org/{r.doi}" if r.doi else None],
    "dc.identifier.citation": lambda r: [gbt7714(r).strip()],
    "dc.language.iso": lambda r: [r.language],
    "dc.subject.classification": lambda r: (f"{scheme.upper()} {number}" for scheme, number in classes(r)),
    "dc.description.sponsorship": lambda r: r.funding,
    "dc.type": lambda r: (
        ["Article", type_of(r).value] if type_of(r) is not ArticleType.ARTICLE else ["Article"]
    ),
    "dc.relation": lambda r: [r.corrects],
    "oaire.citation.volume": lambda r: [r.volume],
    "oaire.citation.issue": lambda r: [r.issue],
    "oaire.citation.startPage": lambda r: [r.first_page],
    "oaire.citation.endPage": lambda r: [r.last_page],
    "dc.description.provenance[en]": lambda r: [note(r)],
}
_BY_LANGUAGE: dict[str, Callable[[Record, str], Values]] = {
    "dc.title": lambda r, code: [r.title[code] if code == source_language(r, "title", r.title) else None],
    "dc.title.alternative": lambda r, code: [others(r, "title", printed(r, "title", r.title)).get(code)],
    "dc.description.abstract": lambda r, code: [_text(printed(r, "abstract", r.abstract).get(code))],
    "dc.subject": lambda r, code: printed(r, "keywords", r.keywords).get(code, ()),
    "dc.relation.ispartof": lambda r, code: [r.journal.get(code)],
    "dc.description": _machine,
}
CODES = tuple(languages())
COLUMNS = (
    "id",
    "collection",
    *_SINGLE,
    *(f"{name}[{code.replace('-', '_')}]" for name in _BY_LANGUAGE for code in CODES),
)
HEAD = ",".join(COLUMNS) + "\r\n"


def dspace(record: Record) -> str:
    """One row; values in other languages than those that scanglot has a file for have no column (docs/formats.md)."""
    cells = [_one_cell(values(record)) for values in _SINGLE.values()]
    here = {*record.title, *record.abstract, *record.keywords, *record.journal}
    for values in _BY_LANGUAGE.values():
        cells += [_one_cell(values(record, code)) if code in here else "" for code in CODES]
    stream = io.StringIO()
    csv.writer(stream).writerow(["+", "", *cells])
    return stream.getvalue()


def _one_cell(values: Values) -> str:
    kept = (legal(v).replace(SEPARATOR, "| |").replace(AUTHORITY, ": :").strip() for v in values if v)
    return SEPARATOR.join(v for v in kept if v)
