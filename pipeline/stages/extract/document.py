"""A page that is no article: its title, and its headings with the text under each."""

from __future__ import annotations

import re

from pipeline.languages.writing import join_lines
from pipeline.records.article import Field, Section
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line, TextOrigin
from pipeline.stages.extract.place import whole_field

_LONGEST = 90
"""Characters that a heading has at most."""


def document_title(segments: Segments) -> dict[str, Field]:
    """The title of a page that is no article: its first line, and the next ones where they are set as large."""
    first = _first(segments)
    if first is None:
        return {}
    lines = _title_lines(first, segments.origin)
    titled = first.model_copy(
        update={"lines": lines, "bbox": lines[0].bbox if len(lines) == 1 else first.bbox}
    )
    return {first.language: whole_field(join_lines(line.text for line in lines), first.language, [titled])}


def find_sections(segments: Segments) -> tuple[Section, ...]:
    """Every heading with the text under it, after the title; text before the first heading stands under an empty one."""
    first = _first(segments)
    titled = set(map(id, _title_lines(first, segments.origin))) if first else set()
    found: list[tuple[str, list[str]]] = []
    for segment in segments.segments:
        if segment.garbled or segment.role is Role.RUNNING_HEAD:
            continue
        for text in _paragraphs([line for line in segment.lines if id(line) not in titled], segments.origin):
            if _is_heading(text):
                found.append((text, []))
            elif found:
                found[-1][1].append(text)
            else:
                found.append(("", [text]))
    return tuple(Section(label="other", heading=heading, text="\n".join(texts)) for heading, texts in found)


def _first(segments: Segments) -> Segment | None:
    readable = [s for s in segments.segments if not s.garbled and s.lines and s.role is not Role.RUNNING_HEAD]
    titled = [] if segments.origin is TextOrigin.TEXT_FILE else [s for s in readable if s.role is Role.TITLE]
    return next(iter([*titled, *readable]), None)


def _title_lines(first: Segment, origin: TextOrigin) -> tuple[Line, ...]:
    if origin is TextOrigin.TEXT_FILE or first.role is not Role.TITLE:
        return first.lines[:1]
    tall = first.lines[0].bbox.height
    count = next(
        (n for n, line in enumerate(first.lines) if line.bbox.height < 0.75 * tall), len(first.lines)
    )
    return first.lines[:count]


def _paragraphs(lines: list[Line], origin: TextOrigin) -> list[str]:
    """Lines of print joined as far as no heading parts them; in a text file each line is a paragraph of its own."""
    if origin is TextOrigin.TEXT_FILE:
        return [line.text.strip() for line in lines if line.text.strip()]
    found: list[list[str]] = []
    right = max((line.bbox.right for line in lines), default=0)
    for line in lines:
        short = line.bbox.right < right - 6 * line.bbox.height
        if found and found[-1] and not (short and _is_heading(line.text)):
            found[-1].append(line.text)
        else:
            found.append([line.text])
        if short:
            found.append([])
    return [join_lines(part) for part in found if part]


def _is_heading(text: str) -> bool:
    """Whether a line is a heading: short, not begun in lower case, no sentence, no item of a list."""
    if len(text) > _LONGEST or re.search(r"[.。,，\u060c;；\u061b:：!]$|\b(?:19|20)\d\d$", text):
        return False
    return not text[:1].islower() and not re.match(r"[-•·*–—]\s|\d+[.)]\s.*[.,]", text)
