"""Theses: a title page prints the author behind a label, and the title under what the thesis is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from pipeline.languages.families import ENGLISH
from pipeline.languages.kinds import after_author_label, kinds_told
from pipeline.languages.names import is_full_name, is_lone_name, of_institution
from pipeline.languages.people import split_people
from pipeline.languages.told import title_label
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut, part

_TITLED = 2
"""Languages that a title page prints the title in, at most."""
_LETTERS = 6
_LABEL = re.compile(r"[:：]")
_BOTH = re.compile(r"(?P<han>[\u3400-\u9fff][\u3400-\u9fff\s]{1,6}?)\s+(?P<latin>[A-Z][A-Za-z.,'’ -]{3,40})")
_NUMBER = re.compile(r"\s*[A-Za-z]?\d{5,12}\s*$")
"""The number of a student behind the name."""


def with_thesis_roles(segments: Segments) -> Segments:
    """The segments with the title and the author of a title page as such; supervisors stay what they are.

    Segments that have such a role already keep it, but for the line that only says what the thesis is for.
    """
    titled = [part for s in segments.segments for part in _below_kind(s, Role.TITLE)]
    found = _without_institutions([_unlabelled(part) for part in titled])
    lines = [(n, line) for n, s in enumerate(found) for line in s.lines]
    at = next((k for k, (_, line) in enumerate(lines) if after_author_label(line.text)), None)
    at = _alone(found, lines) if at is None else at
    if at is None:
        return segments.model_copy(update={"segments": tuple(found)})
    owner, line = lines[at]
    said = after_author_label(line.text) or _NUMBER.sub("", line.text).strip()
    begin = line.text.rfind(said)
    name = line.cut(begin, begin + len(said))
    whole = found[owner]
    own = next(n for n, each in enumerate(whole.lines) if each is line)
    before = [*found[:owner], *cut(whole, whole.lines[:own], whole.role)]
    known = {s.language for s in before if s.role is Role.TITLE}
    before = _titled(before, {segments.language} - known if known else set())
    after = [*cut(whole, whole.lines[own + 1 :], Role.OTHER), *found[owner + 1 :]]
    parts = (*map(_no_author, before), *_in_both_scripts(whole, name), *map(_no_author, after))
    return segments.model_copy(update={"segments": parts})


def _in_both_scripts(whole: Segment, name: Line) -> list[Segment]:
    """The author's line as one list of names, or as two where the name stands in Han and in Latin letters: `庭小花 Hsiao-Hua Ting`."""
    both = _BOTH.fullmatch(name.text.strip())
    if not both or not is_lone_name(both["han"]) or not is_full_name(both["latin"]):
        return cut(whole, (name,), Role.AUTHORS)
    at = name.text.find(both["latin"])
    return [
        part(whole, (name.cut(0, at),), Role.AUTHORS),
        part(whole, (name.cut(at, len(name.text)),), Role.AUTHORS, ENGLISH),
    ]


def _alone(found: Sequence[Segment], lines: Sequence[tuple[int, Line]]) -> int | None:
    """The number of the only line of the title page that is one name in Han or Hangul, with its letters set apart or not.

    None where the author is known, or where a page names more than one: who guided the thesis may stand so too.
    """
    if any(is_lone_name(p.name) for s in found if s.role is Role.AUTHORS for p in split_people(s.text)):
        return None
    first = min((s.page for s in found if s.role is Role.TITLE), default=1)
    named = [
        k
        for k, (n, line) in enumerate(lines)
        if found[n].page == first and is_lone_name(_NUMBER.sub("", line.text))
    ]
    return named[0] if len(named) == 1 else None


def _without_institutions(found: list[Segment]) -> list[Segment]:
    """The segments, those that name the university no titles where another one is left; what the work is names nobody."""
    named = [
        s for s in found if s.role is Role.TITLE and of_institution(s.lines[0].text if s.lines else s.text)
    ]
    others = [s for s in found if s.role is Role.TITLE and not any(s is n for n in named)]
    plain = [
        s.model_copy(update={"role": Role.OTHER}) if others and any(s is n for n in named) else s
        for s in found
    ]
    return [part for s in plain for part in _below_kind(s, Role.AUTHORS)]


def _below_kind(segment: Segment, role: Role) -> list[Segment]:
    """A segment in a role without the lines as far as the last that says what the thesis is for; another as it is.

    Where nothing stands below that line, as much of it as stands above.
    """
    told = [n for n, line in enumerate(segment.lines, start=1) if "thesis" in kinds_told(line.text)]
    if segment.role is not role or not told:
        return [segment]
    if told[-1] == len(segment.lines):
        return cut(segment, segment.lines[: told[0] - 1]) + cut(
            segment, segment.lines[told[0] - 1 :], Role.OTHER
        )
    return cut(segment, segment.lines[: told[-1]], Role.OTHER) + cut(segment, segment.lines[told[-1] :])


def _unlabelled(segment: Segment) -> Segment:
    """A segment of a title or of places, none where every line is behind a label: who supervises, the number of the school."""
    labelled = all(_LABEL.search(line.text) for line in segment.lines)
    titled = any(title_label().match(line.text) for line in segment.lines)
    if segment.role not in (Role.TITLE, Role.AFFILIATIONS) or not labelled or titled:
        return segment
    return segment.model_copy(update={"role": Role.OTHER})


def _no_author(segment: Segment) -> Segment:
    return segment.model_copy(update={"role": Role.OTHER}) if segment.role is Role.AUTHORS else segment


def _titled(before: list[Segment], wanted_in: set[str]) -> list[Segment]:
    """The last large segments before the author's line as titles, one a language; in some languages only, where these are given.

    None is one where titles stand already and no language is lacking.
    """
    if not wanted_in and any(s.role is Role.TITLE for s in before):
        return before
    plain = [
        s for s in before if s.role in (Role.BODY, Role.OTHER) and not _is_kind(s) and len(s.text) >= _LETTERS
    ]
    titles: dict[str, Segment] = {}
    for segment in reversed(plain):
        lacking = not wanted_in or segment.language in wanted_in
        if lacking and not _LABEL.search(segment.text) and not of_institution(segment.text):
            titles.setdefault(segment.language, segment)
    wanted = sorted(titles.values(), key=_height)[-_TITLED:]
    return [s.model_copy(update={"role": Role.TITLE}) if any(s is w for w in wanted) else s for s in before]


def _is_kind(segment: Segment) -> bool:
    return any(kinds_told(line.text) for line in segment.lines)


def _height(segment: Segment) -> float:
    return median(line.bbox.height for line in segment.lines) if segment.lines else 0.0
