"""People's names in family and given parts, as the formats of libraries want them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.languages import languages
from pipeline.languages.names import listed_particles
from pipeline.languages.romanize import in_ascii, spellings
from pipeline.languages.romanize import parts as chinese_parts
from pipeline.languages.surnames import VIETNAMESE
from pipeline.languages.told import groups, patronymics
from pipeline.records.record import Record, RecordAuthor

_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+|[A-ZЀ-ЯҐ]{1,2}")
_GLUED = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_]{2,})")
"""Where initials run into the family name: `П.А.Лесов`."""
_AND = frozenset({"y", "e", "i"})
"""Words between the two family names of one person."""
_VIETNAMESE = re.compile(r"[\u1ea0-\u1ef9ĂăĐđƠơƯư]")
_EAST_ASIAN = re.compile(r"[\u3040-\u9fff가-힣\U00020000-\U0003ffff]")
_MIDDLE = frozenset({"van", "thi"})
"""Middle names that only Vietnamese names have behind such a family name, where their marks are not printed."""
ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[X\d]")
"""How an ORCID is written; what is printed otherwise is none, and schemas refuse it."""


class Name(NamedTuple):
    """A person's name in parts; `given` is empty for a collective or a name that cannot be parted."""

    family: str
    given: str

    @property
    def inverted(self) -> str:
        """`Family, Given`, or the family name alone."""
        return f"{self.family}, {self.given}" if self.given else self.family


def author_name(author: RecordAuthor, language: str | None) -> str:
    """The author's name in that language, or in the first there is."""
    return author.name.get(language or "") or next(iter(author.name.values()), "")


def author_lists(record: Record) -> dict[str, str]:
    """All authors as printed, by language, parted by semicolons; only languages that name every one of them."""
    languages = dict.fromkeys(code for author in record.authors for code in author.name)
    return {
        code: "; ".join(author.name[code] for author in record.authors)
        for code in languages
        if all(code in author.name for author in record.authors)
    }


def person(author: RecordAuthor, language: str | None) -> Name:
    """The parts of the name that `author_name` gives."""
    code = language if language in author.name else next(iter(author.name), None)
    return parts_in(author, code) if code is not None else Name("", "")


def parts_in(author: RecordAuthor, code: str) -> Name:
    """The parts of the author's name in a language it is printed in; the other names tell where they part."""
    native = next((name for name in author.name.values() if _is_east_asian(name)), "")
    habits = next((own for own in author.name if _family_names(own) > 1), code)
    return split_name(author.name[code], habits, native)


@lru_cache(64)
def is_group(name: str) -> bool:
    """Whether the name is that of a group or an institution; a writer asks more than once for each author."""
    return re.search(groups(), name.rstrip().lower()) is not None


def split_name(name: str, language: str | None = None, native: str = "") -> Name:
    """A printed name in family and given parts, by the habits of its script and language.

    Han and Hangul names begin with the family (Japanese ones are parted only at a printed gap). A Latin name has it in
    capitals, or before a comma, or where the reading of the `native` name has it, or beside initials; a Russian one
    before name and patronymic; a Spanish one has two; elsewhere it comes last, with its particles.
    """
    words = _GLUED.sub(" ", name).split()
    if is_group(name) or not words:
        return Name(name.strip(), "")
    if _is_east_asian(name):
        return _split_east_asian(words, language)
    if len(words) == 1:
        return Name(words[0], "")
    if "," in name:
        family, _, given = name.partition(",")
        return Name(family.strip(), given.strip())
    at = _family_at(words, language, native)
    return Name(" ".join(words[at]), " ".join(words[: at.start] + words[at.stop :]))


