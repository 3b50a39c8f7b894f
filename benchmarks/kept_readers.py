"""Other people's readers of the formats that records are exported in: every value of a file, for `benchmarks.kept`."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import pairwise
from typing import Any
from unicodedata import normalize

import rispy
from lxml import etree
from pybtex.database import parse_string

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "c": "\u0327",
    "v": "\u030c",
}


def xml_values(text: str) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True)
    for element in etree.fromstring(text.encode(), parser).iter(etree.Element):
        yield from map(str, element.attrib.values())
        if len(element) < 8:
            yield " ".join(part for part in map(str, element.itertext()) if part.strip())
            yield " ".join("".join(map(str, element.itertext())).split())
        elif element.text and element.text.strip():
            yield element.text
        for one, other in pairwise(element):
            yield f"{one.text or ''} {other.text or ''}"
            yield f"{one.text or ''}{other.text or ''}"
            yield f"{other.text or ''}{one.text or ''}"


def ojs_values(text: str) -> Iterator[str]:
    """OJS takes abstracts and titles as HTML, and names as given names, then family names."""
    for value in xml_values(text):
        yield unescape(re.sub(r"</?(?:p|strong)>", " ", value))
    for author in etree.fromstring(text.encode()).iter("{*}author"):
        family = {name.get("locale"): name.text or "" for name in author.iter("{*}familyname")}
        for given in author.iter("{*}givenname"):
            yield f"{family.get(given.get('locale'), '')} {given.text or ''}"
            yield f"{family.get(given.get('locale'), '')}{given.text or ''}"


def json_values(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield " ".join(str(one) for one in value.values() if isinstance(one, str))
        for name, one in value.items():
            yield str(name)
            yield from json_values(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from json_values(one)
    elif value is not None:
        yield f"{value:.2f}" if isinstance(value, float) else str(value)


def json_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from json_values(json.loads(line))


def csv_values(text: str) -> Iterator[str]:
    csv.field_size_limit(10**7)
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        yield from (f"{float(cell):.2f}" if re.fullmatch(r"\d\.\d+", cell) else cell for cell in row)


def bibtex_values(text: str) -> Iterator[str]:
    for key, entry in parse_string(text, "bibtex").entries.items():
        yield str(key)
        people = [str(one) for many in entry.persons.values() for one in many]
        for value in (*map(str, entry.fields.values()), *people):
            plain = re.sub(r"\{\\(.)\{(\w)\}\}", lambda m: normalize("NFC", m[2] + _ACCENTS[m[1]]), value)
            yield re.sub(r"\\[a-z]+\{\}|[{}\\]", "", plain)


READERS: dict[str, Callable[[str], Iterator[str]]] = {
    **dict.fromkeys(("jats", "jats-1.4", "pubmed", "crossref", "marcxml", "mods", "tei"), xml_values),
    **dict.fromkeys(("ojs", "ojs-3.4", "ojs-3.3"), ojs_values),
    **dict.fromkeys(("jsonl", "datacite", "opensearch"), json_lines),
    **dict.fromkeys(("csl-json", "schema-org"), lambda text: json_values(json.loads(text))),
    **dict.fromkeys(("csv", "dspace"), csv_values),
    **dict.fromkeys(
        ("gbt7714", "gbt7714-2015", "markdown"), lambda text: iter(re.sub(r"\\(.)", r"\1", text).split("\n"))
    ),
    "ris": lambda text: json_values(rispy.loads(text)),
    "bibtex": bibtex_values,
}
