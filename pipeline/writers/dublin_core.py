"""Simple Dublin Core in OAI's container (oai_dc): each author once, the journal as the source with volume, issue and pages."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pipeline.records.record import Record
from pipeline.writers.names import parts_in
from pipeline.writers.views import page_range, printed, source, type_of
from pipeline.writers.xml import add, in_language, root_element

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
_D = f"{{{DC}}}"


def dublin_core(record: Record) -> Element:
    """The `oai_dc:dc` element of one record; only what the pages print."""
    root = root_element(f"{{{OAI_DC}}}dc", {"oai_dc": OAI_DC, "dc": DC})
    for language, title in printed(record, "title", record.title).items():
        add(root, _D + "title", title, in_language(language))
    for author in record.authors:
        own = record.language if record.language in author.name else next(iter(author.name), None)
        if own is not None:
            add(root, _D + "creator", parts_in(author, own).inverted, in_language(own))
    for language, words in printed(record, "keywords", record.keywords).items():
        for word in words:
            add(root, _D + "subject", word, in_language(language))
    for language, abstract in printed(record, "abstract", record.abstract).items():
        add(root, _D + "description", abstract.text, in_language(language))
    for tag, value in (
        ("source", _where(record)),
        ("source", f"ISSN {record.issn}" if record.issn else None),
        ("date", record.dates.published or (str(record.year) if record.year else None)),
        ("type", type_of(record).value),
        ("relation", record.corrects),
        ("identifier", f"https://doi.org/{record.doi}" if record.doi else record.id),
        ("language", record.language),
    ):
        if value:
            add(root, _D + tag, value)
    return root


def _where(record: Record) -> str:
    """`Journal, 2023, 50(9): 842-848`."""
    issue = f"({record.issue})" if record.issue else ""
    when = ", ".join(part for part in (str(record.year or ""), record.volume or "") if part) + issue
    place = ", ".join(part for part in (source(record, "journal", record.journal) or "", when) if part)
    pages = page_range(record)
    return f"{place}: {pages}" if place and pages else place
