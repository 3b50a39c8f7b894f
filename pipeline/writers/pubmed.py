"""PubMed's XML for publishers (ArticleSet): a deposit, so no machine text enters it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pipeline.languages.families import ENGLISH, UNKNOWN
from pipeline.records.article import ArticleType
from pipeline.records.record import Record, RecordAbstract, RecordAuthor
from pipeline.writers.names import author_name, is_group, person
from pipeline.writers.views import affiliations, missing, printed, source, type_of
from pipeline.writers.xml import add, add_some, fragment

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE ArticleSet PUBLIC "-//NLM//DTD PubMed 2.8//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/in/PubMed.dtd">\n<ArticleSet>\n'
)
TAIL = "</ArticleSet>\n"


def lacks(record: Record) -> str:
    """What a deposit must have and the record has not: printed title and journal, ISSN, year."""
    there = {
        "printed title": printed(record, "title", record.title),
        "printed journal": printed(record, "journal", record.journal),
        "ISSN": record.issn,
        "year": record.year,
    }
    return missing(there)


def pubmed(record: Record) -> str:
    """One record as a PubMed `Article`: printed English first, the vernacular beside it.

    Empty where it lacks what a deposit must have. The record knows no publisher, so `PublisherName` is left for the
    depositor to fill in.
    """
    if lacks(record):
        return ""
    titles = printed(record, "title", record.title)
    article = Element("Article")
    _journal(article, record)
    add_some(article, "ArticleTitle", titles.get(ENGLISH))
    add_some(
        article, "VernacularTitle", titles.get(record.language or "") if record.language != ENGLISH else None
    )
    add_some(article, "FirstPage", record.first_page)
    add_some(article, "LastPage", record.last_page if record.first_page else None)
    if record.doi:
        add(article, "ELocationID", record.doi, {"EIdType": "doi"})
    add(article, "Language", _code(record.language).upper())
    _authors(article, record)
    add(article, "PublicationType", _TYPES.get(type_of(record), "Journal Article"))
    if record.doi:
        add(add(article, "ArticleIdList"), "ArticleId", record.doi, {"IdType": "doi"})
    _history(article, record)
    _abstracts(article, record)
    _keywords(article, record)
    return fragment(article)


_TYPES = {
    ArticleType.EDITORIAL: "Editorial",
    ArticleType.LETTER: "Letter",
    ArticleType.CASE_REPORT: "Case Reports",
    ArticleType.REVIEW: "Review",
    ArticleType.CORRECTION: "Published Erratum",
    ArticleType.RETRACTION: "Retraction of Publication",
}
"""NLM's publication types."""


def _code(language: str | None) -> str:
    """NLM takes ISO 639-1; it has one code for all Chinese."""
    code = (language or "").split("-")[0]
    return code if code.isascii() and code.isalpha() else UNKNOWN


def _journal(article: Element, record: Record) -> None:
    journal = add(article, "Journal")
    add(journal, "PublisherName", "")
    add(
        journal,
        "JournalTitle",
        record.journal.get(ENGLISH, "").strip() or source(record, "journal", record.journal),
    )
    add(journal, "Issn", record.issn)
    add_some(journal, "Volume", record.volume)
    add_some(journal, "Issue", record.issue)
    date = add(journal, "PubDate", None, {"PubStatus": "ppublish"})
    add(date, "Year", str(record.year))


def _authors(article: Element, record: Record) -> None:
    if not record.authors:
        return
    group = add(article, "AuthorList")
    for one in record.authors:
        author = add(group, "Author")
        _name(author, one)
        for affiliation in affiliations(record, one, ENGLISH):
            add(add(author, "AffiliationInfo"), "Affiliation", affiliation)
        if one.orcid:
            add(author, "Identifier", f"https://orcid.org/{one.orcid}", {"Source": "ORCID"})


def _name(author: Element, one: RecordAuthor) -> None:
    name = person(one, ENGLISH)
    if is_group(author_name(one, ENGLISH)):
        add(author, "CollectiveName", name.family)
        return
    add(author, "FirstName", name.given or None, {} if name.given else {"EmptyYN": "Y"})
    add(author, "LastName", name.family.title() if name.family.isupper() else name.family)


def _history(article: Element, record: Record) -> None:
    dates = [
        (status, value)
        for status, value in (
            ("received", record.dates.received),
            ("revised", record.dates.revised),
            ("accepted", record.dates.accepted),
        )
        if value
    ]
    if dates:
        history = add(article, "History")
        for status, value in dates:
            date = add(history, "PubDate", None, {"PubStatus": status})
            for tag, part in zip(("Year", "Month", "Day"), value.split("-"), strict=False):
                add(date, tag, part)


def _abstracts(article: Element, record: Record) -> None:
    for language, abstract in printed(record, "abstract", record.abstract).items():
        if language == ENGLISH:
            _abstract(add(article, "Abstract"), abstract)
    for language, abstract in printed(record, "abstract", record.abstract).items():
        if language != ENGLISH:
            _abstract(add(article, "OtherAbstract", None, {"Language": _code(language)}), abstract)


def _abstract(element: Element, abstract: RecordAbstract) -> None:
    if not abstract.sections:
        add(element, "AbstractText", abstract.text)
    for section in abstract.sections:
        add(element, "AbstractText", section.text, {"Label": section.heading} if section.heading else {})


def _keywords(article: Element, record: Record) -> None:
    words = printed(record, "keywords", record.keywords).get(ENGLISH, ())
    if words:
        group = add(article, "ObjectList")
        for word in words:
            entry = add(group, "Object", None, {"Type": "keyword"})
            add(entry, "Param", word, {"Name": "value"})
