"""Where the places begin on a line that begins with people."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from pipeline.languages import languages
from pipeline.languages.countries import country_code
from pipeline.languages.families import ENGLISH
from pipeline.languages.names import is_full_name, is_han_name, of_institution
from pipeline.languages.scripts import CAPITALS, SMALLS
from pipeline.stages.segment.names import author_likeness, place_likeness

_RUN_ON = re.compile(
    r"(?:[A-Z][A-Za-z’'-]{1,20}[\s,，*¹²³⁴-⁹]{1,4}){1,14}[A-Z]?[a-z-]{1,14}[\s¹²³⁴-⁹*]{0,3}\.\s+(?=(?:1\s?\.?\s?)?[A-Z])"
)
"""Names in pinyin with a full stop before the places: `ZHANG San, LI Si. Department of ...`."""
_DESCRIBED = re.compile(
    rf"(?P<name>[{CAPITALS}][^\s,;:()\d]*(?:\s?[{CAPITALS}][^\s,;:()\d]*){{1,3}}),\s+(?=[{SMALLS}]{{4}})"
)
"""A name, a comma and a small letter: what somebody is follows."""
_PEOPLE, _PLACED = 0.5, 0.5
"""How much what stands before a bracket looks like people, and what stands in it like places, at least."""
_COMMA = re.compile(r"[\d¹²³⁴-⁹*†‡§]{0,3}\s?[,，\u060c]\s?(?=[^\W\d_])")
"""What parts a name, and its marks, from the place that follows."""
_LEADING, _NAME = "0123456789¹²³⁴⁵⁶⁷⁸⁹*†‡§ ", 48
"""Marks that may stand before a name, and characters that it has at most."""
_NAMED, _SAYS_PLACE = 0.3, 0.4
"""How much such a name looks like people, and what follows like a place, at least."""
_DOT = re.compile(r"\s+[·•|]\s+")
_BRACKET = re.compile(r"(?<=\S)\s*[(（]\s*(?=(?:1\s?[.．、,，]?\s?)?[^\W\d_]{3})")
_BEHALF = re.compile(r"\s*[(（]\s*(?:on behalf|for|and)\s", re.IGNORECASE)
_LIST = re.compile(r"[^\W\d_][\W\d]*[,，、;；]\s*[^\W\d_]")
"""More names than one, parted by commas."""
_NUMBERED = re.compile(r"(?<=[\d*†])\s+(?=1\s?[A-Z][a-z]{2,})")
"""The figure before the first place, behind the marks of the last name."""
_CAPITAL = re.compile(r"(?<=[a-z*\d]\s)[A-Z][a-z]+")
_SHORT, _LATER = 6, frozenset(("university", "universities", "sciences", "science", "technology"))
"""Letters of a word that begins a place, at least; words that a place does not begin with, as its name stands before them."""

_RUN = re.compile(r"(?<=[,，、;；\s])[\u3400-\u9fff]{6,}")
_TOWN = re.compile(
    r"[\u3400-\u9fff]{2}(?:省|市|县|大学|医科|科技|理工|农业|师范|林业|工业|交通|中医|财经|民族|工程|医学院|科学院)"
)
"""How a place in Chinese begins: most towns and provinces have two characters."""
_LONGER = re.compile(r"黑龙江|内蒙古|哈尔滨|石家庄|连云港|秦皇岛|景德镇|张家口|牡丹江")
"""Some that have three."""
_LENGTHS = (2, 3)
"""Characters of nearly every Chinese name."""


def where_places_begin(text: str) -> int:
    """Where the affiliations begin, after a bracket or full stop, on a line that begins with people; 0 where they do not.

    A degree after a name (`, Ph.D. student`, `, кандидат наук`) begins such a part as well.
    """
    stop = _RUN_ON.match(text)
    if stop and place_likeness(text[stop.end() :]) > 0 and author_likeness(stop[0].rstrip(". ")) > _PEOPLE:
        return stop.end()
    described = _DESCRIBED.match(text)
    if described and author_likeness(described["name"]) > 0 and not author_likeness(text[described.end() :]):
        return described.end()
    if post := _at_post(text):
        return post
    bracket = _BRACKET.search(text)
    if not bracket:
        return _behind_dot(text) or _by_word(text) or _glued(text) or _with_place(text)
    if author_likeness(text[: bracket.start()]) < _PEOPLE and not _is_one_with_place(text, bracket.start()):
        return 0
    return _behind_dot(text) or (bracket.start() if _holds_place(text, bracket) else 0)


def _at_post(text: str) -> int:
    """Where the post begins on a line of one name, a post in capitals and no further name: `Ivan Orlov, Associate Professor, ...`."""
    name, *parts = re.split(r",\s*", text)
    posted = parts and parts[0].strip().casefold() in _posts()
    if not posted or not is_full_name(name) or any(map(is_full_name, parts[1:])):
        return 0
    return text.index(parts[0], len(name))


@cache
def _posts() -> frozenset[str]:
    """What people are at an institution, in languages that part words."""
    return frozenset(word for known in languages().values() if known.spaced for word in known.positions)


def _is_one_with_place(text: str, at: int) -> bool:
    """Whether a line is nothing but one Chinese name and, in the bracket from a place on, an institution."""
    place = re.fullmatch(r"\s*[(（][^()（）]+[)）]?[\s。.;；]*", text[at:])
    return place is not None and is_han_name(text[:at]) and of_institution(place[0])


def _behind_dot(text: str) -> int:
    """Where the place begins behind one name and a dot or stroke, in words of institutions or with a country: `Ana Gil · Salud, Chile · (agil)`."""
    name, *rest = _DOT.split(text)
    if not rest or not is_full_name(name):
        return 0
    country = country_code(re.split(r"[,，]\s*", rest[0])[-1].strip()) and re.search(r"[,，]", rest[0])
    return _DOT.search(text).end() if country or of_institution(rest[0]) else 0  # type: ignore[union-attr]


def _holds_place(text: str, bracket: re.Match[str]) -> bool:
    """Whether a bracket behind names holds a place: by its words, or as it is still open at the end of the line of a list."""
    held = text[bracket.start() :]
    if place_likeness(held) > _PLACED:
        return True
    goes_on = not re.search(r"[)）]", held) and bool(_LIST.search(text[: bracket.start()]))
    return goes_on and not _BEHALF.match(held)


def _by_word(text: str) -> int:
    """Where a place begins behind a list of spelt names, by a figure before it or by its first word; 0 where none does.

    `Li Ming1, Wang Gang1 1The College of Life Sciences`, `LI Ming, WANG Gang Departmentof Surgery`.
    """
    numbered = _NUMBERED.search(text)
    if numbered and _LIST.search(text) and author_likeness(text[: numbered.start()]) >= _PEOPLE:
        return numbered.end() if place_likeness(text[numbered.end() :]) > 0 else 0
    for word in _CAPITAL.finditer(text):
        if word[0].casefold().startswith(_first_words()):
            names = re.split(r"[,，;；]", text[: word.start()])
            longest = max(len(name.split()) for name in names[:-1]) if len(names) > 1 else 0
            listed = len(names[-1].split()) <= longest and author_likeness(text[: word.start()]) >= _PEOPLE
            return word.start() if listed else 0
    return 0


def _glued(text: str) -> int:
    """Where a Chinese place begins right behind the last name of a list (`张三，李小四某某大学`); 0 where no length of the name is the only one."""
    run = _RUN.search(text)
    if not run or not of_institution(run[0]) or _TOWN.match(run[0]) or _LONGER.match(run[0]):
        return 0
    names = [n for n in _LENGTHS if is_han_name(run[0][:n])]
    ends = [n for n in names if _LONGER.match(run[0], n)] or [n for n in names if _TOWN.match(run[0], n)]
    if len(ends) != 1 or author_likeness(text[: run.start() + ends[0]]) < _PEOPLE:
        return 0
    return run.start() + ends[0]


@cache
def _first_words() -> tuple[str, ...]:
    """What the first word of a place in Latin letters begins with; the words behind it may be glued to it."""
    return tuple(w for w in languages()[ENGLISH].institutions if len(w) >= _SHORT and w not in _LATER)


def _with_place(text: str) -> int:
    """Where the place begins on a line that names one person (`Li Ming`, `Li, Ming`) and where they work, else 0."""
    for comma in islice(_COMMA.finditer(text), 2):
        name, place = text[: comma.start()], re.split(r"[,，\u060c;；\u061b]", text[comma.end() :])[0]
        if place_likeness(name.lstrip(_LEADING)) > 0 or len(name) > _NAME:
            return 0
        if author_likeness(name) >= _NAMED and place_likeness(place) >= _SAYS_PLACE:
            return comma.end()
    return 0
