"""Affiliations in each language, numbered as the names refer to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.languages import languages
from pipeline.languages.kinds import before_supervisor
from pipeline.languages.people import split_people, surnames
from pipeline.languages.scripts import CAPITALS
from pipeline.languages.suspects import is_never
from pipeline.languages.told import present_place
from pipeline.records.article import Affiliation, Field
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract.people.bylines import people_lines, place_lines
from pipeline.stages.extract.people.parted_places import is_person, parted, without_station
from pipeline.stages.extract.place import item_field
from pipeline.stages.extract.scope import by_language, place_of

_NAME = 2, 4
"""Characters of a person's name in Han."""

_PEOPLE = re.compile(r"[(（](?P<people>[\u4e00-\u9fff、，,\s]{2,60})[)）]\s*$")

_AFTER_NAME = re.compile(r"\s*[,，\u060c、:：–—-]\s*")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SHORTEST = 3
"""Characters of a place at least."""


@dataclass(frozen=True)
class Place:
    """One affiliation, the mark that names refer to it by (`1`, `a`, `*`; empty without), and the people it names.

    `also` are the marks under which it is printed again.
    """

    mark: str
    name: str
    segment: Segment
    people: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def marks(self) -> frozenset[str]:
        """All marks that lead to it; none without."""
        return frozenset(mark for mark in (self.mark, *self.also) if mark)


def find_places(segments: Segments) -> dict[str, tuple[Place, ...]]:
    """The affiliations by language, each with its mark, in the printed order."""
    found = {}
    own_places = by_language(segments, Role.AFFILIATIONS)
    for code, parts in by_language(segments, Role.AUTHORS).items():
        if told := [place for segment in parts for place in _told_of(segment)]:
            own_places[code] = sorted([*told, *own_places.get(code, [])], key=lambda s: place_of(s, segments))
    for code, own in own_places.items():
        people = _people(segments, code)
        places = [
            place
            for mark, name in parted(own, segments)
            if not _is_letter(name)
            and not is_never("place", name)
            and len((place := _place(mark, without_people(name, people), own)).name) > 1
            and not is_person(place.name)
        ]
        if places:
            found[code] = tuple(_once(places))
    return found


def _told_of(segment: Segment) -> list[Segment]:
    """What the lines of names of a segment say of places, each as a segment of its own, with the lines that say it."""
    return [
        segment.model_copy(update={"text": line.text, "role": Role.AFFILIATIONS, "lines": (line,)})
        for line in place_lines(segment)
    ]


def _people(segments: Segments, code: str) -> list[str]:
    """The names that the author lists of a language print, longest first."""
    text = "\n".join(line for _, line in people_lines(segments, code))
    return sorted({p.name for p in split_people(text, code)}, key=len, reverse=True)


def _once(places: list[Place]) -> list[Place]:
    """Places once each, with all their marks: two people of one institution print it twice."""
    seen: dict[str, Place] = {}
    for place in places:
        key = re.sub(r"\W", "", place.name.casefold())
        first = seen.setdefault(key, place)
        if first is not place and place.mark:
            seen[key] = replace(first, also=(*first.also, place.mark))
    return list(seen.values())


def without_people(name: str, people: Sequence[str]) -> str:
    """A place without the author before it and what he is there: `陈某，某某大学`, `Иванов И. И. – студент, Университет`."""
    for person in people:
        if name.startswith(person) and (rest := _AFTER_NAME.match(name[len(person) :])):
            name = name[len(person) + rest.end() :]
            break
    name = before_supervisor(_correspondence().split(name)[0])
    name = without_station(present_place().sub("", name, count=1)).rstrip(" ¹²³⁴⁵⁶⁷⁸⁹")
    text = _positions(False).sub("", name) if _positions(False).match(name) else name
    found = _positions(True).search(text)
    return text[: found.start()].rstrip(" ,，\u060c、-–—") if found and found.start() > _SHORTEST else text


@cache
def _correspondence() -> re.Pattern[str]:
    """The sentence behind a place that says where letters go: `Brasil. Correspondência/Correspondence to: A. Roe.`"""
    labels = sorted({*_letter_labels()}, key=len, reverse=True)
    return re.compile(
        rf"[.;]\s+(?:[^\W\d_]+\s(?:de|of)\s)?(?:{'|'.join(map(re.escape, labels))})\b.*",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _positions(behind: bool) -> re.Pattern[str]:
    """What somebody is at an institution, before its name or behind it."""
    words = sorted({w for k in languages().values() for w in k.positions}, key=len, reverse=True)
    spelt = "|".join(re.escape(w) for w in words if w.isascii() or not _HAN.search(w))
    han = "|".join(re.escape(w) for w in words if _HAN.search(w))
    if behind:
        return re.compile(rf"[\s,]+(?:{spelt})\.?$|(?:{han})$", re.IGNORECASE)
    degrees = "|".join(re.escape(w) for k in languages().values() for w in k.degrees if len(w) > 1)
    told = rf"(?:{spelt}|(?:{degrees})(?-i:[^,;\d{CAPITALS}]){{0,30}}?)"
    capital = "(?=(?-i:[Ѐ-ЯҐ]))"
    return re.compile(rf"(?:{told}(?:\s*[,;]\s*|\s+{capital})|(?:{han})\s*[,，、]\s*)+", re.IGNORECASE)


def _place(mark: str, name: str, own: list[Segment]) -> Place:
    """A place; people in brackets at its end (`某某医院麻醉科（黄志强、诸葛亮）`) are taken off its name."""
    found = _PEOPLE.search(name)
    people = [re.sub(r"\s", "", p) for p in re.split(r"[、，,\s]+", found["people"])] if found else []
    if not found or not all(_NAME[0] <= len(p) <= _NAME[1] and p[:1] in surnames() for p in people if p):
        return Place(mark, name, _holder(own, name))
    return Place(mark, name[: found.start()].rstrip(), _holder(own, name), tuple(p for p in people if p))


def _is_letter(name: str) -> bool:
    """Whether a part of the list is a note on the corresponding author (`† 通信作者, E-mail: ...`)."""
    bare = name.lstrip("*†‡# ").casefold()
    return "@" in bare and bare.startswith(_letter_labels())


@cache
def _letter_labels() -> tuple[str, ...]:
    return tuple(
        form
        for found in languages().values()
        for field in ("correspondence", "email")
        for form in found.labels.get(field, ())
    )


def find_affiliations(segments: Segments) -> tuple[Affiliation, ...]:
    """The affiliations, numbered from 1; the n-th of one language is the n-th of the other."""
    places = find_places(segments)
    count = max((len(own) for own in places.values()), default=0)
    return tuple(
        Affiliation(
            id=n + 1, name={code: _field(own[n], code) for code, own in places.items() if n < len(own)}
        )
        for n in range(count)
    )


def _field(place: Place, code: str) -> Field:
    return item_field(place.name, code, place.segment)


def _holder(segments: list[Segment], name: str) -> Segment:
    return next((s for s in segments if name[:8] in s.text), segments[0])
