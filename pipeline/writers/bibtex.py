"""BibTeX (UTF-8, as BibLaTeX and modern BibTeX readers take it)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.records.record import Record
from pipeline.writers.characters import one_line
from pipeline.writers.views import MACHINE_NOTE, author_name, machine, others, source, split_name

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "#": r"\#",
    "$": r"\$",
    "&": r"\&",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_VERBATIM = frozenset({"doi", "issn", "langid"})


def bibtex(record: Record) -> str:
    """One record as a BibTeX entry; LaTeX specials are escaped, braces always balance."""
    kind = "article" if record.kind == "journal-article" else "misc"
    lines = [f"@{kind}{{{_key(record)},"]
    for name, value in _fields(record):
        if value:
            text = re.sub(r"[{}\\]", "", value) if name in _VERBATIM else _escape(value)
            lines.append(f"  {name} = {{{text}}},")
    return "\n".join([*lines, "}", "", ""])


def _fields(record: Record) -> Iterator[tuple[str, str | None]]:
    names = [split_name(author_name(a, record.language)) for a in record.authors]
    yield "author", " and ".join(f"{n.family}, {n.given}" if n.given else n.family for n in names)
    yield "title", source(record, record.title)
    for language, title in others(record, record.title).items():
        if machine(record, "title", language):
            yield f"machinetitle-{language}", title
        else:
            yield f"title-{language}", title
    yield "journal", source(record, record.journal)
    yield "year", str(record.year) if record.year else None
    yield "volume", record.volume
    yield "number", record.issue
    yield (
        "pages",
        f"{record.first_page}--{record.last_page}"
        if record.first_page and record.last_page
        else record.first_page,
    )
    yield "doi", record.doi
    yield "issn", record.issn
    yield "langid", record.language
    own = source(record, record.abstract)
    yield "abstract", own.text if own else None
    for language, abstract in others(record, record.abstract).items():
        note = f"[{MACHINE_NOTE}] " if machine(record, "abstract", language) else ""
        yield f"abstract-{language}", note + abstract.text
    yield "keywords", ", ".join(source(record, record.keywords) or ())


def _escape(text: str) -> str:
    return "".join(_SPECIAL.get(c, c) for c in one_line(text))


def _key(record: Record) -> str:
    return re.sub(r"[^A-Za-z0-9:./_-]", "_", record.id.replace(",", "_"))
