"""The authors: names in each language side by side, affiliations by their marks, who answers letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.languages.families import ENGLISH, is_chinese
from pipeline.languages.people import COMMA, Person, glossed, split_people
from pipeline.languages.romanize import same_person, sounds_like
from pipeline.languages.scripts import CAPITALS, SMALLS, Script, main_script
from pipeline.records.article import Author, Field
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract.people.affiliations import Place, find_places
from pipeline.stages.extract.people.bylines import people_lines
from pipeline.stages.extract.place import item_field
from pipeline.stages.extract.scope import by_language, place_of

_Named = tuple[Person, Field]
_INVERTED = re.compile(
    rf"[{CAPITALS}][^\W\d_]+(?:[ -][^\W\d_]+){{0,2}},\s[{CAPITALS}](?:[{SMALLS}]+|[{CAPITALS}]+|\.)"
    rf"(?:[ -](?:de(?: la)?|del|dos|da|[{CAPITALS}](?:[{SMALLS}]+|[{CAPITALS}]+|\.)))*"
)
"""Family names, a comma and given names."""
_BLOCK = 4
"""Segments below an author's name that can still tell where he works."""


def find_authors(segments: Segments) -> tuple[Author, ...]:
    """The authors in the order of the document's language, with their names in every language that prints them."""
    lists = _lists(segments)
    if not lists:
        return ()
    places = find_places(segments)
    lists = {code: _unlettered(named, places.get(code, ())) for code, named in lists.items()}
    main = segments.language if segments.language in lists else next(iter(lists))
    rows: list[dict[str, _Named]] = [{main: named} for named in lists[main]]
    for code, named in lists.items():
        if code != main:
            _put_beside(rows, main, code, named)
    letters = "\n".join(s.text for s in segments.of(Role.CORRESPONDENCE))
    letters += "\n".join(
        line.text for s in segments.segments for line in s.lines if line.text.startswith("✉")
    )
    return _who_answers([_author(row, places) for row in rows], rows, letters)


def _lists(segments: Segments) -> dict[str, list[_Named]]:
    """The named people by language."""
    found: dict[str, list[_Named]] = {}
    codes = (*by_language(segments, Role.AUTHORS), *by_language(segments, Role.AFFILIATIONS))
    for code in dict.fromkeys(codes):
        said = list(people_lines(segments, code))
        if not said:
            continue
        parts = [segment for segment, _ in said]
        text = "\n".join(line for _, line in _whole(said, segments))
        native, latin = glossed(text)
        if latin and ENGLISH not in found and code != ENGLISH:
            people = split_people(latin, ENGLISH)
            found[ENGLISH] = [(p, item_field(p.name, ENGLISH, _holder(parts, p.name))) for p in people]
        people = split_people(native if latin else text, code)
        named = [(p, item_field(p.name, code, _holder(parts, p.name))) for p in people]
        if named:
            found[code] = _without_captions(named)
    return found


def _without_captions(named: list[_Named]) -> list[_Named]:
    """The names without those that stand there again and bear no mark, as under a portrait; whole names in spelt scripts only."""
    seen: set[str] = set()
    kept = []
    for person, field in named:
        spelt = " " in person.name and main_script(person.name) in {Script.LATIN, Script.CYRILLIC}
        if not (spelt and person.name in seen and not person.marks):
            kept.append((person, field))
        seen.add(person.name)
    return kept


def _whole(said: Sequence[tuple[Segment, str]], segments: Segments) -> list[tuple[Segment, str]]:
    """The lines of names; where each stands by itself over one mail address, its only comma is within a name.

    `Ruiz Mora, Ana Isabel` over an affiliation and an address, then the next author.
    """
    at = [place_of(segment, segments) for segment, _ in said]
    ends = [*at[1:], at[-1] + _BLOCK]
    mails = [
        sum(s.text.count("@") for s in segments.segments[a + 1 : b]) for a, b in zip(at, ends, strict=True)
    ]
    turned = all(count == 1 for count in mails) and all(_INVERTED.fullmatch(t.strip(" ,")) for _, t in said)
    if len(said) <= 1 or not turned:
        return list(said)
    return [(segment, text.strip(" ,").replace(",", COMMA) + ";") for segment, text in said]


