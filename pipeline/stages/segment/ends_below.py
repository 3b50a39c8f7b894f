"""Where the end of an article prints its front matter in English: below both columns, or as the card of a catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from statistics import median

from pipeline.languages.families import ENGLISH
from pipeline.languages.scripts import Script, main_script
from pipeline.records.segment import Role, Segments
from pipeline.records.text import Block, Line, PageText

Placed = tuple[PageText, Block, Line]

_WHITE = 2.0
"""White across the page that parts what stands below both columns from these, in heights of a line, at least."""
_WIDE, _LEAST = 0.6, 3
"""Share of the page's print that a line below reaches across, and so many such lines."""
_TEXT = 200
"""Characters of an abstract that no label tells, at least."""
_PARTED = re.compile(r"(?<!/)/(?!/)")
COUNTED = re.compile(r"\s*(?:[\[(]?\d{1,3}[\])]|\d{1,3}\.)(?:\s|$)")
"""The number of a work cited."""
_CITED = re.compile(r"\bPp?\.\s?\d")
_TITLE, _NEAR = 5, 3
"""Lines of a card's title above the journal, and lines down to the pages, at most."""


def in_order(lines: Sequence[Placed]) -> list[Placed]:
    """The lines of pages, what stands below white across the whole page and is as wide as both columns behind what stands above.

    Its short lines, title and names at the left, pass for the left column's.
    """
    found: list[Placed] = []
    for _, group in groupby(lines, key=lambda placed: placed[0].number):
        own = list(group)
        top = _below([line for _, _, line in own])
        found += [one for one in own if one[2].bbox.top < top] + [
            one for one in own if one[2].bbox.top >= top
        ]
    return found


def _below(lines: Sequence[Line]) -> float:
    """The top of what stands below both columns; endless where nothing does."""
    unit = median(line.bbox.height for line in lines)
    width = max(line.bbox.right for line in lines) - min(line.bbox.left for line in lines)
    rows = sorted(lines, key=lambda line: line.bbox.top)
    bottom, found = rows[0].bbox.bottom, float("inf")
    for n, line in enumerate(rows[1:], start=1):
        wide = sum(one.bbox.width > _WIDE * width for one in rows[n:])
        narrow = sum(one.bbox.width < _WIDE * width for one in rows[:n])
        if line.bbox.top - bottom > _WHITE * unit and wide >= _LEAST and narrow > wide:
            found = line.bbox.top
        bottom = max(bottom, line.bbox.bottom)
    return found


def is_apart(above: Line, line: Line) -> bool:
    """Whether more white stands over a line than between the lines of a list."""
    return line.bbox.top - above.bbox.bottom > _WHITE * above.bbox.height


def card_in(lines: Sequence[Line]) -> int | None:
    """The line in which a card in Latin letters leads from its names to the journal: `Title / A. Roe // Journal. – 2010. – P. 5–8.`"""
    for n, line in enumerate(lines):
        if "//" not in line.text or "://" in line.text or main_script(line.text) is not Script.LATIN:
            continue
        above = [one for one in lines[max(0, n - _TITLE) : n] if main_script(one.text) is Script.LATIN]
        led = line.text.partition("//")[0]
        if any(COUNTED.match(one.text) for one in (*above, line)):
            continue
        parted = any(_PARTED.search(text) for text in (*(one.text for one in above), led))
        if parted and any(_CITED.search(one.text) for one in lines[n : n + _NEAR]):
            return n
    return None


def with_abstract(end: Segments) -> Segments:
    """The segments of an article's end with the text below its English title and names as the abstract, where nothing else is one.

    The last pages are cut to what they print of the front matter: no text of the article is among them.
    """
    found = end.segments
    named = next((n for n, s in enumerate(found) if s.role is Role.AUTHORS and s.language == ENGLISH), None)
    titled = any(s.role is Role.TITLE and s.language == ENGLISH for s in found[:named])
    if named is None or not titled or end.of(Role.ABSTRACT):
        return end
    told = next(
        (n for n in range(named, len(found)) if found[n].role is Role.BODY and len(found[n].text) > _TEXT),
        None,
    )
    if told is None or found[told].language != ENGLISH:
        return end
    own = found[told].model_copy(update={"role": Role.ABSTRACT})
    return end.model_copy(update={"segments": (*found[:told], own, *found[told + 1 :])})
