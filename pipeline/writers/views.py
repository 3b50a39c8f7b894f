"""What a record says, in the terms that many formats share: source and English values, names, page ranges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from pipeline.languages.surnames import COMPOUND
from pipeline.records.record import Record, RecordAbstract, RecordAuthor

T = TypeVar("T")

MACHINE_NOTE = "Machine translation"


class Name(NamedTuple):
    """A person's name in parts; `given` is empty for a collective or a name that cannot be parted."""

    family: str
    given: str


def machine(record: Record, field: str, language: str) -> bool:
    """Whether the value of that language-keyed field is machine text."""
    return f"{field}.{language}" in record.translated


def printed(record: Record, field: str, values: Mapping[str, T]) -> dict[str, T]:
    """The values that the pages print, without machine text."""
    return {language: v for language, v in values.items() if not machine(record, field, language)}


def source(record: Record, values: Mapping[str, T]) -> T | None:
    """The value in the record's own language, or the first there is."""
    return values.get(record.language or "") or next(iter(values.values()), None)


def source_language(record: Record, values: Mapping[str, T]) -> str | None:
    """The language of what `source` gives."""
    if record.language in values:
        return record.language
    return next(iter(values), None)


def others(record: Record, values: Mapping[str, T]) -> dict[str, T]:
    """Every value but the one that `source` gives."""
    mine = source_language(record, values)
    return {language: v for language, v in values.items() if language != mine}


def abstract_text(abstract: RecordAbstract | None) -> str | None:
    """The whole abstract's text."""
    return abstract.text if abstract else None


def page_range(record: Record) -> str | None:
    """`842-848`, `842`, or None."""
    if not record.first_page:
        return None
    return f"{record.first_page}-{record.last_page}" if record.last_page else record.first_page


def author_name(author: RecordAuthor, language: str | None) -> str:
    """The author's name in that language, or in the first there is."""
    return author.name.get(language or "") or next(iter(author.name.values()), "")


def split_name(name: str) -> Name:
    """A printed name in family and given parts, by the habits of its script.

    `LI Peng` and `Peng LI` have the family in capitals; Han and Hangul names begin with it; elsewhere it comes last.
    """
    words = name.split()
    if _is_east_asian(name):
        return _split_east_asian(words)
    if len(words) < 2:
        return Name(name, "")
    capitals = [w for w in words if len(w) > 1 and w.replace("-", "").isalpha() and w.isupper()]
    if capitals and len(capitals) < len(words):
        return Name(" ".join(capitals), " ".join(w for w in words if w not in capitals))
    if "," in name:
        family, _, given = name.partition(",")
        return Name(family.strip(), given.strip())
    return Name(words[-1], " ".join(words[:-1]))


def _is_east_asian(name: str) -> bool:
    return any("぀" <= c <= "鿿" or "가" <= c <= "힣" for c in name)


def _split_east_asian(words: list[str]) -> Name:
    if len(words) == 2:
        return Name(words[0], words[1])
    whole = "".join(words)
    if not 2 <= len(whole) <= 4:
        return Name(whole, "")
    cut = 2 if whole[:2] in COMPOUND and len(whole) > 2 else 1
    return Name(whole[:cut], whole[cut:])
