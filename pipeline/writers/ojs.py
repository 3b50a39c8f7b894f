"""Native XML of Open Journal Systems (OJS) 3.5, 3.4 and 3.3: one issue with one article, which OJS adds to the issue it has.

OJS finds an issue by volume, number and year, and puts further articles into it. Nothing becomes public by the import: the
issue waits, its articles that are fit for use are scheduled and appear with it; the others stay queued for the editors.
OJS has no mark for machine text, so none enters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from importlib import resources
from typing import NamedTuple, TypeVar
from xml.etree.ElementTree import Element

from pipeline.languages.countries import country_code
from pipeline.languages.families import ENGLISH
from pipeline.records.record import Record, RecordAbstract, RecordAuthor, released
from pipeline.writers.names import ORCID, parts_in
from pipeline.writers.views import (
    classes,
    missing,
    page_range,
    printed,
    source_first,
    type_of,
)
from pipeline.writers.xml import add, fragment, root_element

T = TypeVar("T")

NAMESPACE = "http://pkp.sfu.ca"
_O = f"{{{NAMESPACE}}}"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<issues xmlns="{NAMESPACE}">\n'
TAIL = "</issues>\n"
SECTION, SECTION_TITLE = "ART", "Articles"
"""The section that every new journal has; a journal without it is given it."""
AUTHORS = "Author"
"""The user group of authors that every new journal has."""
_QUEUED, _SCHEDULED = "1", "5"
_SEPARATOR = re.compile("[,，\u060c;；\u061b]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Edition(NamedTuple):
    """What differs between versions: 3.5 has names within affiliations and keywords; titles are HTML since 3.4."""

    number: str
    named: bool = False
    html_titles: bool = True


def lacks(record: Record) -> str:
    """What OJS must have and the record has not: a printed title, and something that tells the issue."""
    there = {
        "printed title": printed(record, "title", record.title),
        "year, volume or issue": record.year or _volume(record) or record.issue,
    }
    return missing(there)


def ojs(record: Record) -> str:
    """One record as an `issue` element of OJS 3.5; empty where it lacks what OJS must have."""
    return _issue(record, Edition("3.5", named=True))


def ojs_34(record: Record) -> str:
    """The same for OJS 3.4."""
    return _issue(record, Edition("3.4"))


def ojs_33(record: Record) -> str:
    """The same for OJS 3.3."""
    return _issue(record, Edition("3.3", html_titles=False))


def _issue(record: Record, edition: Edition) -> str:
    if lacks(record):
        return ""
    root = root_element(_O + "issue", {None: NAMESPACE})
    for name, value in (("published", "0"), ("current", "0"), ("access_status", "1")):
        root.set(name, value)
    issue = add(root, _O + "issue_identification")
    for name, told in (("volume", _volume(record)), ("number", record.issue), ("year", record.year)):
        if told:
            add(issue, _O + name, str(told))
    _section(root, edition)
    _article(add(root, _O + "articles"), record, edition)
    return fragment(root)


def _volume(record: Record) -> str | None:
    """OJS takes numbers only."""
    found = record.volume or ""
    return found if found.isascii() and found.isdecimal() and len(found) < 9 else None


def _section(root: Element, edition: Edition) -> None:
    flags = (
        "editor_restricted",
        "abstracts_not_required",
        "hide_title",
        "hide_author",
        "abstract_word_count",
    )
    marks = {"ref": SECTION, "seq": "0", "meta_indexed": "1", "meta_reviewed": "1"} | dict.fromkeys(
        flags, "0"
    )
    section = add(add(root, _O + "sections"), _O + "section", None, marks)
    for name, text in (("abbrev", SECTION), ("title", SECTION_TITLE)):
        add(section, _O + name, text, _in_locale(edition, ENGLISH))


def _article(parent: Element, record: Record, edition: Edition) -> None:
    status = _SCHEDULED if released(record) else _QUEUED
    marks = {"status": status, "stage": "production", "current_publication_id": "1"}
    article = add(parent, _O + "article", None, _in_locale(edition, record.language) | marks)
    if _DAY.fullmatch(record.dates.received or ""):
        article.set("date_submitted", str(record.dates.received))
    marks = {"version": "1", "status": status, "seq": "0", "section_ref": SECTION, "access_status": "0"}
    paper = add(article, _O + "publication", None, marks)
    if _DAY.fullmatch(record.dates.published or ""):
        paper.set("date_published", str(record.dates.published))
    add(paper, _O + "id", "1", {"type": "internal", "advice": "ignore"})
    if record.doi:
        add(paper, _O + "id", record.doi, {"type": "doi", "advice": "update"})
    _texts(paper, record, edition)
    _authors(paper, record, edition)
    pages = page_range(record)
    if pages:
        add(paper, _O + "pages", pages)


def _texts(paper: Element, record: Record, edition: Edition) -> None:
    for language, title in _held(record, edition, "title", record.title):
        text = escape(title, quote=False) if edition.html_titles else title
        add(paper, _O + "title", text, _in_locale(edition, language))
    for language, abstract in _held(record, edition, "abstract", record.abstract):
        add(paper, _O + "abstract", _html(abstract), _in_locale(edition, language))
    add(paper, _O + "type", type_of(record).value, _in_locale(edition, ENGLISH))
    for language, words in _held(record, edition, "keywords", record.keywords):
        _vocabulary(paper, "keyword", words, language, edition)
    _vocabulary(paper, "agency", record.funding, record.language, edition)
    subjects = tuple(f"{scheme.upper()} {number}" for scheme, number in classes(record))
    _vocabulary(paper, "subject", subjects, record.language, edition)


def _held(record: Record, edition: Edition, field: str, values: Mapping[str, T]) -> Iterator[tuple[str, T]]:
    """The printed values, the article's own first, of the languages that this version of OJS has."""
    for language, value in source_first(record, field, printed(record, field, values)):
        if language == record.language or _in_locale(edition, language) or len(values) == 1:
            yield language, value


