"""Simple Dublin Core in OAI's container (oai_dc)."""

from __future__ import annotations

from lxml import etree

from pipeline.records.record import Record
from pipeline.writers.views import printed, source
from pipeline.writers.xml import add, in_language, root_element

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
_D = f"{{{DC}}}"


def dublin_core(record: Record) -> etree._Element:
    """The `oai_dc:dc` element of one record; only what the pages print."""
    root = root_element(f"{{{OAI_DC}}}dc", {"oai_dc": OAI_DC, "dc": DC})
    for language, title in printed(record, "title", record.title).items():
        add(root, _D + "title", title, in_language(language))
    for author in record.authors:
        for language, name in author.name.items():
            add(root, _D + "creator", name, in_language(language))
    for language, words in printed(record, "keywords", record.keywords).items():
        for word in words:
            add(root, _D + "subject", word, in_language(language))
    for language, abstract in printed(record, "abstract", record.abstract).items():
        add(root, _D + "description", abstract.text, in_language(language))
    for tag, value in (
        ("publisher", source(record, "journal", record.journal)),
        ("date", str(record.year) if record.year else None),
        ("type", "article"),
        ("identifier", f"https://doi.org/{record.doi}" if record.doi else record.id),
        ("language", record.language),
        ("source", f"ISSN {record.issn}" if record.issn else None),
    ):
        if value:
            add(root, _D + tag, value)
    return root
