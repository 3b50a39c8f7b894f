"""TEI P5: the header of one article, its abstracts in the profile."""

from __future__ import annotations

from lxml import etree

from pipeline.records.record import DATES, Record, RecordAbstract, RecordAuthor
from pipeline.writers.characters import legal
from pipeline.writers.names import is_group, parts_in
from pipeline.writers.views import affiliations, machine, page_range, source_first, source_language
from pipeline.writers.xml import add, add_some, document, in_language, root_element

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_T = f"{{{NAMESPACE}}}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def tei(record: Record) -> str:
    """One record as a TEI document; machine text points to the responsibility `#machine`."""
    root = root_element(_T + "TEI", {None: NAMESPACE})
    header = add(root, _T + "teiHeader")
    description = add(header, _T + "fileDesc")
    statement = add(description, _T + "titleStmt")
    _titles(statement, record)
    for text in record.funding:
        add(statement, _T + "funder", text)
    if record.translated:
        resp = add(statement, _T + "respStmt", None, {_ID: "machine"})
        add(resp, _T + "resp", "machine translation")
        made = record.provenance.translation
        add(resp, _T + "name", made.model if made else "unknown")
    add(add(description, _T + "publicationStmt"), _T + "p", "Read from a scan by scanglot.")
    _bibliography(add(description, _T + "sourceDesc"), record)
    _profile(header, record)
    _body(add(add(root, _T + "text"), _T + "body"), record)
    return document(root)


def _made(record: Record, field: str, language: str) -> dict[str, str]:
    return {"resp": "#machine"} if machine(record, field, language) else {}


def _titles(statement: etree._Element, record: Record) -> None:
    if not any(source_first(record, "title", record.title)):
        add(statement, _T + "title", record.source.file)
    mine = source_language(record, "title", record.title)
    for language, title in source_first(record, "title", record.title):
        kind = {"type": "main" if language == mine else "translated"}
        add(statement, _T + "title", title, in_language(language) | kind | _made(record, "title", language))


def _bibliography(parent: etree._Element, record: Record) -> None:
    entry = add(parent, _T + "biblStruct")
    analytic = add(entry, _T + "analytic")
    for language, title in source_first(record, "title", record.title):
        add(
            analytic,
            _T + "title",
            title,
            in_language(language) | {"level": "a"} | _made(record, "title", language),
        )
    if not any(source_first(record, "title", record.title)):
        add(analytic, _T + "title", record.source.file, {"level": "a"})
    for author in record.authors:
        _author(analytic, author, record)
    for kind, value in (("DOI", record.doi), ("article-number", record.article_number)):
        if value:
            add(analytic, _T + "idno", value, {"type": kind})
    series = add(entry, _T + "monogr")
    for language, title in source_first(record, "journal", record.journal or {"und": ""}):
        add(series, _T + "title", title, in_language(language) | {"level": "j"})
    if record.issn:
        add(series, _T + "idno", record.issn, {"type": "ISSN"})
    _imprint(add(series, _T + "imprint"), record)


def _author(analytic: etree._Element, author: RecordAuthor, record: Record) -> None:
    element = add(analytic, _T + "author", None, {"role": "corresponding"} if author.corresponding else {})
    for language, name in author.name.items():
        if is_group(name):
            add(element, _T + "orgName", name, in_language(language))
            continue
        parts = parts_in(author, language)
        person = add(element, _T + "persName", None, in_language(language))
        add(person, _T + "surname", parts.family)
        add_some(person, _T + "forename", parts.given)
    add_some(element, _T + "email", author.email)
    if author.orcid:
        add(element, _T + "idno", author.orcid, {"type": "ORCID"})
    for language in dict.fromkeys(code for a in record.affiliations for code in a.name):
        for name in affiliations(record, author, language):
            add(element, _T + "affiliation", name, in_language(language))


def _imprint(imprint: etree._Element, record: Record) -> None:
    for unit, value in (("volume", record.volume), ("issue", record.issue), ("page", page_range(record))):
        if value:
            add(imprint, _T + "biblScope", value, {"unit": unit})
    date = add(imprint, _T + "date")
    if record.year:
        date.set("when", f"{record.year:04d}")


def _profile(header: etree._Element, record: Record) -> None:
    profile = add(header, _T + "profileDesc")
    dates = [(key, value) for key in DATES if (value := getattr(record.dates, key))]
    if dates:
        creation = add(profile, _T + "creation")
        for key, value in dates:
            add(creation, _T + "date", value, {"type": key})
    for language, abstract in source_first(record, "abstract", record.abstract):
        made = _made(record, "abstract", language)
        _abstract(add(profile, _T + "abstract", None, in_language(language) | made), abstract)
    if any(record.keywords.values()) or record.clc or record.document_code:
        _classes(add(profile, _T + "textClass"), record)


def _classes(classes: etree._Element, record: Record) -> None:
    for language, words in record.keywords.items():
        if words:
            group = add(
                classes,
                _T + "keywords",
                None,
                in_language(language) | _made(record, "keywords", language),
            )
            for word in words:
                add(group, _T + "term", word)
    for number in record.clc:
        add(classes, _T + "classCode", number, {"scheme": "urn:scheme:clc"})
    if record.document_code:
        add(classes, _T + "classCode", record.document_code, {"scheme": "urn:scheme:document-code"})


def _abstract(element: etree._Element, abstract: RecordAbstract) -> None:
    if not abstract.sections:
        add(element, _T + "p", abstract.text)
    for section in abstract.sections:
        label = section.label if section.label.isalpha() else "other"
        block = add(element, _T + "ab", None, {"type": label})
        add(block, _T + "label", section.heading).tail = legal(section.text)


def _body(body: etree._Element, record: Record) -> None:
    for section in record.sections:
        part = add(body, _T + "div")
        add(part, _T + "head", section.heading)
        add(part, _T + "p", section.text)
    if not record.sections:
        add(body, _T + "p")
