"""TEI P5: the header of one article, its abstracts in the profile."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from pipeline.languages.families import UNKNOWN
from pipeline.records.base import BBox
from pipeline.records.catalogue import Dated, catalogue
from pipeline.records.paths import FieldPath
from pipeline.records.record import Record, RecordAbstract, RecordAuthor
from pipeline.writers.characters import legal
from pipeline.writers.names import is_group, parts_in
from pipeline.writers.trust import facts, note
from pipeline.writers.views import (
    affiliations,
    classes,
    machine,
    page_range,
    source_first,
    source_language,
    type_of,
    unlinked,
)
from pipeline.writers.xml import add, add_some, document, in_language, root_element

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_T = f"{{{NAMESPACE}}}"
_ZONE = _T + "zone"
Zones = dict[str, dict[str, str]]
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def tei(record: Record) -> str:
    """One record as a TEI document; machine text points to the responsibility `#machine`."""
    return document(tei_element(record))


def tei_element(record: Record) -> Element:
    """The `TEI` element: header, the places of values on their pages, and the sections of what is no article."""
    root = root_element(_T + "TEI", {None: NAMESPACE})
    header = add(root, _T + "teiHeader")
    zones = _zones(record)
    description = add(header, _T + "fileDesc")
    statement = add(description, _T + "titleStmt")
    _titles(statement, record, zones)
    for text in record.funding:
        add(statement, _T + "funder", text)
    if record.translated:
        resp = add(statement, _T + "respStmt", None, {_ID: "machine"})
        add(resp, _T + "resp", "machine translation")
        made = record.provenance.translation
        add(resp, _T + "name", made.model if made else "unknown")
    add(add(description, _T + "publicationStmt"), _T + "p", "Read from a scan by scanglot.")
    _notes(description, record)
    _bibliography(add(description, _T + "sourceDesc"), record, zones)
    _profile(header, record, zones)
    revision = add(header, _T + "revisionDesc", None, {"status": record.status.value})
    add(revision, _T + "change", note(record))
    _facsimile(root, record)
    _body(add(add(root, _T + "text"), _T + "body"), record)
    return root


def _notes(description: Element, record: Record) -> None:
    statement = add(description, _T + "notesStmt")
    for name, value in facts(record):
        add(statement, _T + "note", value, {"type": name})
    add(statement, _T + "note", type_of(record).value, {"type": "article-type"})
    for place in unlinked(record, record.language):
        add(statement, _T + "note", place, {"type": "affiliation"})


def _facsimile(root: Element, record: Record) -> None:
    """Each page as a surface in pixels, with a zone for every value that stands on it."""
    if not record.source.pages:
        return
    facsimile = add(root, _T + "facsimile")
    for page in record.source.pages:
        place = {_ID: f"p{page.number}", "n": str(page.number)}
        surface = SubElement(facsimile, _T + "surface", place | _corners(BBox(0, 0, page.width, page.height)))
        for number, evidence in enumerate(record.evidence.values()):
            if evidence.page == page.number:
                SubElement(surface, _ZONE, {_ID: f"z{number}", **_corners(evidence.bbox)})


def _corners(box: BBox) -> dict[str, str]:
    left, top, right, bottom = map(str, box)
    return {"ulx": left, "uly": top, "lrx": right, "lry": bottom}


def _zones(record: Record) -> Zones:
    """How sure the reading of each value is, and the zone it stands in, by record path."""
    shown = {page.number for page in record.source.pages}
    return {
        path: {"cert": f"{evidence.confidence:.2f}", "facs": f"#z{number}"}
        if evidence.page in shown
        else {"cert": f"{evidence.confidence:.2f}"}
        for number, (path, evidence) in enumerate(record.evidence.items())
    }


def _made(record: Record, zones: Zones, field: str, language: str) -> dict[str, str]:
    """Who is responsible for a value in that language: the machine, or the page, as surely as it was read."""
    if machine(record, field, language):
        return {"resp": "#machine"}
    return zones.get(f"{field}.{language}", {})


def _titles(statement: Element, record: Record, zones: Zones) -> None:
    if not any(source_first(record, "title", record.title)):
        add(statement, _T + "title", record.source.file)
    mine = source_language(record, "title", record.title)
    for language, title in source_first(record, "title", record.title):
        kind = {"type": "main" if language == mine else "translated"}
        add(
            statement,
            _T + "title",
            title,
            in_language(language) | kind | _made(record, zones, "title", language),
        )


def _bibliography(parent: Element, record: Record, zones: Zones) -> None:
    entry = add(parent, _T + "biblStruct")
    analytic = add(entry, _T + "analytic")
    for language, title in source_first(record, "title", record.title):
        add(
            analytic,
            _T + "title",
            title,
            in_language(language) | {"level": "a"} | _made(record, zones, "title", language),
        )
    if not any(source_first(record, "title", record.title)):
        add(analytic, _T + "title", record.source.file, {"level": "a"})
    spoken = dict.fromkeys(code for place in record.affiliations for code in place.name)
    for number, author in enumerate(record.authors):
        _affiliated(_author(analytic, author, zones, number), author, record, spoken)
    for kind, path, value in (
        ("DOI", "doi", record.doi),
        ("article-number", "article_number", record.article_number),
    ):
        if value:
            add(analytic, _T + "idno", value, {"type": kind} | zones.get(path, {}))
    series = add(entry, _T + "monogr")
    for language, title in source_first(record, "journal", record.journal or {UNKNOWN: ""}):
        add(
            series,
            _T + "title",
            title,
            in_language(language) | {"level": "j"} | _made(record, zones, "journal", language),
        )
    if record.issn:
        add(series, _T + "idno", record.issn, {"type": "ISSN"} | zones.get("issn", {}))
    _imprint(add(series, _T + "imprint"), record, zones)


def _author(analytic: Element, author: RecordAuthor, zones: Zones, number: int) -> Element:
    element = add(analytic, _T + "author", None, {"role": "corresponding"} if author.corresponding else {})
    for language, name in author.name.items():
        seen = in_language(language) | zones.get(FieldPath.of("authors", number, "name", language), {})
        if is_group(name):
            add(element, _T + "orgName", name, seen)
            continue
        parts = parts_in(author, language)
        person = add(element, _T + "persName", None, seen)
        add(person, _T + "surname", parts.family)
        add_some(person, _T + "forename", parts.given)
    add_some(element, _T + "email", author.email)
    if author.orcid:
        add(element, _T + "idno", author.orcid, {"type": "ORCID"})
    return element


def _affiliated(element: Element, author: RecordAuthor, record: Record, languages: Iterable[str]) -> None:
    for language in languages:
        for name in affiliations(record, author, language):
            add(element, _T + "affiliation", name, in_language(language))


def _imprint(imprint: Element, record: Record, zones: Zones) -> None:
    for unit, path, value in (
        ("volume", "volume", record.volume),
        ("issue", "issue", record.issue),
        ("page", "first_page", page_range(record)),
    ):
        if value:
            add(imprint, _T + "biblScope", value, {"unit": unit} | zones.get(path, {}))
    date = add(imprint, _T + "date", None, zones.get("year", {}))
    if record.year:
        date.set("when", f"{record.year:04d}")


def _profile(header: Element, record: Record, zones: Zones) -> None:
    profile = add(header, _T + "profileDesc")
    dates = [(key, value) for key in catalogue(Dated) if (value := getattr(record.dates, key))]
    if dates:
        creation = add(profile, _T + "creation")
        for key, value in dates:
            add(creation, _T + "date", value, {"type": key} | zones.get(FieldPath.of(key), {}))
    for language, abstract in source_first(record, "abstract", record.abstract):
        made = _made(record, zones, "abstract", language)
        _abstract(add(profile, _T + "abstract", None, in_language(language) | made), abstract)
    if any(record.keywords.values()) or any(classes(record)) or record.document_code or record.corrects:
        _classes(add(profile, _T + "textClass"), record, zones)


def _classes(coded: Element, record: Record, zones: Zones) -> None:
    for language, words in record.keywords.items():
        if words:
            group = add(
                coded,
                _T + "keywords",
                None,
                in_language(language) | _made(record, zones, "keywords", language),
            )
            for word in words:
                add(group, _T + "term", word)
    for scheme, number in classes(record):
        add(coded, _T + "classCode", number, {"scheme": f"urn:scheme:{scheme}"})
    if record.document_code:
        add(coded, _T + "classCode", record.document_code, {"scheme": "urn:scheme:document-code"})
    if record.corrects:
        add(coded, _T + "classCode", record.corrects, {"scheme": "urn:scheme:corrects"})


def _abstract(element: Element, abstract: RecordAbstract) -> None:
    if not abstract.sections:
        add(element, _T + "p", abstract.text)
    for section in abstract.sections:
        label = section.label if section.label.isalpha() else "other"
        block = add(element, _T + "ab", None, {"type": label})
        add(block, _T + "label", section.heading).tail = legal(section.text)


def _body(body: Element, record: Record) -> None:
    for section in record.sections:
        part = add(body, _T + "div")
        add(part, _T + "head", section.heading)
        add(part, _T + "p", section.text)
    if not record.sections:
        add(body, _T + "p")
