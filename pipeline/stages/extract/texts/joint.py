"""Abstracts of two languages in one block, under a label in both (`Résumé – Abstract`): each its own paragraph."""

from __future__ import annotations

from itertools import pairwise

from pipeline.languages import languages
from pipeline.languages.families import family
from pipeline.languages.scripts import language_of
from pipeline.languages.writing import join_lines
from pipeline.records.segment import Segment
from pipeline.records.text import Line
from pipeline.stages.extract.parts import part

_LEAST = 160
"""Letters of a paragraph at least that its words tell the language of."""
_APART = 1.25
"""How much further apart the lines of two paragraphs stand than those of one, at least."""
_ENDS = '.!?”"»)'


def by_tongue(abstract: Segment) -> list[Segment]:
    """An abstract in Latin letters as one segment a language, parted where a paragraph ends and another language begins."""
    if family(abstract.language) != "Latin":
        return [abstract]
    for n in _paragraphs(abstract.lines):
        upper, lower = abstract.lines[:n], abstract.lines[n:]
        one, two = _language(upper), _language(lower)
        if one and two and one != two:
            return [part(abstract, upper, language=one), *by_tongue(part(abstract, lower, language=two))]
    return [abstract]


def _paragraphs(lines: tuple[Line, ...]) -> list[int]:
    """Where a paragraph begins after the first one: under a closed line and further down, or after a short one."""
    pitches = sorted(b.bbox.top - a.bbox.top for a, b in pairwise(lines))
    usual = pitches[len(pitches) // 2] if pitches else 0
    right = max((line.bbox.right for line in lines), default=0)
    return [
        n
        for n, (above, line) in enumerate(pairwise(lines), start=1)
        if above.text.rstrip()[-1:] in _ENDS
        and line.text.lstrip()[:1].isupper()
        and (
            line.bbox.top - above.bbox.top > _APART * usual
            or above.bbox.right < right - 2 * above.bbox.height
        )
    ]


def _language(lines: tuple[Line, ...]) -> str:
    """The language of some lines by their words; empty where they are too few, or in a language without a file."""
    text = join_lines(line.text for line in lines)
    code = language_of(text) if sum(c.isalpha() for c in text) >= _LEAST else ""
    return code if code in languages() else ""
