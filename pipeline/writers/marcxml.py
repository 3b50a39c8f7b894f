"""MARC 21 in MARCXML: names in Latin letters with their own script in linked 880 fields, machine text with its 883.

A name that the page prints in two scripts is entered in Latin letters and linked to its original (model A). What is printed
in one script only stays in that script (model B): a romanisation that nobody printed is not made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from xml.etree.ElementTree import Element

from pipeline.languages import languages
from pipeline.languages.families import ENGLISH, UNKNOWN
from pipeline.records.record import Record, RecordAuthor
from pipeline.writers.characters import legal
from pipeline.writers.names import author_name, is_group, parts_in
from pipeline.writers.trust import AGENT, note
from pipeline.writers.views import (
    MACHINE_NOTE,
    affiliations,
    classes,
    machine,
    others,
    printed,
    source,
    source_language,
    type_of,
    unlinked,
)
from pipeline.writers.xml import add, fragment, root_element

FIELD_BYTES = 9000
"""A field of ISO 2709, in which catalogues such as Koha keep records, has at most 9,999 bytes with its codes."""
NAMESPACE = "http://www.loc.gov/MARC21/slim"
_M = f"{{{NAMESPACE}}}"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'
TAIL = "</collection>\n"

_SCRIPTS = (
    ("$1", r"[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"),
    ("(N", r"[\u0400-\u04ff]"),
)
"""The script code of a linked field, and what tells that script."""


def marcxml(record: Record) -> str:
    """One record as a MARC 21 bibliographic record of a component part."""
    return fragment(marc_element(record))


def marc_element(record: Record) -> Element:
    """The `record` element, for files and for OAI-PMH; leader 07 is `b`, a serial's part."""
    root = root_element(_M + "record", {None: NAMESPACE})
    add(root, _M + "leader", "00000nab a2200000 i 4500")
    add(root, _M + "controlfield", record.id, {"tag": "001"})
    add(root, _M + "controlfield", _fixed(record), {"tag": "008"})
    if record.doi:
        _field(root, "024", "7 ", ("a", record.doi), ("2", "doi"))
    _field(root, "040", "  ", ("a", AGENT), ("b", _code(ENGLISH)), ("c", AGENT))
    summaries = dict.fromkeys(_code(code) for code in printed(record, "abstract", record.abstract))
    _field(root, "041", "0 ", ("a", _code(record.language)), *(("b", code) for code in summaries))
    for scheme, number in classes(record):
        _field(root, "084", "  ", ("a", number), ("2", scheme))
    _names(root, record)
    made = count(1)
    links = [*_titles(root, record, made), *_abstracts(root, record, made)]
    _notes(root, record)
    for journal in others(record, "journal", record.journal).values():
        _field(root, "787", "08", ("i", "Journal also titled:"), ("t", journal))
    _host(root, record)
    _field(root, "588", "  ", ("a", note(record)))
    if record.doi:
        _field(root, "856", "41", ("u", f"https://doi.org/{record.doi}"))
    for link in links:
        _provenance(root, record, link)
    root[:] = sorted(root, key=lambda field: field.get("tag") or "")
    return root


def _notes(root: Element, record: Record) -> None:
    """Keywords that are printed, funding, and affiliations of nobody."""
    for language, words in record.keywords.items():
        if not machine(record, "keywords", language):
            for word in words:
                _field(root, "653", "  ", ("a", word))
    for text in record.funding:
        _field(root, "536", "  ", ("a", text))
    _field(root, "655", " 7", ("a", type_of(record).value), ("2", "local"))
    if record.corrects:
        _field(root, "787", "08", ("i", "Corrects:"), ("t", record.corrects))
    for place in unlinked(record, record.language):
        _field(root, "500", "  ", ("a", f"Affiliation printed: {place}"))


def _names(root: Element, record: Record) -> None:
    linked = count(1)
    for number, author in enumerate(a for a in record.authors if a.name):
        whole = author_name(author, record.language)
        tag = ("1" if number == 0 else "7") + ("10" if is_group(whole) else "00")
        indicators = "2 " if is_group(whole) else "1 "
        own, latin = _two_scripts(author, record.language)
        rest = _place_and_orcid(author, record)
        if own is None:
            _field(root, tag, indicators, ("a", parts_in(author, latin).inverted), ("e", "author"), *rest)
            continue
        native, place = parts_in(author, own).inverted, next(linked)
        _field(
            root,
            tag,
            indicators,
            ("6", f"880-{place:02d}"),
            ("a", parts_in(author, latin).inverted),
            ("e", "author"),
            *rest,
        )
        _field(
            root,
            "880",
            indicators,
            ("6", f"{tag}-{place:02d}/{_script(native)}"),
            ("a", native),
            ("e", "author"),
        )


