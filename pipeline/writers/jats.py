"""JATS 1.3 and 1.4 (ANSI/NISO Z39.96), Archiving tag set."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import groupby
from operator import itemgetter
from xml.etree.ElementTree import Element

from pipeline.languages import languages
from pipeline.languages.countries import country_code
from pipeline.records.article import ArticleType, Section
from pipeline.records.identifiers import is_electronic
from pipeline.records.record import Record, RecordAuthor
from pipeline.writers.characters import legal
from pipeline.writers.names import is_group, parts_in
from pipeline.writers.places import parts_of
from pipeline.writers.trust import AGENT, facts, note
from pipeline.writers.views import classes, machine, others, source_first, source_language, type_of
from pipeline.writers.xml import add, add_some, document, in_language

_DTD = "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3"
_HOME = "https://jats.nlm.nih.gov/archiving"
DOCTYPES = {
    "1.3": f'<!DOCTYPE article PUBLIC "{_DTD} v1.3 20210610//EN" "{_HOME}/1.3/JATS-archivearticle1-3-mathml3.dtd">',
    "1.4": f'<!DOCTYPE article PUBLIC "{_DTD} v1.4 20241031//EN" "{_HOME}/1.4/JATS-archivearticle1-4-mathml3.dtd">',
}
_TYPES = {
    ArticleType.ARTICLE: "research-article",
    ArticleType.CONFERENCE: "research-article",
    ArticleType.EDITORIAL: "editorial",
    ArticleType.LETTER: "letter",
    ArticleType.CASE_REPORT: "case-report",
    ArticleType.REVIEW: "review-article",
    ArticleType.CORRECTION: "correction",
    ArticleType.RETRACTION: "retraction",
    ArticleType.THESIS: "dissertation",
}
"""The words that the JATS Tag Library suggests for `article-type`; `other` for the rest."""

MACHINE_TYPE = "machine-translation"


def jats(record: Record, version: str = "1.3") -> str:
    """One record as a JATS article that has front matter only, or the sections of what is no article.

    Version 1.3 has the other languages in `trans-abstract`, 1.4 in an `abstract` of their own.
    Machine text is marked `machine-translation`.
    """
    return document(jats_element(record, version), DOCTYPES[version])


def jats_element(record: Record, version: str = "1.3") -> Element:
    """The `article` element, for documents and for OAI-PMH."""
    kind = _TYPES.get(type_of(record), "other")
    language = in_language(record.language) if record.language else {}
    article = Element("article", {"article-type": kind, "dtd-version": version, **language})
    front = add(article, "front")
    _journal(front, record)
    meta = add(front, "article-meta")
    for name, value in (("doi", record.doi), ("publisher-id", record.article_number)):
        if value and not (name == "publisher-id" and is_electronic(value)):
            add(meta, "article-id", value, {"pub-id-type": name})
    _categories(meta, record)
    _titles(meta, record)
    _authors(meta, record)
    _issue(meta, record)
    _history(meta, record)
    _abstracts(meta, record, version)
    _keywords(meta, record)
    _funding(meta, record)
    _custom(meta, record)
    notes = add(front, "notes", None, {"notes-type": "processing"})
    add(notes, "p", note(record))
    if record.sections:
        _sections(add(article, "body"), record.sections)
    return article


def _journal(front: Element, record: Record) -> None:
    if not (record.journal or record.issn):
        return
    meta = add(front, "journal-meta")
    group = None
    for language, title in source_first(record, "journal", record.journal):
        if group is None:
            group = add(meta, "journal-title-group")
            add(group, "journal-title", title, in_language(language))
        else:
            add(add(group, "trans-title-group", None, in_language(language)), "trans-title", title)
    if record.issn:
        add(meta, "issn", record.issn, {"publication-format": "print"})


def _categories(meta: Element, record: Record) -> None:
    found = list(classes(record))
    parent = add(meta, "article-categories") if found else meta
    for scheme, group in groupby(found, key=itemgetter(0)):
        subjects = add(parent, "subj-group", None, {"subj-group-type": scheme.upper()})
        for _, number in group:
            add(subjects, "subject", number)


def _titles(meta: Element, record: Record) -> None:
    mine = source_language(record, "title", record.title)
    rest = others(record, "title", record.title)
    if mine is None and not rest:
        return
    group = add(meta, "title-group")
    add(group, "article-title", record.title.get(mine or ""), in_language(mine) if mine else {})
    for language, text in rest.items():
        trans = add(group, "trans-title-group", None, in_language(language))
        marked = {"content-type": MACHINE_TYPE} if machine(record, "title", language) else {}
        add(trans, "trans-title", text, marked)


def _authors(meta: Element, record: Record) -> None:
    if not (record.authors or record.affiliations):
        return
    group = add(meta, "contrib-group")
    known = {a.id: a for a in record.affiliations if a.name}
    for author in record.authors:
        _author(group, author, known.keys())
    for affiliation in known.values():
        alternatives = add(group, "aff-alternatives", None, {"id": f"aff{affiliation.id}"})
        for language, name in affiliation.name.items():
            _affiliation(add(alternatives, "aff", None, in_language(language)), name)


_PARTS: dict[str, tuple[str, dict[str, str]]] = {
    "institution": ("institution", {}),
    "department": ("institution", {"content-type": "dept"}),
    "city": ("city", {}),
    "region": ("state", {}),
    "postcode": ("postal-code", {}),
    "country": ("country", {}),
}


def _affiliation(aff: Element, name: str) -> None:
    """The affiliation as printed, its parts marked; what is told apart by nothing is one institution."""
    parts = parts_of(name)
    if not any(kind in ("institution", "department") for kind, _ in parts):
        add(aff, "institution", name)
        return
    last: Element | None = None
    for kind, text in parts:
        if kind != "text":
            tag, attributes = _PARTS[kind]
            code = country_code(text) if kind == "country" else None
            last = add(aff, tag, text, attributes | ({"country": code} if code else {}))
        elif last is None:
            aff.text = (aff.text or "") + legal(text)
        else:
            last.tail = (last.tail or "") + legal(text)


def _author(group: Element, author: RecordAuthor, known: Container[int]) -> None:
    contrib = add(group, "contrib", None, {"contrib-type": "author"})
    if author.corresponding:
        contrib.set("corresp", "yes")
    if author.orcid:
        add(contrib, "contrib-id", author.orcid, {"contrib-id-type": "orcid"})
    if any(map(is_group, author.name.values())):
        names = add(contrib, "collab-alternatives")
        for language, whole in author.name.items():
            add(names, "collab", whole, in_language(language))
    else:
        _names(contrib, author)
    add_some(contrib, "email", author.email)
    for number in dict.fromkeys(author.affiliations):
        if number in known:
            add(contrib, "xref", None, {"ref-type": "aff", "rid": f"aff{number}"})


def _names(contrib: Element, author: RecordAuthor) -> None:
    parent = add(contrib, "name-alternatives") if len(author.name) > 1 else contrib
    for language in author.name:
        parts = parts_in(author, language)
        name = add(parent, "name", None, in_language(language))
        if language in languages() and languages()[language].family_first:
            name.set("name-style", "eastern")
        add(name, "surname", parts.family)
        add_some(name, "given-names", parts.given)


def _issue(meta: Element, record: Record) -> None:
    if record.year:
        date = add(meta, "pub-date", None, {"publication-format": "print", "date-type": "pub"})
        add(date, "year", str(record.year))
    for tag, value in (
        ("volume", record.volume),
        ("issue", record.issue),
        ("fpage", record.first_page),
        ("lpage", record.last_page if record.first_page else None),
        ("elocation-id", record.article_number if is_electronic(record.article_number or "") else None),
    ):
        add_some(meta, tag, value)


def _history(meta: Element, record: Record) -> None:
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


def _abstracts(meta: Element, record: Record, version: str) -> None:
    mine = source_language(record, "abstract", record.abstract)
    for language, abstract in source_first(record, "abstract", record.abstract):
        tag = "abstract" if language == mine or version == "1.4" else "trans-abstract"
        kind = {"abstract-type": MACHINE_TYPE} if machine(record, "abstract", language) else {}
        element = add(meta, tag, None, in_language(language) | kind)
        if abstract.sections:
            _sections(element, abstract.sections)
        else:
            add(element, "p", abstract.text)


def _sections(parent: Element, sections: Iterable[Section]) -> None:
    for section in sections:
        part = add(parent, "sec", None, {"sec-type": section.label})
        add(part, "title", section.heading)
        add(part, "p", section.text)


def _keywords(meta: Element, record: Record) -> None:
    for language, words in record.keywords.items():
        if not words:
            continue
        kind = MACHINE_TYPE if machine(record, "keywords", language) else "author"
        group = add(meta, "kwd-group", None, in_language(language) | {"kwd-group-type": kind})
        for word in words:
            add(group, "kwd", word)


def _funding(meta: Element, record: Record) -> None:
    if record.funding:
        group = add(meta, "funding-group")
        for text in record.funding:
            add(group, "funding-statement", text)


def _custom(meta: Element, record: Record) -> None:
    """The document code, what is corrected, and how far the record can be trusted: `scanglot-status`, `-score`, `-flag`, `-confidence`, ..."""
    group = add(meta, "custom-meta-group")
    code = [("document-code", record.document_code)] if record.document_code else []
    code += [("corrects", record.corrects)] if record.corrects else []
    for name, value in [*code, *((f"{AGENT}-{name}", value) for name, value in facts(record))]:
        one = add(group, "custom-meta")
        add(one, "meta-name", name)
        add(one, "meta-value", value)
