"""Every format against its official schema or another project's reader.

`python -m tests.writers.official FOLDER...` writes the records of the folders in every format, checks them, and prints how
many records each format took, left out and got wrong. JATS 1.4 is checked with the DTD of 1.3. PubMed's DTD is in
no package; `schemas/pubmed-rules.dtd` says what is checked instead.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pymarc
import rispy
import xmlschema
from lxml import etree
from markdown_it import MarkdownIt
from pybtex.database import parse_string
from pybtex.exceptions import PybtexError
from pyld import jsonld
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from pipeline.records.record import Record
from pipeline.writers.formats import FORMATS, stream
from pipeline.writers.record_files import read_record, record_files
from pipeline.writers.record_schema import record_schema
from pipeline.writers.table import COLUMNS

SCHEMAS = Path(__file__).parent / "schemas"
Check = Callable[[str], Iterator[str]]


def faults(name: str, records: Sequence[Record]) -> Iterator[str]:
    """What is wrong with these records in that format; nothing where all is well."""
    chosen = FORMATS[name]
    if chosen.many:
        yield from CHECKS[name]("".join(stream(chosen, records)))
        return
    for record in records:
        yield from (f"{record.id}: {fault}" for fault in CHECKS[name](chosen.write(record)))


def taken(name: str, records: Sequence[Record]) -> int:
    """How many of the records the format holds: deposits leave out what cannot be deposited."""
    return sum(1 for record in records if FORMATS[name].write(record))


def parsed(text: str) -> etree._Element:
    """The XML document, read strictly and without its DTD."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True)
    return etree.fromstring(text.encode(), parser)


@cache
def jats_dtd() -> etree.DTD:
    with resources.as_file(resources.files("Bio.Entrez") / "DTDs") as folder:
        return etree.DTD(str(folder / "JATS-archivearticle1-3-mathml3.dtd"))


def _jats(text: str) -> Iterator[str]:
    root = parsed(text)
    if root.get("dtd-version") == "1.4":
        root.set("dtd-version", "1.3")
    yield from by_dtd(jats_dtd(), root)


def _pubmed(text: str) -> Iterator[str]:
    root = parsed(text)
    if len(root):
        yield from by_dtd(etree.DTD(str(SCHEMAS / "pubmed-rules.dtd")), root)
    for article in root:
        if not (article.findtext("ArticleTitle") or article.findtext("VernacularTitle")):
            yield "an article without title"
        for path, pattern in (("Journal/Issn", r"\d{4}-?\d{3}[\dX]"), ("Language", "[A-Z]{2,3}")):
            if not re.fullmatch(pattern, article.findtext(path) or ""):
                yield f"{path}: {article.findtext(path)}"


def by_dtd(dtd: etree.DTD, root: etree._Element) -> Iterator[str]:
    if not dtd.validate(root):
        yield from (entry.message for entry in dtd.error_log.filter_from_errors())


@cache
def _crossref_schema() -> Any:
    with resources.as_file(resources.files("commonmeta") / "resources" / "crossref") as here:
        mathml = (here / "standard-modules" / "mathml3" / "mathml3.xsd").as_uri()
        return xmlschema.XMLSchema11(
            str(here / "crossref5.5.0.xsd"),
            allow="local",
            uri_mapper={"http://www.w3.org/Math/XMLSchema/mathml3/mathml3.xsd": mathml},
        )


def _crossref(text: str) -> Iterator[str]:
    if "<journal" in text:
        yield from (f"{e.path}: {e.reason}" for e in _crossref_schema().iter_errors(text))


_RNG = "{http://relaxng.org/ns/structure/1.0}"
_TEI_ELEMENTS = frozenset(
    [
        "TEI",
        "teiHeader",
        "fileDesc",
        "titleStmt",
        "title",
        "funder",
        "respStmt",
        "resp",
        "name",
        "publicationStmt",
        "p",
        "sourceDesc",
        "biblStruct",
        "analytic",
        "author",
        "persName",
        "orgName",
        "surname",
        "forename",
        "email",
        "idno",
        "affiliation",
        "monogr",
        "imprint",
        "biblScope",
        "date",
        "profileDesc",
        "creation",
        "abstract",
        "ab",
        "label",
        "textClass",
        "keywords",
        "term",
        "classCode",
        "text",
        "body",
        "div",
        "head",
        "notesStmt",
        "note",
        "revisionDesc",
        "change",
        "facsimile",
        "surface",
        "zone",
        "publisher",
        "pubPlace",
        "bibl",
        "listBibl",
        "lb",
        "pb",
    ]
)


