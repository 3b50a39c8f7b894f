"""BibTeX (UTF-8, as BibLaTeX and modern BibTeX readers take it)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.languages import languages
from pipeline.records.record import Record
from pipeline.writers.characters import one_line
from pipeline.writers.names import Name, author_lists, author_name, person
from pipeline.writers.trust import facts
from pipeline.writers.views import MACHINE_NOTE, machine, others, source, type_of

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "%": r"\%",
    "#": r"\#",
    "$": r"\$",
    "&": r"\&",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_SPECIALS = re.compile("[{}]".format("".join(map(re.escape, _SPECIAL))))
_ACCENTS = {
    "\u0300": r"\`",
    "\u0301": r"\'",
    "\u0302": r"\^",
    "\u0303": r"\~",
    "\u0304": r"\=",
    "\u0306": r"\u",
    "\u0307": r"\.",
    "\u0308": r"\"",
    "\u030a": r"\r",
    "\u030b": r"\H",
    "\u030c": r"\v",
    "\u0327": r"\c",
    "\u0328": r"\k",
}
_NAME = re.compile(r"[^A-Za-z0-9-]")
_VERBATIM = frozenset({"doi", "issn", "langid"})


def bibtex(record: Record) -> str:
    """One record as a BibTeX entry; LaTeX specials are escaped, braces always balance, as BibTeX counts even `\\{`."""
    kind = "article" if record.kind == "journal-article" else "misc"
    lines = [f"@{kind}{{{_key(record)},"]
    people = [
        _person(person(a, record.language)) for a in record.authors if author_name(a, record.language).strip()
    ]
    if people:
        lines.append(f"  author = {{{' and '.join(people)}}},")
    for name, value in _fields(record):
        text = re.sub(r"[{}\\]", "", one_line(value or "")) if name in _VERBATIM else _escape(value or "")
        if text:
            lines.append(f"  {_NAME.sub('', name)} = {{{text}}},")
    return "\n".join([*lines, "}", "", ""])


def _fields(record: Record) -> Iterator[tuple[str, str | None]]:
    for language, people in others(record, "authors", author_lists(record)).items():
        yield f"author-{language}", people
    yield "title", source(record, "title", record.title)
    for language, title in others(record, "title", record.title).items():
        if machine(record, "title", language):
            yield f"machinetitle-{language}", title
        else:
            yield f"title-{language}", title
    yield "journal", source(record, "journal", record.journal)
    for language, journal in others(record, "journal", record.journal).items():
        yield f"journal-{language}", journal
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
    known = languages().get(record.language or "")
    yield "langid", known.name.partition(" (")[0].lower() if known else None
    yield "x-language", record.language
    yield "x-type", type_of(record).value
    yield "x-corrects", record.corrects
    own = source(record, "abstract", record.abstract)
    yield "abstract", own.text if own else None
    for language, abstract in others(record, "abstract", record.abstract).items():
        note = f"[{MACHINE_NOTE}] " if machine(record, "abstract", language) else ""
        yield f"abstract-{language}", note + abstract.text
    yield "keywords", "; ".join(source(record, "keywords", record.keywords) or ())
    for language, words in others(record, "keywords", record.keywords).items():
        made = "machine" if machine(record, "keywords", language) else ""
        yield f"{made}keywords-{language}", "; ".join(words)
    yield "x-funding", "; ".join(record.funding)
    many: dict[str, list[str]] = {}
    for name, value in facts(record):
        many.setdefault(name, []).append(value)
    for name, values in many.items():
        yield f"x-{name}", "; ".join(values)


def _person(name: Name) -> str:
    """`Family, Given`; what cannot be parted, or holds an `and`, stands in braces."""
    parts = (_accented(_escape(part)) for part in name)
    family, given = ("{" + part + "}" if re.search(r"\band\b|,", part) else part for part in parts)
    return f"{family}, {given}" if given else "{" + family + "}"


def _accented(text: str) -> str:
    """Latin letters with accents as LaTeX writes them: BibTeX cuts initials by bytes, but leaves `{\\'E}` whole."""
    if text.isascii():
        return text
    return "".join(
        f"{{{mark}{{{base}}}}}" if mark else c for c in text for base, mark in [_base_and_accent(c)]
    )


def _base_and_accent(char: str) -> tuple[str, str]:
    base, *marks = list(unicodedata.normalize("NFD", char))
    known = len(marks) == 1 and base.isascii() and base.isalpha()
    return base, _ACCENTS.get(marks[0], "") if known else ""


def _escape(text: str) -> str:
    return _SPECIALS.sub(lambda c: _SPECIAL[c[0]], one_line(text))


def _key(record: Record) -> str:
    return re.sub(r"[^A-Za-z0-9:./_-]", "_", record.id.replace(",", "_"))