def _family_at(words: list[str], language: str | None, native: str) -> slice:
    """Which words are the family name."""
    capitals = [n for n, w in enumerate(words) if len(w) > 1 and w.replace("-", "").isalpha() and w.isupper()]
    if capitals and len(capitals) < len(words) and capitals == list(range(capitals[0], capitals[-1] + 1)):
        return slice(_with_particles(words, capitals[0]), capitals[-1] + 1)
    if _INITIALS.fullmatch(words[-1]) and not _INITIALS.fullmatch(words[0]):
        return slice(0, next(n for n, word in enumerate(words) if _INITIALS.fullmatch(word)))
    if len(words) > 2 and _is_patronymic(words[-1]) and not _is_patronymic(words[-2]):
        return slice(0, len(words) - 2)
    if native and in_ascii(words[0]) in _readings(native) and in_ascii(words[-1]) not in _readings(native):
        return slice(0, 1)
    if _is_vietnamese(words):
        return slice(0, 1)
    return slice(_with_particles(words, _first_of_family(words, language)), len(words))


def _first_of_family(words: list[str], language: str | None) -> int:
    """Where the family names begin that come last: two in Spanish, but one in `José Núñez-Peña` and `Ortega y Gasset`."""
    if len(words) > 3 and words[-2] in _AND:
        return len(words) - 3
    count = min(_family_names(language), len(words) - 1)
    if len(words) > 2 and words[-1].strip(".").casefold() in _agnomens():
        count = max(count, 2)
    found = languages().get(language or "")
    given = found.given_names if found else ()
    if count > 1 and ("-" in words[-1] or words[-2].casefold() in given):
        count = 1
    return len(words) - count


def _with_particles(words: list[str], start: int) -> int:
    while start > 1 and words[start - 1].lower() in listed_particles():
        start -= 1
    return start


def _is_vietnamese(words: list[str]) -> bool:
    """Whether a name begins with a Vietnamese family name, and has the marks or a middle name of that language."""
    middle = len(words) > 2 and in_ascii(words[1]) in _MIDDLE
    return in_ascii(words[0]) in VIETNAMESE and (middle or any(_VIETNAMESE.search(word) for word in words))


def _family_names(code: str | None) -> int:
    """How many family names a person has who writes in that language."""
    found = languages().get(code or "")
    return found.family_names if found else 1


def _runs_on(code: str | None) -> bool:
    """Whether nothing tells where the family name ends in a name of that language, which is printed without a gap."""
    found = languages().get(code or "")
    return found is not None and found.family_first and not found.surnames


def _is_patronymic(word: str) -> bool:
    return re.fullmatch(rf".+(?:{patronymics()})", word, re.IGNORECASE) is not None


@cache
def _compound() -> frozenset[str]:
    return frozenset(name for found in languages().values() for name in found.compound_surnames)


@cache
def _surname_spellings() -> dict[str, tuple[str, ...]]:
    return {name: forms for found in languages().values() for name, forms in found.surname_spellings.items()}


@cache
def _agnomens() -> frozenset[str]:
    return frozenset(word for found in languages().values() for word in found.agnomens)


def _readings(native: str) -> frozenset[str]:
    """How the family name of a Chinese or Korean name is written in Latin letters."""
    family = native[0] if "가" <= native[0] <= "힣" else chinese_parts(native)[0]
    return _spelt(family)


@cache
def _spelt(family: str) -> frozenset[str]:
    """How a Chinese or Korean family name is spelt in Latin letters; there are some hundreds."""
    if "가" <= family <= "힣":
        return frozenset(_surname_spellings().get(family, ()))
    return frozenset(spellings(family))


def _is_east_asian(name: str) -> bool:
    return not name.isascii() and _EAST_ASIAN.search(name) is not None


def _split_east_asian(words: list[str], language: str | None) -> Name:
    if len(words) == 2:
        return Name(words[0], words[1])
    whole = "".join(words)
    if not 2 <= len(whole) <= 4 or _runs_on(language):
        return Name(whole, "")
    if whole[:2] in _compound() and len(whole) > 2:
        return Name(whole[:2], whole[2:])
    return Name(*chinese_parts(whole))