@cache
def _tei_grammar() -> etree.RelaxNG:
    """TEI's grammar without the elements that we never write: what it takes, the whole grammar takes too, and it loads fast."""
    grammar = etree.fromstring(gzip.decompress((SCHEMAS / "tei_all-4.3.0.rng.gz").read_bytes()))
    for element in list(grammar.iter(f"{_RNG}element")):
        if element.get("name") not in _TEI_ELEMENTS:
            element.getparent().replace(element, etree.Element(f"{_RNG}notAllowed"))  # type: ignore[union-attr]
    return etree.RelaxNG(grammar)


def _tei(text: str) -> Iterator[str]:
    grammar = _tei_grammar()
    if not grammar.validate(parsed(text)):
        yield from (f"line {entry.line}: {entry.message}" for entry in grammar.error_log)


def _jsonl(text: str) -> Iterator[str]:
    schema = jsonschema.Draft202012Validator(record_schema())
    for line in text.splitlines():
        yield from (f"{e.json_path}: {e.message}" for e in schema.iter_errors(json.loads(line)))


@cache
def _datacite_schema() -> Any:
    folder = resources.files("datacite") / "schemas"
    parts = {item.name: json.loads(item.read_text()) for item in folder.iterdir() if item.name[0] == "i"}
    registry: Any = Registry().with_resources(
        (name, Resource.from_contents(part, default_specification=DRAFT7)) for name, part in parts.items()
    )
    schema = json.loads((folder / "datacite-v4.5.json").read_text())
    return jsonschema.Draft201909Validator(schema, registry=registry)


def _datacite(text: str) -> Iterator[str]:
    for line in text.splitlines():
        found = _datacite_schema().iter_errors(json.loads(line))
        yield from (f"{e.json_path}: {e.message}" for e in found)


def _csl(text: str) -> Iterator[str]:
    schema = json.loads((resources.files("commonmeta") / "resources" / "csl-data.json").read_text())
    yield from (
        f"{e.json_path}: {e.message}"
        for e in jsonschema.Draft7Validator(schema).iter_errors(json.loads(text))
    )


def _ris(text: str) -> Iterator[str]:
    entries = rispy.loads(text)
    if len(entries) != text.count("TY  - "):
        yield f"{len(entries)} entries read, {text.count('TY  - ')} written"
    yield from (f"unknown tags {sorted(e['unknown_tag'])}" for e in entries if e.get("unknown_tag"))


def _bibtex(text: str) -> Iterator[str]:
    try:
        entries = parse_string(text, "bibtex").entries
    except PybtexError as error:
        yield str(error)
        return
    if len(entries) != text.count("\n@") + text.startswith("@"):
        yield f"{len(entries)} entries read"


def _marcxml(text: str) -> Iterator[str]:
    records = pymarc.parse_xml_to_array(io.StringIO(text), strict=True)
    if len(records) != text.count("<leader>"):
        yield f"{len(records)} records read"
    for record in records:
        if len(str(record.leader)) != 24 or len(record["008"].data or "") != 40:
            yield "leader or 008 of the wrong length"
        values = [sub.value for field in record.fields if field.tag > "009" for sub in field.subfields]
        if not record.get_fields("245") or not all(value.strip() for value in values):
            yield "no title, or an empty subfield"


def _citation(text: str) -> Iterator[str]:
    good = re.compile(r".*\[[JZ](/OL)?\]\.(.*\.)?")
    yield from (f"no citation: {line[:60]}" for line in text.splitlines() if not good.fullmatch(line))


def _opensearch(text: str) -> Iterator[str]:
    lines = text.split("\n")
    pairs = zip(lines[:-1:2], lines[1:-1:2], strict=True)
    if any(json.loads(action)["index"]["_id"] != json.loads(content)["id"] for action, content in pairs):
        yield "an action without its record"


def _csv(text: str) -> Iterator[str]:
    csv.field_size_limit(10**7)
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        if len(row) != len(COLUMNS):
            yield f"{len(row)} cells in a row of {len(COLUMNS)}"
        if any(cell.startswith(("=", "+", "-", "@")) for cell in row):
            yield "a cell that runs as a formula"


def _markdown(text: str) -> Iterator[str]:
    tokens = MarkdownIt("commonmark").parse(text)
    if sum(1 for token in tokens if token.type == "heading_open" and token.tag == "h1") != 1:
        yield "not one title"
    for token in tokens:
        for part in [token, *(token.children or ())]:
            own = part.type == "link_open" and str(part.attrs["href"]).startswith("https://doi.org/")
            if part.type in ("html_block", "html_inline", "link_open", "fence", "code_block") and not own:
                yield f"{part.type} out of a value"


def mods_faults(element: etree._Element) -> Iterator[str]:
    """What our rules (from the published MODS 3.8 description; no package carries its schema) find wrong with a `mods`."""
    yield from by_rules("mods-rules.rng", element)


