"""TEI P5: the header of one article, its abstracts in the profile."""

from __future__ import annotations

from lxml import etree

from pipeline.records.record import Record, RecordAbstract, RecordAuthor
from pipeline.writers.views import machine, page_range, source, source_language, split_name
from pipeline.writers.xml import XML_LANG, add, document, root_element

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_T = f"{{{NAMESPACE}}}"
_MACHINE = {"resp": "#machine"}


def tei(record: Record) -> str:
    """One record as a TEI document; machine text points to the responsibility `#machine`."""
    root = root_element(_T + "TEI", {None: NAMESPACE})
    header = add(root, _T + "teiHeader")
    description = add(header, _T + "fileDesc")
    statement = add(description, _T + "titleStmt")
    _titles(statement, record)
    if record.translated:
        resp = add(statement, _T + "respStmt", None, {"{http://www.w3.org/XML/1998/namespace}id": "machine"})
        add(resp, _T + "resp", "machine translation")
        made = record.provenance.translation
        add(resp, _T + "name", made.model if made else "unknown")
    add(add(description, _T + "publicationStmt"), _T + "p", "Read from a scan by scanglot.")
    _bibliography(add(description, _T + "sourceDesc"), record)
    _profile(header, record)
    add(add(add(root, _T + "text"), _T + "body"), _T + "p")
    return document(root)


def _titles(statement: etree._Element, record: Record) -> None:
    if not record.title:
        add(statement, _T + "title", record.source.file)
    for language, title in record.title.items():
        made = _MACHINE if machine(record, "title", language) else {}
        kind = "main" if language == source_language(record, record.title) else "translated"
        element = add(statement, _T + "title", title, {XML_LANG: language, "type": kind})
        for key, value in made.items():
            element.set(key, value)


def _bibliography(parent: etree._Element, record: Record) -> None:
    entry = add(parent, _T + "biblStruct")
    analytic = add(entry, _T + "analytic")
    add(analytic, _T + "title", source(record, record.title) or record.source.file, {"level": "a"})
    for author in record.authors:
        _person(analytic, author)
    if record.doi:
        add(analytic, _T + "idno", record.doi, {"type": "DOI"})
    series = add(entry, _T + "monogr")
    for language, title in (record.journal or {"und": ""}).items():
        add(series, _T + "title", title, {"level": "j", XML_LANG: language})
    if record.issn:
        add(series, _T + "idno", record.issn, {"type": "ISSN"})
    _imprint(add(series, _T + "imprint"), record)


def _person(analytic: etree._Element, author: RecordAuthor) -> None:
    person = add(analytic, _T + "author")
    for language, name in author.name.items():
        parts = split_name(name)
        element = add(person, _T + "persName", None, {XML_LANG: language})
        add(element, _T + "surname", parts.family)
        if parts.given:
            add(element, _T + "forename", parts.given)
    if author.email:
        add(person, _T + "email", author.email)


def _imprint(imprint: etree._Element, record: Record) -> None:
    for unit, value in (("volume", record.volume), ("issue", record.issue), ("page", page_range(record))):
        if value:
            add(imprint, _T + "biblScope", value, {"unit": unit})
    date = add(imprint, _T + "date")
    if record.year:
        date.set("when", f"{record.year:04d}")


def _profile(header: etree._Element, record: Record) -> None:
    profile = add(header, _T + "profileDesc")
    for language, abstract in record.abstract.items():
        element = add(profile, _T + "abstract", None, {XML_LANG: language})
        if machine(record, "abstract", language):
            element.set("resp", "#machine")
        _abstract(element, abstract)
    if record.keywords:
        classes = add(profile, _T + "textClass")
        for language, words in record.keywords.items():
            group = add(classes, _T + "keywords", None, {XML_LANG: language})
            for word in words:
                add(group, _T + "term", word)


def _abstract(element: etree._Element, abstract: RecordAbstract) -> None:
    if not abstract.sections:
        add(element, _T + "p", abstract.text)
    for section in abstract.sections:
        part = add(element, _T + "div", None, {"type": section.label})
        add(part, _T + "head", section.heading)
        add(part, _T + "p", section.text)
