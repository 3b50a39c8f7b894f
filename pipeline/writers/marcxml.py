"""MARC 21 in MARCXML, multiscript model B: each field in the script it was printed in, no linked 880 fields.

Model B suits our source, which never romanises: an 880 needs a romanised field to link to, and making one up would be a
transcription that nobody printed.
"""

from __future__ import annotations

from lxml import etree

from pipeline.records.record import Record
from pipeline.writers.characters import legal
from pipeline.writers.names import author_name, is_group, person
from pipeline.writers.views import MACHINE_NOTE, affiliations, machine, others, printed, source
from pipeline.writers.xml import add, fragment, root_element

NAMESPACE = "http://www.loc.gov/MARC21/slim"
_M = f"{{{NAMESPACE}}}"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'
TAIL = "</collection>\n"

# ISO 639-2/B, as MARC codes languages.
LANGUAGES = {
    "zh": "chi",
    "en": "eng",
    "ja": "jpn",
    "ko": "kor",
    "de": "ger",
    "fr": "fre",
    "ru": "rus",
    "es": "spa",
}


def marcxml(record: Record) -> str:
    """One record as a MARC 21 bibliographic record of a component part (leader 07 is `b`, a serial's part)."""
    root = root_element(_M + "record", {None: NAMESPACE})
    add(root, _M + "leader", "00000nab a2200000 i 4500")
    add(root, _M + "controlfield", record.id, {"tag": "001"})
    add(root, _M + "controlfield", _fixed(record), {"tag": "008"})
    if record.doi:
        _field(root, "024", "7 ", ("a", record.doi), ("2", "doi"))
    summaries = dict.fromkeys(_code(code) for code in printed(record, "abstract", record.abstract))
    _field(root, "041", "0 ", ("a", _code(record.language)), *(("b", code) for code in summaries))
    for number in record.clc:
        _field(root, "084", "  ", ("a", number), ("2", "clc"))
    _names(root, record)
    _titles(root, record)
    _abstracts(root, record)
    for language, words in record.keywords.items():
        if not machine(record, "keywords", language):
            for word in words:
                _field(root, "653", "  ", ("a", word))
    for text in record.funding:
        _field(root, "536", "  ", ("a", text))
    for journal in others(record, "journal", record.journal).values():
        _field(root, "787", "08", ("i", "Journal also titled:"), ("t", journal))
    _host(root, record)
    root[:] = sorted(root, key=lambda field: field.get("tag") or "")
    return fragment(root)


def _names(root: etree._Element, record: Record) -> None:
    for number, author in enumerate(record.authors):
        whole = author_name(author, record.language)
        name = person(author, record.language).inverted
        tag = ("1" if number == 0 else "7") + ("10" if is_group(whole) else "00")
        places = [("u", place) for place in affiliations(record, author, record.language)]
        orcid = [("1", f"https://orcid.org/{author.orcid}")] if author.orcid else []
        _field(root, tag, "2 " if is_group(whole) else "1 ", ("a", name), ("e", "author"), *places, *orcid)


def _titles(root: etree._Element, record: Record) -> None:
    _field(
        root,
        "245",
        "10" if record.authors else "00",
        ("a", source(record, "title", record.title) or "[Untitled]"),
    )
    for language, title in others(record, "title", record.title).items():
        label = f"{MACHINE_NOTE}:" if machine(record, "title", language) else "Parallel title:"
        _field(root, "246", "1 ", ("i", label), ("a", title))


def _abstracts(root: etree._Element, record: Record) -> None:
    for language, abstract in record.abstract.items():
        made = machine(record, "abstract", language)
        label = f" ({MACHINE_NOTE.lower()})" if made else ""
        _field(root, "520", "3 ", ("a", abstract.text), ("9", f"{language}{label}"))


def _host(root: etree._Element, record: Record) -> None:
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
    return LANGUAGES.get((language or "").split("-")[0], "und")


def _field(root: etree._Element, tag: str, indicators: str, *subfields: tuple[str, str | None]) -> None:
    """Append a field with those subfields that have a value; MARC allows no empty ones."""
    filled = [(code, value) for code, value in subfields if value and legal(value).strip()]
    if not filled or filled[0][0] == "e":
        return
    field = add(root, _M + "datafield", None, {"tag": tag, "ind1": indicators[0], "ind2": indicators[1]})
    for code, value in filled:
        add(field, _M + "subfield", value, {"code": code})
