"""Citation text after GB/T 7714, editions 2015 and 2025, numeric style, an article in a serial.

The form is that of 4.4 of the 2015 edition (B.4 of the 2025 edition): responsible persons. Title[type]. Serial title,
year, volume(issue): pages. Access path. Where a serial has no volume the issue follows the year at once, a double issue
is joined by a slash. Names (8.1 in both): up to three, then "等" or its counterpart in the article's language; family
name first; given names of Western form as initials without full stops. The editions differ in two things that matter
here. Capitals: 2015 sets family names of Western form and pinyin in capitals and lets pinyin given names be one initial
a syllable; the examples of 2025 have `Wang Xinya` and `Saito M`. DOI: 2025 marks `[J/OL]` with the DOI's address as
access path. 2015 wants the day of access with `/OL`; the page prints none, so it stays `[J]` with the DOI at the end.
"""

from __future__ import annotations

import re

from pipeline.languages import languages
from pipeline.languages.families import ENGLISH
from pipeline.records.article import Kind
from pipeline.records.record import Record, RecordAuthor
from pipeline.writers.characters import one_line
from pipeline.writers.names import person
from pipeline.writers.views import missing, page_range, source

_SHOWN = 3


def lacks(record: Record) -> str:
    """A citation begins with a title that is printed."""
    return missing({"printed title": source(record, "title", record.title)})


def gbt7714(record: Record, edition: str = "2025") -> str:
    """One record as one line of citation text in the language of the article; empty where no title is printed."""
    title = source(record, "title", record.title)
    if not title:
        return ""
    names = [n for a in record.authors if (n := _name(a, record.language, edition))]
    own = languages().get(record.language or ENGLISH, languages()[ENGLISH])
    people = ", ".join([*names[:_SHOWN], own.et_al] if len(names) > _SHOWN else names)
    online = "/OL" if record.doi and edition == "2025" else ""
    kind = "J" if record.kind is Kind.ARTICLE else "Z"
    text = ". ".join(piece for piece in (people, f"{title}[{kind}{online}]", _where(record)) if piece) + "."
    if record.doi:
        text += f" https://doi.org/{record.doi}." if online else f" DOI:{record.doi}."
    return one_line(text) + "\n"


def gbt7714_2015(record: Record) -> str:
    """Citation text after the 2015 edition."""
    return gbt7714(record, "2015")


def _where(record: Record) -> str:
    """`Serial, 2012, 52(11): 1518-1523`, or `Serial, 2013(1): 56-75` where there is no volume."""
    issue = re.sub(r"(?<=\d)\s*[-–—/]\s*(?=\d)", "/", record.issue or "")
    issue = f"({issue})" if issue else ""
    when = ", ".join(part for part in (str(record.year or ""), record.volume or "") if part) + issue
    place = ", ".join(part for part in (source(record, "journal", record.journal), when) if part)
    return place + (f": {page_range(record)}" if record.first_page else "")


def _name(author: RecordAuthor, language: str | None, edition: str) -> str:
    parts = person(author, language)
    if not parts.given:
        return parts.family
    if not parts.family.isascii() and not re.search(r"[A-Za-zÀ-ɏЀ-ӿ]", parts.family):
        return parts.family + parts.given
    pinyin = _PINYIN.fullmatch(re.sub(r"[\s'’-]", "", parts.family + parts.given).lower())
    given = parts.given if pinyin else _initials(parts.given)
    return f"{_cased(parts.family, edition)} {given}"


_PINYIN = re.compile(
    r"(?:(?![fghkw]i|[jqx][aeo])(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:[iu]ang|iong|[aeio]ng|ian|iao|ua[in]|a[ino]|e[inr]|i[aenu]|ou|u[aeino]|üe|[aeiouüv]))+"
)


def _initials(given: str) -> str:
    return " ".join(word[0].upper() for word in re.split(r"[\s.\-]+", given) if word)


def _cased(family: str, edition: str) -> str:
    if edition == "2015":
        return family.upper()
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), family) if family.isupper() else family
