"""The Chinese and the Latin names of authors beside one another: which Latin name is the reading of which Chinese one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.languages.families import CHINESE, ENGLISH, in_chinese, is_chinese
from pipeline.languages.romanize import same_person
from pipeline.records.article import Author, Field, Origin

HAN = re.compile(r"[\u3400-\u9fff]")
_LONGEST_HAN = 5
"""Han characters that a person's name has at most."""


def is_personal(han: str) -> bool:
    """Whether a name is a person's in Han: not one in Latin letters, nor that of a group."""
    return bool(HAN.search(han)) and len(re.sub(r"\s", "", han)) <= _LONGEST_HAN


def reads_so(han: str, latin: str) -> bool:
    """Whether a Latin name may be the reading of a Chinese one: a group's name has none."""
    return not is_personal(han) or same_person(han, latin)


def both_printed(author: Author) -> tuple[Field, Field] | None:
    """The Chinese and the Latin name of an author where both are printed."""
    han, latin = in_chinese(author.name), author.name.get(ENGLISH)
    return (han, latin) if han and latin and latin.origin is Origin.PRINTED else None


def lists(authors: Sequence[Author]) -> tuple[list[Field], list[Field]]:
    """The Chinese names and the printed Latin names, groups left out."""
    named = [a for a in authors if (own := in_chinese(a.name)) is None or is_personal(own.value)]
    han = [name for a in named if (name := in_chinese(a.name))]
    latin = [a.name[ENGLISH] for a in named if ENGLISH in a.name and a.name[ENGLISH].origin is Origin.PRINTED]
    return han, latin


def readers(authors: Sequence[Author]) -> list[Field]:
    """For each author the Latin name that is the reading of the Chinese one; nothing where one is missing or taken twice."""
    han, latin = lists(authors)
    if not latin or not len(han) == len(latin) == len(authors):
        return []
    found = [next((one for one in latin if same_person(h.value, one.value)), None) for h in han]
    kept = [one for one in found if one]
    return kept if len({one.value for one in kept}) == len(authors) else []


def in_pinyin(authors: Sequence[Author]) -> bool:
    """Whether the Latin names are in pinyin at all: Taiwan and Hong Kong spell otherwise."""
    fits = [
        same_person(h.value, a.name[ENGLISH].value)
        for a in authors
        if (h := in_chinese(a.name)) and ENGLISH in a.name
    ]
    spelt = any(is_chinese(code) and code != CHINESE for code in authors[0].name)
    return not spelt or sum(fits) * 2 >= len(fits)
