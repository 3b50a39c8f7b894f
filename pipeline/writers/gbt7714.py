"""Citation text after GB/T 7714, editions 2015 and 2025, numeric style, journal article [J]."""

from __future__ import annotations

from pipeline.records.record import Record
from pipeline.writers.characters import one_line
from pipeline.writers.views import author_name, page_range, source, split_name

_SHOWN = 3


def gbt7714(record: Record, edition: str = "2025") -> str:
    """One record as one line of citation text, in the language of the article; the edition ends the line's comment."""
    if not record.title:
        return ""
    east = (record.language or "").split("-")[0] in ("zh", "ja", "ko")
    names = [_name(author_name(a, record.language), east) for a in record.authors]
    more = ", 等" if east else ", et al"
    people = ", ".join(names[:_SHOWN]) + (more if len(names) > _SHOWN else "")
    title = f"{source(record, record.title)}[J]"
    journal = source(record, record.journal) or ""
    volume = record.volume or ""
    issue = f"({record.issue})" if record.issue else ""
    parts = [part for part in (journal, str(record.year or ""), volume + issue) if part]
    where = ", ".join(parts) + (f": {page_range(record)}" if record.first_page else "")
    pieces = [piece for piece in (people, title, where) if piece]
    text = ". ".join(pieces) + "."
    if record.doi:
        text += f" {_doi(record.doi, edition)}."
    return one_line(text) + "\n"


def gbt7714_2015(record: Record) -> str:
    """Citation text after the 2015 edition."""
    return gbt7714(record, "2015")


def _doi(doi: str, edition: str) -> str:
    return f"DOI:{doi}" if edition == "2015" else f"https://doi.org/{doi}"


def _name(name: str, east: bool) -> str:
    parts = split_name(name)
    if east or not parts.given:
        return name.replace(" ", "") if east else name
    initials = " ".join(word[0].upper() for word in parts.given.replace("-", " ").split())
    return f"{parts.family.upper()} {initials}"
