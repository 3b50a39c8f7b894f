"""Crossref deposit (schema 5.x): a deposit, so no machine text enters it and a record without DOI is left out."""

from __future__ import annotations

from lxml import etree

from pipeline.records.record import Record, RecordAbstract
from pipeline.writers.views import author_name, printed, source, source_language, split_name
from pipeline.writers.xml import XML_LANG, add, add_some, fragment, root_element

NAMESPACE = "http://www.crossref.org/schema/5.5.0"
JATS_NAMESPACE = "http://www.ncbi.nlm.nih.gov/JATS1"
_C = f"{{{NAMESPACE}}}"
_J = f"{{{JATS_NAMESPACE}}}"
RESOLVER = "https://doi.org/"

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<doi_batch xmlns="{NAMESPACE}" xmlns:jats="{JATS_NAMESPACE}" version="5.5.0">\n'
    "<head><doi_batch_id>scanglot</doi_batch_id><timestamp>1</timestamp>"
    "<depositor><depositor_name>depositor</depositor_name>"
    "<email_address>depositor@example.org</email_address></depositor>"
    "<registrant>registrant</registrant></head>\n<body>\n"
)
TAIL = "</body>\n</doi_batch>\n"


def crossref(record: Record) -> str:
    """One record as a `journal` element of a deposit; empty where DOI, title, journal, ISSN or year is missing."""
    titles = printed(record, "title", record.title)
    if not (record.doi and titles and record.journal and record.issn and record.year):
        return ""
    journal = root_element(_C + "journal", {None: NAMESPACE, "jats": JATS_NAMESPACE})
    meta = add(journal, _C + "journal_metadata")
    language = _iso639_1(record.language)
    if language:
        meta.set("language", language)
    for title in _source_first(record, record.journal):
        add(meta, _C + "full_title", title)
    add(meta, _C + "issn", record.issn, {"media_type": "print"})
    issue = add(journal, _C + "journal_issue")
    _date(issue, record)
    if record.volume:
        add(add(issue, _C + "journal_volume"), _C + "volume", record.volume)
    add_some(issue, _C + "issue", record.issue)
    _article(journal, record, titles)
    return fragment(journal)


def _article(journal: etree._Element, record: Record, titles: dict[str, str]) -> None:
    article = add(journal, _C + "journal_article", None, {"publication_type": "full_text"})
    language = _iso639_1(record.language)
    if language:
        article.set("language", language)
    _titles(article, record, titles)
    _contributors(article, record)
    for code, abstract in printed(record, "abstract", record.abstract).items():
        _abstract(article, code, abstract)
    _date(article, record)
    if record.first_page:
        pages = add(article, _C + "pages")
        add(pages, _C + "first_page", record.first_page)
        add_some(pages, _C + "last_page", record.last_page)
    doi = add(article, _C + "doi_data")
    add(doi, _C + "doi", record.doi)
    add(doi, _C + "resource", RESOLVER + (record.doi or ""))


def _titles(article: etree._Element, record: Record, titles: dict[str, str]) -> None:
    group = add(article, _C + "titles")
    english = titles.get("en")
    own = source(record, titles)
    add(group, _C + "title", english or own)
    if english and own != english:
        language = _iso639_1(source_language(record, titles))
        add(group, _C + "original_language_title", own, {"language": language} if language else {})


def _contributors(article: etree._Element, record: Record) -> None:
    if not record.authors:
        return
    group = add(article, _C + "contributors")
    for number, author in enumerate(record.authors):
        sequence = "additional" if number else "first"
        name = split_name(author_name(author, "en"))
        if not name.given:
            add(
                group,
                _C + "organization",
                name.family,
                {"sequence": sequence, "contributor_role": "author"},
            )
            continue
        person = add(group, _C + "person_name", None, {"sequence": sequence, "contributor_role": "author"})
        add(person, _C + "given_name", name.given)
        add(person, _C + "surname", name.family)
        if author.orcid:
            add(person, _C + "ORCID", "https://orcid.org/" + author.orcid)


def _abstract(article: etree._Element, language: str, abstract: RecordAbstract) -> None:
    element = add(article, _J + "abstract", None, {XML_LANG: language})
    if not abstract.sections:
        add(element, _J + "p", abstract.text)
    for section in abstract.sections:
        part = add(element, _J + "sec")
        add(part, _J + "title", section.heading)
        add(part, _J + "p", section.text)


def _date(parent: etree._Element, record: Record) -> None:
    date = add(parent, _C + "publication_date", None, {"media_type": "print"})
    add(date, _C + "year", str(record.year))


def _iso639_1(language: str | None) -> str | None:
    return language.split("-")[0] if language else None


def _source_first(record: Record, values: dict[str, str]) -> list[str]:
    own = source(record, values)
    return ([own] if own else []) + [v for v in values.values() if v != own]
