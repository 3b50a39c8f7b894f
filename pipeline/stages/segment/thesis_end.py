"""The end of a thesis, or of its printed summary: its abstract in its own language, which its first pages do not print."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.languages.kinds import kinds_told
from pipeline.languages.labels import leading_label
from pipeline.languages.scripts import Script, main_script
from pipeline.languages.told import manuscript
from pipeline.records.segment import Role, Segments
from pipeline.records.text import Line, PageText

_HIGHEST = 60
"""Lines of it at most."""


def summed_up(pages: Sequence[PageText], found: Segments) -> str | None:
    """The language of a thesis that prints no abstract in it on its first pages; None for anything else."""
    told = any("thesis" in kinds_told(line.text) for page in pages for line in page.lines)
    printed = any(s.language == found.language and leading_label(s.text) for s in found.of(Role.ABSTRACT))
    return found.language if told and not printed else None


def is_headed(line: Line) -> bool:
    """Whether a line in Latin letters ends the title over a thesis's abstract: `... of dry steppes. – Manuscript.`"""
    return main_script(line.text) is Script.LATIN and manuscript().search(line.text) is not None


def of_its_own(lines: Sequence[Line], language: str) -> range:
    """The lines from the heading of an abstract in a language to the end of its keywords; none where these do not follow it."""
    said = [(n, label) for n, line in enumerate(lines) if (label := leading_label(line.text))]
    begin = next((n for n, label in said if label.field == "abstract" and language in label.languages), None)
    if begin is None:
        return range(0)
    behind = [(n, label) for n, label in said if begin < n <= begin + _HIGHEST]
    end = next((n for n, label in behind if label.field == "keywords" and language in label.languages), None)
    if end is None:
        return range(0)
    while end + 1 < len(lines) and not lines[end].text.rstrip().endswith(".") and end < begin + _HIGHEST:
        if leading_label(lines[end + 1].text) or lines[end + 1].bbox.top < lines[end].bbox.top:
            break
        end += 1
    return range(begin, end + 1)
