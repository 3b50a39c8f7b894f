"""The parts of a page that is no article: its headings and the text under each."""

from __future__ import annotations

import re

from pipeline.records.article import Field, Section
from pipeline.records.segment import Role, Segments
from pipeline.stages.extract.place import whole_field

_LONGEST = 90
_SKIPPED = {Role.RUNNING_HEAD}


def find_sections(segments: Segments) -> tuple[Section, ...]:
    """Every heading with the text under it; text before the first heading stands under an empty one."""
    found: list[tuple[str, list[str]]] = []
    for text, heading in _paragraphs(segments):
        if heading:
            found.append((text, []))
        elif not found:
            found.append(("", [text]))
        else:
            found[-1][1].append(text)
    return tuple(Section(label="other", heading=h, text="\n".join(t)) for h, t in found if h or t)


def document_title(segments: Segments) -> dict[str, Field]:
    """The title of a page that is no article: its first line, if nothing larger was found."""
    readable = [s for s in segments.segments if not s.garbled and s.text]
    if not readable:
        return {}
    titles = [s for s in readable if s.role is Role.TITLE]
    first = titles[0] if titles else readable[0]
    line = first.text if titles else first.lines[0].text
    return {first.language: whole_field(line.strip(), first.language, [first])}


def _paragraphs(segments: Segments) -> list[tuple[str, bool]]:
    """Text in order, and whether it is a heading: a short line without a full stop, of its own."""
    found = []
    for segment in segments.segments:
        if segment.garbled or segment.role in _SKIPPED or segment.role is Role.TITLE:
            continue
        lines = [line.text.strip() for line in segment.lines if line.text.strip()]
        found += [(text, _is_heading(text)) for text in lines]
    return found


def _is_heading(text: str) -> bool:
    if (
        len(text) > _LONGEST
        or re.search(r"[.。,，;；:：!]$", text)
        or re.match(r"[-•·*–—]\s|\d+[.)]\s.*[.,]", text)
    ):
        return False
    return text[:1].isupper() or not text[:1].islower()