def by_rules(name: str, element: etree._Element) -> Iterator[str]:
    """What rules that we wrote from a published specification find wrong."""
    rules = etree.RelaxNG(etree.parse(str(SCHEMAS / name)))
    bare = etree.fromstring(etree.tostring(element))
    for key in [k for k in bare.attrib if str(k).endswith("schemaLocation")]:
        del bare.attrib[key]
    if not rules.validate(bare):
        yield from (f"line {entry.line}: {entry.message}" for entry in rules.error_log)


def _mods(text: str) -> Iterator[str]:
    root = parsed(text)
    for element in root:
        yield from mods_faults(element)
    yield from by_official("mods-3-8.xsd", root)


def by_official(name: str, root: etree._Element) -> Iterator[str]:
    """What an official schema finds wrong, where that schema is there."""
    official = official_schema(name)
    if official is not None:
        yield from (f"{e.path}: {e.reason}" for e in official.iter_errors(etree.tostring(root)))


@cache
def official_schema(name: str) -> Any:
    """An official schema that no package carries, from the folder that OFFICIAL_SCHEMAS names; None where it is not there."""
    path = Path(os.environ.get("OFFICIAL_SCHEMAS", "/nowhere")) / name
    if not path.is_file():
        return None
    here = path.parent
    return xmlschema.XMLSchema10(
        str(path),
        allow="local",
        validation="lax",
        uri_mapper=lambda uri: (here / uri.split("/")[-1]).as_uri() if "://" in uri else uri,
    )


def _ojs(number: str) -> Check:
    def check(text: str) -> Iterator[str]:
        from tests.writers.ojs_import import refused

        return refused(text, number)

    return check


def _dspace(text: str) -> Iterator[str]:
    """Our account of DSpace's own importer has to read every value that another CSV reader finds."""
    from tests.writers.dspace_import import Refused, imported

    csv.field_size_limit(10**7)
    try:
        items = imported(text)
    except Refused as refused:
        yield str(refused)
        return
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    if len(rows) != len(items):
        yield f"{len(items)} items of {len(rows)}"
    for row, item in zip(rows, items, strict=False):
        want = {name: cell.split("||") for name, cell in row.items() if cell and name != "id"}
        if {name: [_one_line(v) for v in values] for name, values in want.items()} != {
            name: [_one_line(v) for v in values] for name, values in item.items()
        }:
            yield "a value read otherwise"
        if any(not value.strip() for values in item.values() for value in values):
            yield "an empty value"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _schema_org(text: str) -> Iterator[str]:
    """Expanded by PyLD; every type and property has to be one of schema.org's for these types."""
    words = set((SCHEMAS / "schema-org-words.txt").read_text(encoding="utf-8").split())

    def context(*_: object) -> Any:
        found = {"@context": {"@vocab": "https://schema.org/"}}
        return {
            "contextUrl": None,
            "documentUrl": "https://schema.org",
            "document": found,
            "contentType": None,
        }

    for node in jsonld.expand(json.loads(text), {"documentLoader": context}):
        yield from _unknown_words(node, words)


def _unknown_words(node: Any, words: set[str]) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _unknown_words(one, words)
    elif isinstance(node, dict):
        for key, value in node.items():
            names = value if key == "@type" else [key] if key[0] != "@" else []
            yield from (f"{n} is no word of schema.org" for n in names if n.rsplit("/", 1)[-1] not in words)
            if key[0] != "@" or key == "@graph":
                yield from _unknown_words(value, words)


CHECKS: dict[str, Check] = {
    "jsonl": _jsonl,
    "jats": _jats,
    "jats-1.4": _jats,
    "pubmed": _pubmed,
    "crossref": _crossref,
    "datacite": _datacite,
    "csl-json": _csl,
    "ris": _ris,
    "bibtex": _bibtex,
    "marcxml": _marcxml,
    "gbt7714": _citation,
    "gbt7714-2015": _citation,
    "opensearch": _opensearch,
    "csv": _csv,
    "markdown": _markdown,
    "tei": _tei,
    "mods": _mods,
    "dspace": _dspace,
    "schema-org": _schema_org,
    "ojs": _ojs("3.5"),
    "ojs-3.4": _ojs("3.4"),
    "ojs-3.3": _ojs("3.3"),
}


def main(folders: list[str]) -> int:
    """Check every record below the folders in every format; 1 where anything is wrong."""
    records = [read_record(path) for path in record_files(map(Path, folders))]
    print(f"{len(records)} records\n\n| format | taken | left out | faults |\n|---|---:|---:|---:|")
    wrong = 0
    for name in FORMATS:
        found = list(faults(name, records))
        held = taken(name, records)
        print(f"| {name} | {held} | {len(records) - held} | {len(found)} |")
        for fault in found[:5]:
            print(f"    {fault}", file=sys.stderr)
        wrong += len(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