def _place_and_orcid(author: RecordAuthor, record: Record) -> list[tuple[str, str | None]]:
    places = " ; ".join(affiliations(record, author, record.language))
    found: list[tuple[str, str | None]] = [("u", places)]
    return [*found, *([("1", f"https://orcid.org/{author.orcid}")] if author.orcid else [])]


def _two_scripts(author: RecordAuthor, language: str | None) -> tuple[str | None, str]:
    """The languages of the name in its own script and in Latin letters; None for the first where it has but one script."""
    own = language if language in author.name else next(iter(author.name), "")
    latin = next((code for code, name in author.name.items() if not _script(name) and name.strip()), None)
    if latin is None or not _script(author.name[own]):
        return None, own
    return own, latin


def _script(text: str) -> str:
    return next((code for code, letters in _SCRIPTS if re.search(letters, text)), "")


def _titles(root: Element, record: Record, made: Iterator[int]) -> Iterator[str]:
    """The title and its translations; yields the links of those that a machine made."""
    title = source(record, "title", record.title) or "[Untitled]"
    language = source_language(record, "title", record.title)
    first = "1" if record.authors else "0"
    _field(root, "245", first + str(_nonfiling(title, language)), ("a", _ended(title)))
    for code, other in others(record, "title", record.title).items():
        if machine(record, "title", code):
            link = f"{next(made)}\\p"
            _field(root, "246", "1 ", ("8", link), ("i", f"{MACHINE_NOTE}:"), ("a", other))
            yield link
        else:
            _field(root, "246", "11", ("a", other))


def _ended(title: str) -> str:
    """A title field ends with a full stop."""
    return title if title.endswith(".") else f"{title}."


def _nonfiling(title: str, language: str | None) -> int:
    """How many characters the title's article takes."""
    found = languages().get(language or "")
    articles = found.articles if found else ()
    return max((len(a) for a in articles if title.lower().startswith(a)), default=0)


def _abstracts(root: Element, record: Record, made: Iterator[int]) -> Iterator[str]:
    for language, abstract in record.abstract.items():
        where = ("3", f"Abstract ({language})")
        if machine(record, "abstract", language):
            link = f"{next(made)}\\p"
            made_by = ("3", f"{where[1]}, {MACHINE_NOTE.lower()}")
            for part in _in_fields(abstract.text):
                _field(root, "520", "3 ", ("8", link), made_by, ("a", part))
            yield link
        else:
            for part in _in_fields(abstract.text):
                _field(root, "520", "3 ", where, ("a", part))


def _in_fields(text: str) -> Iterator[str]:
    """A text in parts that a field can hold, each up to the end of a sentence or word where there is one."""
    while len(text.encode("utf-8", "replace")) > FIELD_BYTES:
        most = len(text.encode("utf-8", "replace")[:FIELD_BYTES].decode("utf-8", "ignore"))
        ends = [text.rfind(mark, most // 2, most) + len(mark) for mark in ("。", "；", ". ", "; ", " ")]
        at = next((end for end in ends if end > most // 2), most)
        yield text[:at]
        text = text[at:]
    yield text


def _provenance(root: Element, record: Record, link: str) -> None:
    """883: which process made the linked field."""
    used = record.provenance.translation
    process = f"{MACHINE_NOTE.lower()} ({used.model}, {used.engine})" if used else MACHINE_NOTE.lower()
    _field(root, "883", "0 ", ("8", link), ("a", process), ("q", f"{AGENT} {record.provenance.scanglot}"))


def _host(root: Element, record: Record) -> None:
    journal = source(record, "journal", record.journal)
    if not (journal or record.issn):
        return
    volume = f"Vol. {record.volume}" if record.volume else ""
    issue = f"no. {record.issue}" if record.issue else ""
    year = f"({record.year})" if record.year else ""
    pages = f"p. {record.first_page}" + (f"-{record.last_page}" if record.last_page else "")
    related = ", ".join(part for part in (volume, issue) if part)
    where = " ".join(part for part in (related, year, pages if record.first_page else "") if part)
    _field(root, "773", "0 ", ("t", journal), ("g", where), ("x", record.issn))


def _fixed(record: Record) -> str:
    year = f"{record.year:04d}" if record.year else "uuuu"
    return f"000000s{year}    xx |||||||||||||||||{_code(record.language)}||"


def _code(language: str | None) -> str:
    found = languages().get(language or "")
    return found.codes.marc if found else UNKNOWN


def _field(root: Element, tag: str, indicators: str, *subfields: tuple[str, str | None]) -> None:
    """Append a field with those subfields that have a value; MARC allows no empty ones."""
    filled = [(code, value) for code, value in subfields if value and legal(value).strip()]
    if not any(code not in "e6839i" for code, _ in filled):
        return
    field = add(root, _M + "datafield", None, {"tag": tag, "ind1": indicators[0], "ind2": indicators[1]})
    for code, value in filled:
        add(field, _M + "subfield", value, {"code": code})
