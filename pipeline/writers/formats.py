"""The table of export formats. A writer is a pure function from a record to text; this says how texts become files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.errors import SettingsError
from pipeline.records.record import Record
from pipeline.records.text import PageText
from pipeline.writers import (
    crossref,
    datacite,
    dspace,
    gbt7714,
    marcxml,
    mods,
    ojs,
    pubmed,
    schema_org,
    table,
)
from pipeline.writers.alto import alto
from pipeline.writers.bibtex import bibtex
from pipeline.writers.csl import csl
from pipeline.writers.hocr import hocr
from pipeline.writers.jats import jats
from pipeline.writers.markdown import markdown
from pipeline.writers.opensearch import TEMPLATES, opensearch
from pipeline.writers.page_xml import page_xml
from pipeline.writers.record_json import record_line
from pipeline.writers.references import references
from pipeline.writers.ris import ris
from pipeline.writers.tei import tei
from pipeline.writers.whole import whole_markdown, whole_tei, whole_text

Write = Callable[[Record], str]


def nothing(record: Record) -> str:  # noqa: ARG001 (the other reasons look at it)
    """No reason to leave a record out."""
    return ""


class Format(NamedTuple):
    """One format: its writer, the file suffix, and what stands before, between and after records in one file.

    `many` says whether one file holds many records; else each record is a file of its own. `lacks` says why the format
    cannot hold a record (its text is empty then). A deposit takes only what is in order or approved, unless told otherwise.
    """

    write: Write
    suffix: str
    media_type: str
    many: bool = True
    head: str = ""
    between: str = ""
    tail: str = ""
    lacks: Write = nothing
    deposit: bool = False


def jats_14(record: Record) -> str:
    """JATS 1.4."""
    return jats(record, "1.4")


XML = "application/xml"

FORMATS: dict[str, Format] = {
    "jsonl": Format(record_line, ".jsonl", "application/x-ndjson"),
    "jats": Format(jats, ".xml", XML, many=False),
    "jats-1.4": Format(jats_14, ".xml", XML, many=False),
    "pubmed": Format(
        pubmed.pubmed, ".xml", XML, head=pubmed.HEAD, tail=pubmed.TAIL, lacks=pubmed.lacks, deposit=True
    ),
    "crossref": Format(
        crossref.crossref,
        ".xml",
        XML,
        head=crossref.HEAD,
        tail=crossref.TAIL,
        lacks=crossref.lacks,
        deposit=True,
    ),
    "datacite": Format(
        datacite.datacite, ".jsonl", "application/x-ndjson", lacks=datacite.lacks, deposit=True
    ),
    "csl-json": Format(
        csl,
        ".json",
        "application/vnd.citationstyles.csl+json",
        head="[\n",
        between=",\n",
        tail="\n]\n",
    ),
    "ris": Format(ris, ".ris", "application/x-research-info-systems"),
    "bibtex": Format(bibtex, ".bib", "application/x-bibtex"),
    "marcxml": Format(marcxml.marcxml, ".xml", XML, head=marcxml.HEAD, tail=marcxml.TAIL),
    "mods": Format(mods.mods, ".xml", XML, head=mods.HEAD, tail=mods.TAIL),
    "dspace": Format(dspace.dspace, ".csv", "text/csv", head=dspace.HEAD),
    "ojs": Format(ojs.ojs, ".xml", XML, head=ojs.HEAD, tail=ojs.TAIL, lacks=ojs.lacks),
    "ojs-3.4": Format(ojs.ojs_34, ".xml", XML, head=ojs.HEAD, tail=ojs.TAIL, lacks=ojs.lacks),
    "ojs-3.3": Format(ojs.ojs_33, ".xml", XML, head=ojs.HEAD, tail=ojs.TAIL, lacks=ojs.lacks),
    "schema-org": Format(
        schema_org.schema_org,
        ".jsonld",
        "application/ld+json",
        head=schema_org.HEAD,
        between=schema_org.BETWEEN,
        tail=schema_org.TAIL,
    ),
    "gbt7714": Format(gbt7714.gbt7714, ".txt", "text/plain", lacks=gbt7714.lacks),
    "gbt7714-2015": Format(gbt7714.gbt7714_2015, ".txt", "text/plain", lacks=gbt7714.lacks),
    "opensearch": Format(opensearch, ".ndjson", "application/x-ndjson"),
    "csv": Format(table.table, ".csv", "text/csv", head=table.HEAD),
    "markdown": Format(markdown, ".md", "text/markdown", many=False),
    "tei": Format(tei, ".xml", XML, many=False),
}


class PageFormat(NamedTuple):
    """A format of the pages themselves: its writer, and the file suffix. Each page is a file of its own where `each_page`."""

    write: Callable[[Record, Sequence[PageText], str], str]
    suffix: str
    media_type: str
    each_page: bool = False


def _unnamed(
    write: Callable[[Record, Sequence[PageText]], str],
) -> Callable[[Record, Sequence[PageText], str], str]:
    """A writer that names no picture of the page."""
    return lambda record, pages, _: write(record, pages)


def _single(
    write: Callable[[Record, PageText, str], str],
) -> Callable[[Record, Sequence[PageText], str], str]:
    """A writer that is given one page at a time."""
    return lambda record, pages, stem: write(record, pages[0], stem)


PAGE_FORMATS: dict[str, PageFormat] = {
    "hocr": PageFormat(hocr, ".hocr", "application/xhtml+xml"),
    "alto": PageFormat(_single(alto), ".alto.xml", XML, each_page=True),
    "page": PageFormat(_single(page_xml), ".page.xml", XML, each_page=True),
    "text": PageFormat(_unnamed(whole_text), ".txt", "text/plain"),
    "references": PageFormat(_unnamed(references), ".references.jsonl", "application/x-ndjson"),
}
WHOLE: dict[str, PageFormat] = {
    "text": PAGE_FORMATS["text"],
    "markdown": PageFormat(_unnamed(whole_markdown), ".md", "text/markdown"),
    "tei": PageFormat(_unnamed(whole_tei), ".xml", XML),
}
"""Formats that hold the whole text with `--pages all`."""
DEPOSITS = frozenset(name for name, one in FORMATS.items() if one.deposit)


def find(name: str) -> Format:
    """The format of that name. Raises SettingsError for one we do not write."""
    if name not in FORMATS:
        raise SettingsError(
            f"no format '{name}'.",
            cure=f"Formats: {', '.join((*FORMATS, *PAGE_FORMATS, *TEMPLATES))}, parquet, pdf, tmx.",
        )
    return FORMATS[name]


def stream(chosen: Format, records: Iterable[Record], empty: bool = True) -> Iterator[str]:
    """One file of many records, piece by piece; memory stays that of one record.

    `empty` says whether a file without records has its head and tail all the same.
    """
    return joined(chosen, map(chosen.write, records), empty)


def joined(chosen: Format, texts: Iterable[str], empty: bool = True) -> Iterator[str]:
    """The same from what the format's writer made of the records; empty texts are left out."""
    first = True
    for text in filter(None, texts):
        yield chosen.head if first else chosen.between
        first = False
        yield text
    if first and not empty:
        return
    if first:
        yield chosen.head
    yield chosen.tail
