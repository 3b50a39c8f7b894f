"""OAI-PMH 2.0 answers as XML. Pure: what is asked and what was found go in, a document comes out."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

from pipeline.records.record import Record
from pipeline.writers import marcxml, mods
from pipeline.writers.dublin_core import OAI_DC, dublin_core
from pipeline.writers.jats import jats_element
from pipeline.writers.trust import facts
from pipeline.writers.xml import add, document, root_element

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
_O = f"{{{NAMESPACE}}}"
_SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
JATS = "https://jats.nlm.nih.gov/ns/archiving/1.3/"
"""The protocol wants every format in a namespace; this is the one that PubMed Central harvests JATS 1.3 under."""


class Prefix(NamedTuple):
    """A metadata format: its schema, its namespace, its writer."""

    schema: str
    namespace: str
    write: Callable[[Record], Element]


PREFIXES: dict[str, Prefix] = {
    "oai_dc": Prefix("http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OAI_DC, dublin_core),
    "jats": Prefix(
        "https://jats.nlm.nih.gov/archiving/1.3/xsd/JATS-archivearticle1-3-mathml3.xsd", JATS, jats_element
    ),
    "marcxml": Prefix(
        "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd", marcxml.NAMESPACE, marcxml.marc_element
    ),
    "mods": Prefix(mods.SCHEMA, mods.NAMESPACE, mods.mods_element),
}
APPROVED = "approved"
TRUST = "urn:scanglot:trust:1"
"""The namespace of what stands in `about`: status, score, review and flags of the record."""
_T = f"{{{TRUST}}}"


class OaiFault(Exception):
    """An error that the protocol knows: badVerb, badArgument, idDoesNotExist, noRecordsMatch, ..."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Header(NamedTuple):
    """A record's identifier, time of change (UTC, to the second), sets, and whether it was withdrawn."""

    identifier: str
    datestamp: str
    sets: tuple[str, ...]
    deleted: bool


class ChosenSet(NamedTuple):
    """A set: `approved`, `language:zh`, or `journal:` and its name; `kind` is empty where none was asked for."""

    kind: str = ""
    value: str = ""

    @classmethod
    def parse(cls, spec: str) -> ChosenSet:
        """A setSpec read. Raises OaiFault noRecordsMatch for one that we do not have."""
        kind, _, value = spec.partition(":")
        if (kind in ("language", "journal")) == bool(value) and kind in ("", APPROVED, "language", "journal"):
            return cls(kind, unquote(value.replace("!", "%")))
        raise OaiFault("noRecordsMatch", "there is no such set")

    @property
    def spec(self) -> str:
        """The setSpec; what it may not hold is written as `!` and two hex digits a byte."""
        return self.kind + (f":{quote(self.value, safe='').replace('%', '!')}" if self.value else "")


class Resumption(NamedTuple):
    """Where a list goes on: everything that was asked, the change number it stopped after, how many were given, of how many."""

    prefix: str
    after: int = 0
    since: str = ""
    until: str = ""
    chosen: str = ""
    given: int = 0
    total: int = 0

    def encoded(self) -> str:
        """The token as harvesters carry it."""
        return base64.urlsafe_b64encode(json.dumps(self).encode()).decode()

    @classmethod
    def parse(cls, text: str) -> Resumption:
        """A token read back. Raises OaiFault badResumptionToken."""
        try:
            prefix, after, since, until, chosen, given, total = json.loads(base64.urlsafe_b64decode(text))
            token = cls(str(prefix), int(after), str(since), str(until), str(chosen), int(given), int(total))
            ChosenSet.parse(token.chosen)
        except (ValueError, TypeError, OverflowError, binascii.Error, OaiFault) as error:
            raise OaiFault("badResumptionToken", "this token is not one of ours") from error
        if token.prefix not in PREFIXES or not 0 <= token.after < 2**63 or min(token.given, token.total) < 0:
            raise OaiFault("badResumptionToken", "this token is not one of ours")
        return token


