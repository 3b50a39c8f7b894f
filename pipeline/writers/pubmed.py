"""PubMed's XML for publishers (ArticleSet): a deposit, so no machine text enters it."""

from __future__ import annotations

from lxml import etree

from pipeline.records.record import Record, RecordAbstract
from pipeline.writers.views import author_name, printed, source_language, split_name
from pipeline.writers.xml import add, add_some, fragment

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE ArticleSet PUBLIC "-//NLM//DTD PubMed 2.8//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/in/PubMed.dtd">\n<ArticleSet>\n'
)
TAIL = "</ArticleSet>\n"

# ISO 639-2/B, as PubMed wants it.
LANGUAGES = {
    "zh": "CHI",
    "zh-Hant": "CHI",
    "en": "ENG",
    "ja": "JPN",
    "ko": "KOR",
    "de": "GER",
    "fr": "FRE",
    "ru": "RUS",
    "es": "SPA",
}
_LABELS = {"other": "UNASSIGNED"}


def pubmed(record: Record) -> str:
    """One record as a PubMed `Article`: printed English first, the vernacular beside it."""
    article = etree.Element("Article")
    _journal(article, record)
    titles = printed(record, "title", record.title)
    vernacular = titles.get(record.language or "") if record.language != "en" else None
    if titles.get("en"):
        add(article, "ArticleTitle", titles["en"])
    add_some(article, "VernacularTitle", vernacular)
    add_some(article, "FirstPage", record.first_page)
    add_some(article, "LastPage", record.last_page if record.first_page else None)
    if record.doi:
        add(article, "ELocationID", record.doi, {"EIdType": "doi"})
    add(article, "Language", LANGUAGES.get(record.language or "", "UND"))
    _authors(article, record)
    add(article, "PublicationType", "Journal Article")
    if record.doi:
        add(add(article, "ArticleIdList"), "ArticleId", record.doi, {"IdType": "doi"})
    _history(article, record)
    _abstracts(article, record)
    _keywords(article, record)
    return fragment(article)


def _journal(article: etree._Element, record: Record) -> None:
    journal = add(article, "Journal")
    add(journal, "PublisherName", "")
    add(journal, "JournalTitle", record.journal.get("en") or next(iter(record.journal.values()), ""))
    if record.issn:
        add(journal, "Issn", record.issn)
    add_some(journal, "Volume", record.volume)
    add_some(journal, "Issue", record.issue)
    date = add(journal, "PubDate", None, {"PubStatus": "ppublish"})
    add(date, "Year", str(record.year or ""))


def _authors(article: etree._Element, record: Record) -> None:
    if not record.authors:
        return
    group = add(article, "AuthorList")
    affiliations = {a.id: a.name.get("en") or next(iter(a.name.values()), "") for a in record.affiliations}
    for one in record.authors:
        author = add(group, "Author")
        name = split_name(author_name(one, "en"))
        if name.given:
            add(author, "FirstName", name.given)
            add(author, "LastName", name.family.title() if name.family.isupper() else name.family)
        else:
            add(author, "CollectiveName", name.family)
        for number in one.affiliations:
            if affiliations.get(number):
                add(add(author, "AffiliationInfo"), "Affiliation", affiliations[number])
        if one.orcid:
            add(author, "Identifier", one.orcid, {"Source": "ORCID"})


def _history(article: etree._Element, record: Record) -> None:
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


def _abstracts(article: etree._Element, record: Record) -> None:
    abstracts = printed(record, "abstract", record.abstract)
    if "en" in abstracts:
        _abstract(add(article, "Abstract"), abstracts["en"])
    mine = source_language(record, abstracts)
    if mine and mine != "en":
        code = LANGUAGES.get(mine, "und").lower()
        _abstract(add(article, "OtherAbstract", None, {"Language": code}), abstracts[mine])


def _abstract(element: etree._Element, abstract: RecordAbstract) -> None:
    if not abstract.sections:
        add(element, "AbstractText", abstract.text)
    for section in abstract.sections:
        label = _LABELS.get(section.label, section.label.upper())
        add(element, "AbstractText", section.text, {"Label": section.heading, "NlmCategory": label})


def _keywords(article: etree._Element, record: Record) -> None:
    words = printed(record, "keywords", record.keywords).get("en", ())
    if words:
        group = add(article, "ObjectList")
        for word in words:
            entry = add(group, "Object", None, {"Type": "keyword"})
            add(entry, "Param", word, {"Name": "value"})
