"""Places that are printed in two scripts below one another, as in the notes of many a Japanese or Korean article."""

from __future__ import annotations

import re
from itertools import groupby

from pipeline.languages.asides import without_addresses
from pipeline.languages.countries import country_code
from pipeline.languages.families import ENGLISH, family
from pipeline.languages.names import of_institution
from pipeline.languages.scripts import Script, main_script
from pipeline.languages.strangers import written_in
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import part

_EASTERN = frozenset({Script.HAN, Script.KANA, Script.HANGUL})
_LETTERS = 2
"""Letters of a place at least: what has fewer is a mark that was torn off its name."""


def with_place_tongues(segments: Segments) -> Segments:
    """The segments with the lines of places each in the language of its script, and torn off marks as none.

    Addresses have none. Latin lines are English where they name an institution or a country below others; others stay with their place.
    """
    found: list[Segment] = []
    for segment in segments.segments:
        if segment.role is not Role.AFFILIATIONS or segment.garbled:
            found.append(segment)
        elif sum(map(str.isalpha, segment.text)) < _LETTERS:
            found.append(segment.model_copy(update={"role": Role.OTHER}))
        else:
            found += _by_script(segment, segments.language)
    return segments.model_copy(update={"segments": tuple(found)})


def _by_script(segment: Segment, main: str) -> list[Segment]:
    told = [(_language(line, segment.language, main), line) for line in segment.lines]
    if all(code == segment.language for code, _ in told):
        return [segment]
    runs = groupby(told, key=lambda pair: pair[0])
    return [part(segment, [line for _, line in run], language=code) for code, run in runs]


def _language(line: Line, own: str, main: str) -> str:
    """The language of a line of places of a document in `main`: its segment's, unless its script says another."""
    script = main_script(without_addresses(line.text))
    if script in _EASTERN and family(own) == Script.LATIN and family(main) != Script.LATIN:
        return main
    mixed = any(main_script(c) in _EASTERN for c in line.text)
    named = of_institution(line.text) or any(
        country_code(p.strip(" .")) for p in re.split(r"[,;]", line.text)
    )
    return ENGLISH if script is Script.LATIN != written_in(own) and named and not mixed else own