def _unlettered(named: list[_Named], places: Sequence[Place]) -> list[_Named]:
    """The names without the letters that lead to affiliations, where these stand glued to nearly all of them."""
    marks = "".join(place.mark for place in places)
    if not marks.isalpha():
        return named
    glued = re.compile(rf"(?<=[^\W\d_])(?<![A-Z])[{marks}]$")
    lettered = [bool(glued.search(p.name)) or any(m.isalpha() for m in p.marks) for p, _ in named]
    if sum(lettered) < 0.8 * len(named):
        return named
    return [
        (
            _split_mark(person, glued),
            field
            if person.marks and person.marks[0].isalpha()
            else field.model_copy(update={"value": glued.sub("", field.value)}),
        )
        for person, field in named
    ]


def _split_mark(person: Person, glued: re.Pattern[str]) -> Person:
    found = glued.search(person.name)
    return Person(person.name[: found.start()], (found[0], *person.marks)) if found else person


def _holder(parts: Sequence[Segment], name: str) -> Segment:
    bare = re.sub(r"\s", "", name)
    return next((s for s in parts if bare in re.sub(r"\s", "", s.text)), parts[0])


def _put_beside(rows: list[dict[str, _Named]], main: str, code: str, named: Sequence[_Named]) -> None:
    """Puts the names of a second language beside those of the first: by place, or by reading where counts differ."""
    if len(named) == len(rows):
        for row, one in zip(rows, named, strict=True):
            row[code] = one
        return
    rest = list(named)
    spelt = all(main_script(row[main][0].name) is Script.CYRILLIC for row in rows)
    if is_chinese(main) or spelt:
        same = sounds_like if spelt else same_person
        for row in rows:
            match = next((n for n in rest if same(row[main][0].name, n[0].name)), None)
            if match:
                row[code] = match
                rest.remove(match)
    else:
        for row, one in zip(rows, named, strict=False):
            row[code] = one
            rest.remove(one)
    rows.extend({code: one} for one in rest)


def _author(row: dict[str, _Named], places: dict[str, tuple[Place, ...]]) -> Author:
    ids: tuple[int, ...] = ()
    for code, (person, _) in row.items():
        ids = ids or _places_naming(person, places.get(code, ())) or _places_of(person, places.get(code, ()))
    return Author(name={code: field for code, (_, field) in row.items()}, affiliations=ids)


def _places_naming(person: Person, places: Sequence[Place]) -> tuple[int, ...]:
    """The ids of the affiliations that name their people in brackets: `某某医院麻醉科（黄志强、诸葛亮）`."""
    own = re.sub(r"\s", "", person.name)
    return tuple(n + 1 for n, place in enumerate(places) if own in place.people)


def _places_of(person: Person, places: Sequence[Place]) -> tuple[int, ...]:
    """The ids of the affiliations that the marks after a name lead to; the only one where there is but one."""
    marks = set(person.marks)
    ids = tuple(n + 1 for n, place in enumerate(places) if place.marks & marks)
    return ids or ((1,) if len(places) == 1 else ())


def _who_answers(
    authors: list[Author], rows: Sequence[dict[str, _Named]], letters: str
) -> tuple[Author, ...]:
    """Marks the corresponding authors: those named in the correspondence, else those with a sign after the name."""
    named = [any(named_in(f.value, letters) for f in author.name.values()) for author in authors]
    if not any(named):
        named = [any(person.leads for person, _ in row.values()) for row in rows]
        if len(authors) > 1 and all(named):
            named = [False] * len(authors)
    return tuple(
        author.model_copy(update={"corresponding": True}) if leads else author
        for author, leads in zip(authors, named, strict=True)
    )


def named_in(name: str, letters: str) -> bool:
    """Whether a text names somebody: as printed, or the family name beside the first initial (`O. Petrova`, `Соколова А.В.`)."""
    own = re.sub(r"\s", "", name).casefold()
    if len(own) > 1 and own in re.sub(r"\s", "", letters).casefold():
        return True
    words = re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", name)
    if len(words) <= 1 or main_script(name) not in {Script.LATIN, Script.CYRILLIC}:
        return False
    family = max(words[0], words[-1], key=len)
    first = (words[0] if family == words[-1] else words[1])[0]
    initials = rf"{first}\.(?:\s?-?\w\.)*"
    return bool(
        re.search(rf"{initials}\s?{re.escape(family)}\b|\b{re.escape(family)},?\s{initials}", letters)
    )