def answer(base: str, now: str, asked: dict[str, str], body: Element | OaiFault) -> str:
    """The whole response: date, request, and the verb's element or the error."""
    root = root_element(_O + "OAI-PMH", {None: NAMESPACE, "xsi": "http://www.w3.org/2001/XMLSchema-instance"})
    root.set(_SCHEMA_LOCATION, f"{NAMESPACE} {NAMESPACE}OAI-PMH.xsd")
    add(root, _O + "responseDate", now)
    silent = isinstance(body, OaiFault) and body.code in ("badVerb", "badArgument")
    add(root, _O + "request", base, {} if silent else asked)
    if isinstance(body, OaiFault):
        add(root, _O + "error", str(body), {"code": body.code})
    else:
        root.append(body)
    return document(root)


def identify(base: str, earliest: str, contact: str) -> Element:
    """Who we are."""
    element = Element(_O + "Identify")
    for tag, text in (
        ("repositoryName", "scanglot"),
        ("baseURL", base),
        ("protocolVersion", "2.0"),
        ("adminEmail", contact),
        ("earliestDatestamp", earliest),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        add(element, _O + tag, text)
    return element


def formats() -> Element:
    """Which formats every record can be had in."""
    element = Element(_O + "ListMetadataFormats")
    for name, prefix in PREFIXES.items():
        entry = add(element, _O + "metadataFormat")
        add(entry, _O + "metadataPrefix", name)
        add(entry, _O + "schema", prefix.schema)
        add(entry, _O + "metadataNamespace", prefix.namespace)
    return element


def sets(languages: Iterable[str], journals: Iterable[str]) -> Element:
    """Records that a person has approved, then those in each language and of each journal."""
    element = Element(_O + "ListSets")
    named = [(ChosenSet(APPROVED), "Records approved by a person")]
    named += [(ChosenSet("language", code), f"Articles in {code}") for code in languages]
    named += [(ChosenSet("journal", name), name) for name in journals]
    for chosen, name in named:
        entry = add(element, _O + "set")
        add(entry, _O + "setSpec", chosen.spec)
        add(entry, _O + "setName", name)
    return element


def listing(
    verb: str,
    found: Iterable[tuple[Header, Record | None]],
    prefix: str,
    token: Resumption | None,
    start: Resumption | None,
) -> Element:
    """ListRecords, ListIdentifiers or GetRecord; `start` is where a list that was resumed began: an empty token ends it."""
    element = Element(_O + verb)
    for header, record in found:
        if verb == "ListIdentifiers":
            _header(element, header)
            continue
        entry = add(element, _O + "record")
        _header(entry, header)
        if record is not None and not header.deleted:
            add(entry, _O + "metadata").append(_placed(PREFIXES[prefix], record))
            add(entry, _O + "about").append(_trust(record))
    here = token or start
    if here is not None:
        size = {"completeListSize": str(here.total), "cursor": str(start.given if start else 0)}
        add(element, _O + "resumptionToken", token.encoded() if token else "", size)
    return element


def _trust(record: Record) -> Element:
    """How far the record can be trusted, beside its metadata, whatever their format."""
    kept = [(name, value) for name, value in facts(record) if name != "confidence"]
    root = root_element(_T + "trust", {None: TRUST})
    root.attrib.update({name: value for name, value in kept if name != "flag"})
    for name, value in kept:
        if name == "flag":
            add(root, _T + "flag", value)
    return root


def _placed(prefix: Prefix, record: Record) -> Element:
    """The record in the format's namespace, with the place of its schema."""
    written = prefix.write(record)
    if written.tag[0] != "{":
        bare, written = written, root_element(written.tag, {None: prefix.namespace})
        written.attrib.update(bare.attrib)
        written.extend(bare)
        for element in written.iter():
            element.tag = f"{{{prefix.namespace}}}{element.tag}"
    written.set(_SCHEMA_LOCATION, f"{prefix.namespace} {prefix.schema}")
    return written


def _header(parent: Element, header: Header) -> None:
    element = add(parent, _O + "header", None, {"status": "deleted"} if header.deleted else {})
    add(element, _O + "identifier", header.identifier)
    add(element, _O + "datestamp", header.datestamp)
    for name in header.sets:
        add(element, _O + "setSpec", name)
