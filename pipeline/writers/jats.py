"""JATS 1.3 and 1.4 (ANSI/NISO Z39.96), Archiving tag set."""

from __future__ import annotations

from lxml import etree

from pipeline.records.record import Record, RecordAbstract, RecordAuthor
from pipeline.writers.views import machine, others, source, source_language, split_name
from pipeline.writers.xml import XML_LANG, add, add_some, document

DOCTYPE_13 = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3 '
    'v1.3 20210610//EN" "JATS-archivearticle1-3-mathml3.dtd">'
)
MACHINE_TYPE = "machine-translation"


def jats(record: Record, version: str = "1.3") -> str:
    """One record as a JATS article that has front matter only.

    Version 1.3 uses `trans-abstract`; 1.4, which deprecates it, repeats `abstract` with its language.
    Machine text is marked `machine-translation`.
    """
    return document(jats_element(record, version), DOCTYPE_13 if version == "1.3" else None)


def jats_element(record: Record, version: str = "1.3") -> etree._Element:
    """The `article` element, for documents and for OAI-PMH."""
    article = etree.Element("article", {"article-type": "research-article", "dtd-version": version})
    if record.language:
        article.set(XML_LANG, record.language)
    front = add(article, "front")
    _journal(front, record)
    meta = add(front, "article-meta")
    for kind, value in (("doi", record.doi), ("publisher-id", record.article_number)):
        if value:
            add(meta, "article-id", value, {"pub-id-type": kind})
    _categories(meta, record)
    _titles(meta, record)
    _authors(meta, record)
    _issue(meta, record)
    _history(meta, record)
    _abstracts(meta, record, version)
    _keywords(meta, record)
    _funding(meta, record)
    return article


def _journal(front: etree._Element, record: Record) -> None:
    if not (record.journal or record.issn):
        return
    meta = add(front, "journal-meta")
    if record.journal:
        titles = add(meta, "journal-title-group")
        language = source_language(record, record.journal)
        add(
            titles,
            "journal-title",
            source(record, record.journal),
            {XML_LANG: language} if language else {},
        )
        for language, title in others(record, record.journal).items():
            add(add(titles, "trans-title-group", None, {XML_LANG: language}), "trans-title", title)
    if record.issn:
        add(meta, "issn", record.issn, {"publication-format": "print"})


def _categories(meta: etree._Element, record: Record) -> None:
    if record.clc:
        group = add(add(meta, "article-categories"), "subj-group", None, {"subj-group-type": "CLC"})
        for number in record.clc:
            add(group, "subject", number)


def _titles(meta: etree._Element, record: Record) -> None:
    if not record.title:
        return
    group = add(meta, "title-group")
    language = source_language(record, record.title) or ""
    title = add(group, "article-title", source(record, record.title), {XML_LANG: language})
    if machine(record, "title", language):
        title.set("content-type", MACHINE_TYPE)
    for language, text in others(record, record.title).items():
        trans = add(group, "trans-title-group", None, {XML_LANG: language})
        kind = {"content-type": MACHINE_TYPE} if machine(record, "title", language) else {}
        add(trans, "trans-title", text, kind)


def _authors(meta: etree._Element, record: Record) -> None:
    if not record.authors:
        return
    group = add(meta, "contrib-group")
    for author in record.authors:
        _author(group, author, {a.id for a in record.affiliations})
    for affiliation in record.affiliations:
        alternatives = add(group, "aff-alternatives", None, {"id": f"aff{affiliation.id}"})
        for language, name in affiliation.name.items():
            add(add(alternatives, "aff", None, {XML_LANG: language}), "institution", name)


def _author(group: etree._Element, author: RecordAuthor, known: set[int]) -> None:
    contrib = add(group, "contrib", None, {"contrib-type": "author"})
    if author.corresponding:
        contrib.set("corresp", "yes")
    if author.orcid:
        add(contrib, "contrib-id", author.orcid, {"contrib-id-type": "orcid"})
    names = add(contrib, "name-alternatives") if len(author.name) > 1 else contrib
    for language, whole in author.name.items():
        parts = split_name(whole)
        name = add(names, "name", None, {XML_LANG: language})
        if language in ("zh", "zh-Hant", "ja", "ko"):
            name.set("name-style", "eastern")
        add(name, "surname", parts.family)
        add_some(name, "given-names", parts.given)
    add_some(contrib, "email", author.email)
    for number in author.affiliations:
        if number in known:
            add(contrib, "xref", None, {"ref-type": "aff", "rid": f"aff{number}"})


def _issue(meta: etree._Element, record: Record) -> None:
    if record.year:
        date = add(meta, "pub-date", None, {"publication-format": "print", "date-type": "pub"})
        add(date, "year", str(record.year))
    for tag, value in (
        ("volume", record.volume),
        ("issue", record.issue),
        ("fpage", record.first_page),
        ("lpage", record.last_page if record.first_page else None),
    ):
        add_some(meta, tag, value)


def _history(meta: etree._Element, record: Record) -> None:
    named = (
        ("received", record.dates.received),
        ("rev-recd", record.dates.revised),
        ("accepted", record.dates.accepted),
        ("pub", record.dates.published),
    )
    if not any(value for _, value in named):
        return
    history = add(meta, "history")
    for kind, value in named:
        if value:
            date = add(history, "date", None, {"date-type": kind, "iso-8601-date": value})
            parts = value.split("-")
            for tag, part in reversed(list(zip(("year", "month", "day"), parts, strict=False))):
                add(date, tag, part)


def _abstracts(meta: etree._Element, record: Record, version: str) -> None:
    mine = source_language(record, record.abstract)
    ordered = ([mine] if mine else []) + list(others(record, record.abstract))
    for language in ordered:
        tag = "abstract" if language == mine or version == "1.4" else "trans-abstract"
        kind = {"abstract-type": MACHINE_TYPE} if machine(record, "abstract", language) else {}
        element = add(meta, tag, None, {XML_LANG: language, **kind})
        _paragraphs(element, record.abstract[language])


def _paragraphs(element: etree._Element, abstract: RecordAbstract) -> None:
    if not abstract.sections:
        add(element, "p", abstract.text)
    for section in abstract.sections:
        part = add(element, "sec", None, {"sec-type": section.label})
        add(part, "title", section.heading)
        add(part, "p", section.text)


def _keywords(meta: etree._Element, record: Record) -> None:
    for language, words in record.keywords.items():
        kind = MACHINE_TYPE if machine(record, "keywords", language) else "author"
        group = add(meta, "kwd-group", None, {XML_LANG: language, "kwd-group-type": kind})
        for word in words:
            add(group, "kwd", word)


def _funding(meta: etree._Element, record: Record) -> None:
    if record.funding:
        group = add(meta, "funding-group")
        for text in record.funding:
            add(group, "funding-statement", text)
