"""RIS, for reference managers. Machine text says so in its first words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.records.record import Record
from pipeline.writers.characters import one_line
from pipeline.writers.names import author_lists, person
from pipeline.writers.trust import confidences, flag_text, note
from pipeline.writers.views import MACHINE_NOTE, all_affiliations, machine, others, source, type_of


def ris(record: Record) -> str:
    """One record as a RIS entry; the original title is TI, an English one TT, the second abstract goes to notes."""
    lines = [f"{tag}  - {text}" for tag, value in _tags(record) if (text := one_line(value))]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _tags(record: Record) -> Iterator[tuple[str, str]]:
    yield "TY", "JOUR" if record.kind == "journal-article" else "GEN"
    yield "ID", record.id
    for author in record.authors:
        yield "AU", person(author, record.language).inverted
    yield "TI", source(record, "title", record.title) or ""
    for language, title in others(record, "title", record.title).items():
        yield "TT", _marked(record, "title", language, title)
    yield "T2", source(record, "journal", record.journal) or ""
    for _, journal in others(record, "journal", record.journal).items():
        yield "J2", journal
    yield "PY", str(record.year or "")
    yield "VL", record.volume or ""
    yield "IS", record.issue or ""
    yield "SP", record.first_page or ""
    yield "EP", record.last_page or ""
    yield "SN", record.issn or ""
    yield "DO", record.doi or ""
    yield "LA", record.language or ""
    yield "UR", f"https://doi.org/{record.doi}" if record.doi else ""
    own = source(record, "abstract", record.abstract)
    yield "AB", own.text if own else ""
    for language, abstract in others(record, "abstract", record.abstract).items():
        yield "N1", f"Abstract ({language}): " + _marked(record, "abstract", language, abstract.text)
    for language, people in others(record, "authors", author_lists(record)).items():
        yield "N1", f"Authors ({language}): {people}"
    for text in record.funding:
        yield "N1", f"Funding: {text}"
    yield "M3", type_of(record).value
    yield "N1", f"Corrects: {record.corrects}" if record.corrects else ""
    yield "N1", note(record)
    yield from (("N1", f"Flag: {flag_text(flag)}") for flag in record.quality.flags)
    sure = "; ".join(f"{path} {value}" for path, value in confidences(record).items())
    yield "N1", f"Confidence: {sure}" if sure else ""
    for place in all_affiliations(record, record.language):
        yield "AD", place
    for language, words in record.keywords.items():
        if not machine(record, "keywords", language):
            yield from (("KW", word) for word in words)


def _marked(record: Record, field: str, language: str, text: str) -> str:
    return f"[{MACHINE_NOTE}] {text}" if machine(record, field, language) else text
