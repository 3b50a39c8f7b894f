"""Titles in several languages of Latin letters: in one block that changes its type, or between the title and the people.

Many a Spanish or Portuguese journal prints the title in two or three languages, one under the other, before it names anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.languages.families import family
from pipeline.languages.names import of_institution
from pipeline.languages.scripts import Script, language_of, main_script
from pipeline.languages.suspects import is_never
from pipeline.languages.told import open_end
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import part
from pipeline.stages.extract.roles.named_lines import is_named

_LETTERS, _WORDS, _LINES = 20, 4, 4
"""Letters from which on words tell a language, words of a title at least, and lines at most."""
_ALIKE, _SMALLER = 0.9, 0.7
"""Heights of lines of one type, the smaller to the larger, and of a title in another language to the first one's, at least."""
_OPEN = frozenset(":,-–—&(")
"""Signs with which no title ends."""
_LOOSE = frozenset({Role.BODY, Role.OTHER, Role.TITLE})


def with_other_titles(segments: Segments) -> Segments:
    """The segments, each title of the title block in its own language."""
    if family(segments.language) != Script.LATIN:
        return segments
    found = segments.segments
    first = next((n for n, s in enumerate(found) if s.role is Role.TITLE and not s.garbled), None)
    if first is None or not found[first].lines:
        return segments
    end = next((n for n in range(first, len(found)) if _ends(found[n], found[first])), len(found))
    titled = {s.language for s in (*found[:first], *found[end:]) if s.role is Role.TITLE}
    told: list[Segment] = []
    for n in range(first, end):
        told += _told(found[n], found[first], titled) if found[n].role in _LOOSE else [found[n]]
    return segments.model_copy(update={"segments": (*found[:first], *told, *found[end:])})


def _ends(segment: Segment, title: Segment) -> bool:
    return segment.role in {Role.AUTHORS, Role.ABSTRACT, Role.KEYWORDS} or segment.page != title.page


def _told(segment: Segment, title: Segment, titled: set[str]) -> list[Segment]:
    """The segment, its lines in another language than the title's as the title in that one."""
    groups = [(code, list(lines)) for code, lines in _by_language(segment, title)]
    if len(groups) == 1 and (
        segment is title or groups[0][0] == title.language or segment.role is Role.TITLE
    ):
        return [segment]
    told = []
    for code, lines in groups:
        own = segment.role is Role.TITLE and code in {title.language, segment.language}
        if own or (code not in titled | {title.language} and _is_title(lines, title)):
            told.append(part(segment, lines, Role.TITLE).model_copy(update={"language": code}))
            titled |= {code} - {title.language}
        elif segment.role is Role.TITLE:
            return [segment]
        else:
            told.append(part(segment, lines, segment.role))
    return told


def _by_language(segment: Segment, title: Segment) -> Iterator[tuple[str, list[Line]]]:
    """Runs of lines of one type, those next to one another that are in one language as one.

    A line goes on with the one above where it begins in a small letter, or that one ends open: boxes of a scan are as high
    as their letters reach, and a few words do not tell their language.
    """
    runs: list[list[Line]] = []
    for line in segment.lines:
        if runs and (_alike(runs[-1][-1], line) or _goes_on(runs[-1][-1].text, line.text)):
            runs[-1].append(line)
        else:
            runs.append([line])
    parted = [lines for run in runs for lines in _parted(run, title)]
    for code, group in groupby(parted, key=lambda lines: _language(lines, title.language)):
        yield code, [line for lines in group for line in lines]


def _goes_on(above: str, text: str) -> bool:
    """Whether a line of a title begins in the midst of it: in a small letter, after a colon or an open word."""
    open_line = above.rstrip()[-1:] in _OPEN or open_end().search(above.rstrip()) is not None
    return open_line or text.lstrip()[:1].islower()


def _parted(run: list[Line], title: Segment) -> list[list[Line]]:
    """Each line of its own, where every line tells a language: titles of one type under one another; else the whole run."""
    if any(line is own for line in title.lines for own in run):
        return [run]
    codes = {_language([line], "") for line in run}
    return [[line] for line in run] if len(codes) == len(run) > 1 and "" not in codes else [run]


def _language(lines: Sequence[Line], main: str) -> str:
    text = " ".join(line.text for line in lines).casefold()
    told = sum(c.isalpha() for c in text) >= _LETTERS and main_script(text) is Script.LATIN
    return language_of(text, main) if told else main


def _alike(one: Line, two: Line) -> bool:
    small, large = sorted((one.bbox.height, two.bbox.height))
    return small > _ALIKE * large


def _is_title(lines: Sequence[Line], title: Segment) -> bool:
    """Whether lines in another language are the title in it, by their type, words and what they are not."""
    text = " ".join(line.text for line in lines)
    height = max(line.bbox.height for line in title.lines)
    sized = all(line.bbox.height >= _SMALLER * height for line in lines)
    told = text.rstrip()[-1:] in ".;,:" or any(c in text for c in "@|") or is_never("title", text)
    named = of_institution(text) or is_named(lines[0].text)
    return sized and len(text.split()) >= _WORDS and len(lines) <= _LINES and not told and not named
