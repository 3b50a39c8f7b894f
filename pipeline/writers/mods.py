"""MODS 3.8: one article within its host journal."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pipeline.languages import languages
from pipeline.records.catalogue import Dated, catalogue
from pipeline.records.record import Record, RecordAuthor
from pipeline.writers.names import author_name, is_group, parts_in
from pipeline.writers.trust import AGENT, facts, note
from pipeline.writers.views import (
    MACHINE_NOTE,
    affiliations,
    classes,
    machine,
    source_first,
    type_of,
    unlinked,
)
from pipeline.writers.xml import add, add_some, fragment, in_language, root_element

NAMESPACE = "http://www.loc.gov/mods/v3"
SCHEMA = "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"
_M = f"{{{NAMESPACE}}}"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<modsCollection xmlns="{NAMESPACE}">\n'
TAIL = "</modsCollection>\n"


def mods(record: Record) -> str:
    """One record as a `mods` element of a collection; machine text has the display label `Machine translation`."""
    return fragment(mods_element(record))


def mods_element(record: Record) -> Element:
    """The `mods` element, for files and for OAI-PMH."""
    root = root_element(_M + "mods", {None: NAMESPACE})
    root.set("version", "3.8")
    _titles(root, record)
    for author in record.authors:
        _author(root, author, record)
    add(root, _M + "typeOfResource", "text")
    add(root, _M + "genre", type_of(record).value)
    _dates(root, record)
    if record.language:
        _language(root, record.language)
    for language, abstract in source_first(record, "abstract", record.abstract):
        add(
            root, _M + "abstract", abstract.text, in_language(language) | _label(record, "abstract", language)
        )
    for language, words in record.keywords.items():
        if words:
            marks = in_language(language) | _label(record, "keywords", language)
            group = add(root, _M + "subject", None, marks)
            for word in words:
                add(group, _M + "topic", word)
    for scheme, number in classes(record):
        add(root, _M + "classification", number, {"authority": scheme})
    _notes(root, record)
    _host(root, record)
    _identifiers(root, record)
    _about(root, record)
    return root


def _notes(root: Element, record: Record) -> None:
    """Funding, what is corrected, and affiliations of nobody."""
    for text in record.funding:
        add(root, _M + "note", text, {"type": "funding"})
    if record.corrects:
        add(root, _M + "note", record.corrects, {"type": "corrects"})
    for place in unlinked(record, record.language):
        add(root, _M + "note", place, {"type": "affiliation"})


def _label(record: Record, field: str, language: str) -> dict[str, str]:
    return {"displayLabel": MACHINE_NOTE} if machine(record, field, language) else {}


def _titles(root: Element, record: Record) -> None:
    first = True
    for language, title in source_first(record, "title", record.title):
        kind = {} if first and not machine(record, "title", language) else {"type": "translated"}
        marks = in_language(language) | kind | _label(record, "title", language)
        add(add(root, _M + "titleInfo", None, marks), _M + "title", title)
        first = False


def _author(root: Element, author: RecordAuthor, record: Record) -> None:
    own = record.language if record.language in author.name else next(iter(author.name), None)
    if own is None:
        return
    group = is_group(author_name(author, own))
    name = add(root, _M + "name", None, {"type": "corporate" if group else "personal"} | in_language(own))
    _name_parts(name, author, own, group)
    for language in author.name:
        if language != own:
            _name_parts(
                add(name, _M + "alternativeName", None, in_language(language)), author, language, group
            )
    role = add(name, _M + "role")
    add(role, _M + "roleTerm", "aut", {"type": "code", "authority": "marcrelator"})
    if author.corresponding:
        add(add(name, _M + "role"), _M + "roleTerm", "corresponding author", {"type": "text"})
    for place in affiliations(record, author, record.language):
        add(name, _M + "affiliation", place)
    if author.orcid:
        add(name, _M + "nameIdentifier", author.orcid, {"type": "orcid"})
    if author.email:
        add(name, _M + "description", author.email)


def _name_parts(parent: Element, author: RecordAuthor, language: str, group: bool) -> None:
    parts = parts_in(author, language)
    if group or not parts.given:
        add(parent, _M + "namePart", parts.family)
        return
    add(parent, _M + "namePart", parts.family, {"type": "family"})
    add(parent, _M + "namePart", parts.given, {"type": "given"})


def _dates(root: Element, record: Record) -> None:
    days = [(kind, value) for kind in catalogue(Dated) if (value := getattr(record.dates, kind))]
    if not (record.year or days):
        return
    origin = add(root, _M + "originInfo", None, {"eventType": "publication"})
    if record.year:
        add(origin, _M + "dateIssued", str(record.year), {"encoding": "iso8601", "keyDate": "yes"})
    for kind, value in days:
        add(origin, _M + "dateOther", value, {"encoding": "iso8601", "type": kind})


def _language(root: Element, language: str) -> None:
    element = add(root, _M + "language")
    found = languages().get(language)
    if found:
        add(element, _M + "languageTerm", found.codes.marc, {"type": "code", "authority": "iso639-2b"})
    add(element, _M + "languageTerm", language, {"type": "code", "authority": "rfc5646"})


def _host(root: Element, record: Record) -> None:
    host = Element(_M + "relatedItem", {"type": "host"})
    for number, (language, journal) in enumerate(source_first(record, "journal", record.journal)):
        marks = in_language(language) | ({"type": "translated"} if number else {})
        add(add(host, _M + "titleInfo", None, marks), _M + "title", journal)
    add_some(host, _M + "genre", "journal" if record.journal else None)
    if record.issn:
        add(host, _M + "identifier", record.issn, {"type": "issn"})
    part = Element(_M + "part")
    for kind, number_of in (("volume", record.volume), ("issue", record.issue)):
        if number_of:
            add(add(part, _M + "detail", None, {"type": kind}), _M + "number", number_of)
    if record.first_page:
        extent = add(part, _M + "extent", None, {"unit": "pages"})
        add(extent, _M + "start", record.first_page)
        add_some(extent, _M + "end", record.last_page)
    if record.year:
        add(part, _M + "date", str(record.year))
    if len(part):
        host.append(part)
    if len(host):
        root.append(host)


def _identifiers(root: Element, record: Record) -> None:
    for kind, value in (("doi", record.doi), ("article-number", record.article_number)):
        if value:
            add(root, _M + "identifier", value, {"type": kind})
    if record.doi:
        add(add(root, _M + "location"), _M + "url", f"https://doi.org/{record.doi}")


def _about(root: Element, record: Record) -> None:
    """Where the description comes from, and how far it can be trusted."""
    about = add(root, _M + "recordInfo")
    add(about, _M + "recordContentSource", AGENT)
    add(about, _M + "recordIdentifier", record.id)
    add(about, _M + "recordOrigin", note(record))
    for name, value in facts(record):
        add(about, _M + "recordInfoNote", value, {"type": name})
    if record.document_code:
        add(about, _M + "recordInfoNote", record.document_code, {"type": "document-code"})
