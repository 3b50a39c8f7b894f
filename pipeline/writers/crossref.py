"""Crossref deposit (schema 5.x): a deposit, so no machine text enters it and a record without DOI is left out."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from pipeline.languages import languages
from pipeline.languages.families import ENGLISH
from pipeline.records.record import Record, RecordAbstract, RecordAuthor
from pipeline.writers.characters import legal
from pipeline.writers.names import ORCID, author_name, is_group, person
from pipeline.writers.places import part, parts_of
from pipeline.writers.views import affiliations, missing, printed, source, source_first, source_language
from pipeline.writers.xml import add, add_some, fragment, in_language, root_element

NAMESPACE = "http://www.crossref.org/schema/5.5.0"
JATS_NAMESPACE = "http://www.ncbi.nlm.nih.gov/JATS1"
_C = f"{{{NAMESPACE}}}"
_J = f"{{{JATS_NAMESPACE}}}"
RESOLVER = "https://doi.org/"
_DOI = re.compile(r"10\.[0-9]{4,9}/\S{1,200}")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dX]")

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<doi_batch xmlns="{NAMESPACE}" xmlns:jats="{JATS_NAMESPACE}" version="5.5.0">\n'
    "<head><doi_batch_id>scanglot</doi_batch_id><timestamp>1</timestamp>"
    "<depositor><depositor_name>depositor</depositor_name>"
    "<email_address>depositor@example.org</email_address></depositor>"
    "<registrant>registrant</registrant></head>\n<body>\n"
)
TAIL = "</body>\n</doi_batch>\n"


def lacks(record: Record) -> str:
    """What a deposit must have and the record has not: DOI, printed title and journal, ISSN, year."""
    there = {
        "DOI": _DOI.fullmatch(record.doi or ""),
        "printed title": printed(record, "title", record.title),
        "printed journal": printed(record, "journal", record.journal),
        "ISSN": _ISSN.fullmatch(record.issn or ""),
        "year": record.year,
    }
    return missing(there)


def crossref(record: Record) -> str:
    """One record as a `journal` element of a deposit; empty where it lacks what a deposit must have."""
    if lacks(record):
        return ""
    titles = printed(record, "title", record.title)
    journals = printed(record, "journal", record.journal)
    journal = root_element(_C + "journal", {None: NAMESPACE, "jats": JATS_NAMESPACE})
    meta = add(journal, _C + "journal_metadata", None, _language(record.language))
    for _, title in source_first(record, "journal", journals):
        add(meta, _C + "full_title", title[:255])
    add(meta, _C + "issn", record.issn, {"media_type": "print"})
    issue = add(journal, _C + "journal_issue")
    _date(issue, "publication_date", str(record.year))
    if _fits(record.volume):
        add(add(issue, _C + "journal_volume"), _C + "volume", record.volume)
    if _fits(record.issue):
        add(issue, _C + "issue", record.issue)
    _article(journal, record, titles)
    return fragment(journal)


def _article(journal: Element, record: Record, titles: dict[str, str]) -> None:
    language = _language(record.language)
    article = add(journal, _C + "journal_article", None, {"publication_type": "full_text"} | language)
    _titles(article, record, titles)
    _contributors(article, record)
    for code, abstract in printed(record, "abstract", record.abstract).items():
        _abstract(article, code, abstract)
    _date(article, "publication_date", str(record.year))
    if record.dates.accepted:
        _date(article, "acceptance_date", record.dates.accepted)
    if _fits(record.first_page):
        pages = add(article, _C + "pages")
        add(pages, _C + "first_page", record.first_page)
        if _fits(record.last_page):
            add(pages, _C + "last_page", record.last_page)
    if _fits(record.article_number):
        add(add(article, _C + "publisher_item"), _C + "item_number", record.article_number)
    doi = add(article, _C + "doi_data")
    add(doi, _C + "doi", record.doi)
    add(doi, _C + "resource", RESOLVER + (record.doi or ""))


def _titles(article: Element, record: Record, titles: dict[str, str]) -> None:
    group = add(article, _C + "titles")
    english = titles.get(ENGLISH)
    own = source(record, "title", titles)
    add(group, _C + "title", english or own)
    if english and own != english:
        language = _language(source_language(record, "title", titles))
        add(group, _C + "original_language_title", own, language)


def _contributors(article: Element, record: Record) -> None:
    named = [author for author in record.authors if _fits(author_name(author, ENGLISH), 200)]
    if not named:
        return
    group = add(article, _C + "contributors")
    for number, author in enumerate(named):
        whole = author_name(author, ENGLISH)
        role = {"sequence": "additional" if number else "first", "contributor_role": "author"}
        if is_group(whole):
            add(group, _C + "organization", whole, role)
            continue
        name = person(author, ENGLISH)
        element = add(group, _C + "person_name", None, role)
        add_some(element, _C + "given_name", name.given)
        add(element, _C + "surname", name.family)
        _beside_the_name(element, author, record)


def _beside_the_name(element: Element, author: RecordAuthor, record: Record) -> None:
    places = affiliations(record, author, ENGLISH)
    if places:
        group = add(element, _C + "affiliations")
        for place in places:
            _institution(add(group, _C + "institution"), place)
    if author.orcid and ORCID.fullmatch(author.orcid):
        add(element, _C + "ORCID", "https://orcid.org/" + author.orcid)
    first = author_name(author, ENGLISH)
    rest = {code: name for code, name in author.name.items() if name != first and _fits(name, 200)}
    if rest:
        alternatives = add(element, _C + "alt-name")
        for code, name in rest.items():
            add(alternatives, _C + "string-name", name, _language(code))


def _institution(element: Element, place: str) -> None:
    """The name as printed but for its department, and the place, where these are plain."""
    parts = parts_of(place)
    department = part(parts, "department") if part(parts, "institution") else None
    add(element, _C + "institution_name", place[:1024])
    where = ", ".join(p.text for p in parts if p.kind in ("city", "country"))
    if where:
        add(element, _C + "institution_place", where[:1024])
    if department:
        add(element, _C + "institution_department", department[:1024])


def _abstract(article: Element, language: str, abstract: RecordAbstract) -> None:
    element = add(article, _J + "abstract", None, in_language(language))
    if not abstract.sections:
        add(element, _J + "p", abstract.text)
    for section in abstract.sections:
        part = add(element, _J + "sec")
        add(part, _J + "title", section.heading)
        add(part, _J + "p", section.text)


def _fits(text: str | None, most: int = 32) -> bool:
    """Whether there is a value, no longer than the schema allows; a longer one is no page or name, and is left out."""
    return bool(text and legal(text).strip() and len(text) <= most)


def _date(parent: Element, tag: str, value: str) -> None:
    """Crossref takes month and day before the year."""
    date = add(parent, _C + tag, None, {"media_type": "print"})
    parts = dict(zip(("year", "month", "day"), filter(str.isdecimal, value.split("-")), strict=False))
    for name in ("month", "day", "year"):
        if name in parts:
            add(date, _C + name, parts[name])


def _language(language: str | None) -> dict[str, str]:
    """The `language` attribute; Crossref takes ISO 639 codes only."""
    code = (language or "").split("-")[0]
    return {"language": code} if code in languages() else {}
