"""Lines that name somebody and say where he works: `Носов В. В., доцент, Университет`, `¹ 林美蘭，花園市立青山國小`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.languages.joiners import JOINERS
from pipeline.languages.names import HAN_LENGTH, is_full_name, is_position, is_station, of_institution
from pipeline.languages.people import COMMA, Person, split_people
from pipeline.languages.scripts import CAPITALS, SMALLS, Script, main_script
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.place import part_of
from pipeline.stages.extract.scope import by_language

_MARK = re.compile(r"\s*[(（\[]?(?:[\d¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[*†‡§]+)[)）\].]?\s*")
_PARTS = re.compile(r"\s*[,，\u060c、]\s*|\s+[–—-]\s+")
_OPENED = re.compile(r"\s*[(（][^()（）]+$")
"""A line that opens a bracket and goes on below."""
_ORDINAL = re.compile(rf"^\s*\d{{1,2}}(?:st|nd|rd|th)\s+(?=[{CAPITALS}])")
_JOINER_LAST = re.compile(rf"\s(?:{'|'.join((*JOINERS, '&'))})\s*$")
"""The joiner before the last name of a list, at the end of a line."""
_APART = 1.2
"""White between two lines that no name goes on over, in heights of a line."""
_LED_BY_LETTERS = re.compile(r"[A-ZЀ-ЯҐ]{3,}(?![\w-])")
_LONG = re.compile(r"[^\W\d_]{4,}")
_GIVEN = re.compile(rf"[{CAPITALS}][\w’'.-]*(?:\s[{CAPITALS}][\w’'.-]*)?")
_FAMILY = re.compile(rf"[{CAPITALS}][\w’'-]*[{SMALLS}]")


@dataclass(frozen=True)
class Byline:
    """The two halves of a line: whom it names, with the mark that stood before the names, and what follows; and that mark."""

    people: str
    place: str
    mark: str = ""


def bylines(text: str) -> tuple[Byline, ...]:
    """The halves of a line that names people first and then what they are or where they work; none for any other line.

    Several where a line goes on with the next person: `A. Roe, University of X, B. Doe, University of Y`.
    """
    mark = _MARK.match(text)
    begin = mark.end() if mark else 0
    cuts = [*_PARTS.finditer(text, begin)]
    starts, ends = [begin, *(c.end() for c in cuts)], [*(c.start() for c in cuts), len(text)]
    parts = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    if not parts[-1].strip():
        parts, starts, ends = parts[:-1], starts[:-1], ends[:-1]
    if mark and (half := _marked(parts, text[:begin].strip())):
        return (half,)
    found: list[Byline] = []
    at = next((n for n, part in enumerate(parts) if not is_position(part)), len(parts))
    while at < len(parts) and (station := _station(parts, at)):
        following = _following(parts, station)
        names = _whole_names(parts[at:station])
        if not names:
            return ()
        place = text[starts[station] : ends[following - 1]]
        sign = text[:begin].strip() if not found else ""
        found.append(Byline(names + sign, place, sign))
        at = following
    return tuple(found) if found and at == len(parts) else ()


def _marked(parts: list[str], mark: str) -> Byline | None:
    """The halves of a line of a mark, a Chinese name and one thing more, which no second name is: `¹ 林美蘭，花園市立青山國小`."""
    if len(parts) != len(("name", "place")) or main_script(parts[0]) is not Script.HAN:
        return None
    name, place = parts
    whole = is_full_name(name) and len(place) > HAN_LENGTH[1] and not is_full_name(place)
    return Byline(name + mark, place, mark) if whole else None


def _station(parts: list[str], at: int) -> int:
    """The first part behind one that says what somebody is or where he works; 0 where none does."""
    return next((n for n in range(at + 1, len(parts)) if is_station(parts[n])), 0)


def _following(parts: list[str], station: int) -> int:
    """Where the next person begins behind a station: a name that another station follows; else the end.

    A degree by itself (`PhD, Mary Roe, MD`) ends at the next name.
    """
    works = of_institution(parts[station])
    for n in range(station + 1, len(parts)):
        works = works or of_institution(parts[n])
        if is_full_name(parts[n]) and (not works or _station(parts, n)):
            return n
    return len(parts)


def _whole_names(parts: list[str]) -> str:
    """The names of the parts before a station; one family name before its given names stays whole; empty where some part is none."""
    if all(is_full_name(part) for part in parts):
        return ", ".join(parts)
    turned = len(parts) == len(("family", "given"))
    if turned and _FAMILY.fullmatch(parts[0]) and _GIVEN.fullmatch(parts[1]):
        return f"{parts[0]}{COMMA} {parts[1]}"
    return ""


def people_lines(segments: Segments, code: str) -> Iterator[tuple[Segment, str]]:
    """What the lines of a language say of people, each with its segment: whole lines of names, and halves of bylines.

    Bylines and counted names (`2nd Jane Roe`) among the affiliations name people too, unless the author lines have them, or
    all names of these bear marks and the byline has none: `Master of Systems, Faculty of Technology`.
    """
    own = by_language(segments, Role.AUTHORS).get(code, [])
    said = [(s, line) for s in own for line in _names_alone(s)]
    people = split_people("\n".join(line for _, line in said), code)
    known, marked = _families(people), len(people) > 1 and all(person.marks for person in people)
    for segment in by_language(segments, Role.AFFILIATIONS).get(code, []):
        for line in segment.lines:
            halves = [half for half in bylines(line.text) if half.mark or not marked]
            named = _counted(line.text) or ", ".join(half.people for half in halves)
            if named and not known & _families(split_people(named, code)):
                said.append((segment, f"{named},"))
    order = {id(s): n for n, s in enumerate(segments.segments)}
    said.sort(key=lambda pair: order[id(pair[0])])
    for (segment, text), (below, _) in pairwise([*said, *said[-1:]]):
        yield segment, f"{text}," if order[id(below)] > order[id(segment)] + 1 else text


def _families(people: list[Person]) -> set[str]:
    """The words of names that can be family names, without case: a name and its short form share one."""
    return {w.casefold() for p in people for w in _LONG.findall(p.name)} | {p.name for p in people}


def _counted(text: str) -> str:
    """The name of a line that counts the authors: `2nd Jane Roe`; empty for any other."""
    found = _ORDINAL.match(text)
    return text[found.end() :] if found and is_full_name(text[found.end() :]) else ""


def is_counted(line: Line) -> bool:
    """Whether a line counts the authors and names one."""
    return bool(_counted(line.text))


def _names_alone(segment: Segment) -> list[str]:
    """The lines of a segment of names without places and what follows names; a comma ends what no name goes on from."""
    ends = [_is_apart(a, b) for a, b in pairwise(segment.lines)] + [False]
    found = []
    for (names, halves, place), end in zip(_taken_apart(segment), ends, strict=True):
        if not place:
            found.append(f"{names}," if halves or end else names)
    return found


def _taken_apart(segment: Segment) -> Iterator[tuple[str, tuple[Byline, ...], bool]]:
    """For each line of a segment of names whom it names, its halves if it is a byline, and whether it is a place below names."""
    before: list[str] = []
    deep = 0
    for line in segment.lines:
        text = _ORDINAL.sub("", line.text)
        halves = bylines(text)
        names = ", ".join(half.people for half in halves) or _JOINER_LAST.sub(",", text)
        place = deep > 0 or _is_place(names, before)
        deep = max(0, deep + _depth(text)) if place else 0
        yield names, halves, place
        before.append(names)


def _depth(text: str) -> int:
    """How many brackets a line opens and leaves open, less those that it closes only."""
    return len(re.findall(r"[(（]", text)) - len(re.findall(r"[)）]", text))


def _is_apart(line: Line, following: Line) -> bool:
    """Whether no name goes on from a line to the next, which stands in the same row or far below: in scripts with spaces."""
    if any(main_script(text) not in {Script.LATIN, Script.CYRILLIC} for text in (line.text, following.text)):
        return False
    one, two = line.bbox, following.bbox
    beside = two.top < one.bottom - one.height / 2 and two.left > one.right + one.height
    return beside or two.top - one.bottom > _APART * one.height


def _is_place(line: str, before: list[str]) -> bool:
    """Whether a line below names is a place: it begins with words or letters of an institution."""
    first = _PARTS.split(line.strip())[0]
    led = _LED_BY_LETTERS.match(first) and not any(_LED_BY_LETTERS.search(named) for named in before)
    opened = bool(_OPENED.match(line)) and not is_full_name(first.lstrip("(（ "))
    return bool(before) and not is_full_name(first) and (opened or of_institution(first) or bool(led))


def place_lines(segment: Segment) -> list[Line]:
    """What the lines of a segment of names say of places: halves of bylines, and the lines below names that are none."""
    found: list[Line] = []
    for line, (_, halves, place) in zip(segment.lines, _taken_apart(segment), strict=True):
        if halves:
            found += [part_of(line, half.place, half.mark) for half in halves]
        elif place and "@" not in line.text:
            found.append(line)
    return found
