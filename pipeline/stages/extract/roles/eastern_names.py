"""Names as Japanese proceedings print them: with a mark behind each, in lines of which some pass for a title, or in Latin letters right below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.languages.families import ENGLISH
from pipeline.languages.joiners import JOINERS
from pipeline.languages.names import is_full_name, of_institution
from pipeline.languages.people import Person, split_people
from pipeline.languages.scripts import Script, main_script
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut, part
from pipeline.stages.extract.roles.block_lines import is_below

_EASTERN = frozenset({Script.HAN, Script.KANA})
_NAME = re.compile(r"[\u3400-\u9fff々ヶ\u3041-\u3096\u30a1-\u30fa]{2,7}")
_LED = re.compile(rf"^\s*(?:{'|'.join(JOINERS)})\s+")
_LOOSE = frozenset({Role.OTHER, Role.BODY, Role.AFFILIATIONS})
_RAISED = re.compile(r"[†‡*∗§¶¹²³⁴⁵⁶⁷⁸⁹]")
"""A mark that is no figure of the title (`ROE-6`)."""
_WORDS = re.compile(r"[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){1,3}")


def with_eastern_names(segments: Segments) -> Segments:
    """The segments with such lines as the authors': marked names below a title of their language, and the Latin form of each line of names."""
    told = _latin_below(_marked(segments.segments))
    return segments.model_copy(update={"segments": tuple(told)})


def _marked(found: Sequence[Segment]) -> list[Segment]:
    told: list[Segment] = []
    for segment in found:
        above = [s for s in told if s.page == segment.page and s.language == segment.language]
        if segment.role is Role.TITLE and not segment.garbled:
            told += _parted(above, segment)
        else:
            told.append(segment)
    return told


def _parted(above: Sequence[Segment], segment: Segment) -> list[Segment]:
    """A title, its last lines that are marked names as authors."""
    if _follows(above, segment):
        return [segment.model_copy(update={"role": Role.AUTHORS})]
    for n in range(1, len(segment.lines)):
        head, names = part(segment, segment.lines[:n]), part(segment, segment.lines[n:], Role.AUTHORS)
        if all(_follows([*above, head], part(names, (line,))) for line in names.lines):
            return [head, names]
    return [segment]


def _follows(above: Sequence[Segment], segment: Segment) -> bool:
    """Whether a title is marked names: right below others, or several below a title in their writing."""
    people = split_people(_LED.sub("", segment.text), segment.language)
    if not people or not _RAISED.search(segment.text) or not all(p.marks and _is_name(p) for p in people):
        return False
    if above and above[-1].role is Role.AUTHORS:
        return True
    east = main_script(segment.text) in _EASTERN
    return east and len(people) > 1 and any(s.role is Role.TITLE for s in above)


def _is_name(person: Person) -> bool:
    bare = re.sub(r"\s", "", person.name)
    east = main_script(bare) in _EASTERN
    return not of_institution(bare) and bool(_NAME.fullmatch(bare) if east else is_full_name(person.name))


def _latin_below(found: Sequence[Segment]) -> Iterator[Segment]:
    """The segments, where each line of names in Han or Kana has as many names in Latin letters right below, with those as authors in English."""
    upper = [
        (line, len(split_people(line.text, s.language)))
        for s in found
        for line in s.lines
        if s.role is Role.AUTHORS and not s.garbled and main_script(line.text) in _EASTERN
    ]
    under = {id(below) for line, count in upper for s in found for below in _under(line, count, s)}
    whole = len(under) == len(upper)
    for segment in found:
        held = [line for line in segment.lines if id(line) in under] if whole else []
        rest = tuple(line for line in segment.lines if not whole or id(line) not in under)
        if held:
            listed = part(segment, held, Role.AUTHORS, ENGLISH)
            yield listed.model_copy(update={"text": ", ".join(line.text for line in held)})
        yield from cut(segment, rest) if held else [segment]


def _under(line: Line, count: int, segment: Segment) -> list[Line]:
    """The lines of a segment that stand right below so many names and are as many in Latin letters."""
    if segment.role not in _LOOSE or segment.garbled:
        return []
    return [
        below
        for below in segment.lines
        if is_below(line, below)
        and not of_institution(below.text)
        and len(people := split_people(below.text)) == count
        and all(_WORDS.fullmatch(p.name) and is_full_name(p.name) for p in people)
    ]