_GROUPS = {"keyword": "keywords", "agency": "agencies", "subject": "subjects"}


def _vocabulary(
    paper: Element, kind: str, words: tuple[str, ...], language: str | None, edition: Edition
) -> None:
    if not words:
        return
    group = add(paper, _O + _GROUPS[kind], None, _in_locale(edition, language))
    for word in words:
        if edition.named:
            add(add(group, _O + kind), _O + "name", word)
        else:
            add(group, _O + kind, word)


def _html(abstract: RecordAbstract) -> str:
    """Abstracts are HTML."""
    if not abstract.sections:
        return f"<p>{escape(abstract.text, quote=False)}</p>"
    parts = ((escape(s.heading, quote=False), escape(s.text, quote=False)) for s in abstract.sections)
    return "".join(
        f"<p><strong>{heading}</strong> {text}</p>" if heading else f"<p>{text}</p>"
        for heading, text in parts
    )


def _authors(paper: Element, record: Record, edition: Edition) -> None:
    named = [author for author in record.authors if author.name]
    if not named:
        return
    group = add(paper, _O + "authors")
    first = next((n for n, author in enumerate(named, start=1) if author.corresponding), 1)
    paper.set("primary_contact_id", str(first))
    for number, author in enumerate(named, start=1):
        marks = {
            "user_group_ref": AUTHORS,
            "include_in_browse": "true",
            "seq": str(number - 1),
            "id": str(number),
        }
        element = add(group, _O + "author", None, marks)
        _names(element, author, record, edition)
        _places(element, author, record, edition)
        add(element, _O + "email", author.email or "")
        if author.orcid and ORCID.fullmatch(author.orcid):
            add(element, _O + "orcid", f"https://orcid.org/{author.orcid}")


def _names(element: Element, author: RecordAuthor, record: Record, edition: Edition) -> None:
    """Given names before family names; OJS wants one in the article's language, whatever the page prints."""
    names = {code: parts_in(author, code) for code in author.name if code != record.language}
    own = record.language if record.language in author.name else next(iter(author.name), None)
    shown = [(record.language, parts_in(author, own))] if own else []
    shown += [(code, name) for code, name in names.items() if _in_locale(edition, code)]
    for code, name in shown:
        add(element, _O + "givenname", name.given or name.family, _in_locale(edition, code))
    for code, name in shown:
        if name.given:
            add(element, _O + "familyname", name.family, _in_locale(edition, code))


def _places(element: Element, author: RecordAuthor, record: Record, edition: Edition) -> None:
    """Affiliations by language; before 3.5 an author has one, which holds them all."""
    known = {a.id: a.name for a in record.affiliations}
    found = [known[number] for number in dict.fromkeys(author.affiliations) if known.get(number)]
    rows = [
        [(record.language, name.get(record.language or "") or next(iter(name.values())))] for name in found
    ]
    for row, name in zip(rows, found, strict=True):
        row += [
            (code, text)
            for code, text in name.items()
            if code != record.language and _in_locale(edition, code)
        ]
    if edition.named:
        for row in rows:
            place = add(element, _O + "affiliation")
            for code, text in row:
                add(place, _O + "name", text, _in_locale(edition, code))
    else:
        for code in dict.fromkeys(code for row in rows for code, _ in row):
            whole = "; ".join(text for row in rows for own, text in row if own == code)
            add(element, _O + "affiliation", whole, _in_locale(edition, code))
    country = next((c for row in rows for _, text in row if (c := _country(text))), None)
    if country:
        add(element, _O + "country", country)


def _country(place: str) -> str | None:
    """The ISO code of the country at the end of an affiliation."""
    return country_code(_SEPARATOR.split(place)[-1].strip(" ."))


def _in_locale(edition: Edition, language: str | None) -> dict[str, str]:
    """The `locale` attribute; empty where this version has none for the language, which then is the journal's own."""
    found = _locales().get(language or "", {}).get(edition.number)
    return {"locale": found} if found else {}


@cache
def _locales() -> dict[str, dict[str, str]]:
    text = (resources.files("pipeline.writers") / "ojs_locales.tsv").read_text(encoding="utf-8")
    head, *rows = (line.split("\t") for line in text.splitlines())
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}
