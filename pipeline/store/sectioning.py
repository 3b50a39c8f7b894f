"""Sections of an abstract, kept through an edit of its text: also where a heading itself was changed."""

from __future__ import annotations

import re
from typing import Any

from rapidfuzz.distance import Levenshtein

from pipeline.errors import StoreError

Content = dict[str, Any]

LABELS = ("background", "objective", "methods", "results", "conclusions", "other")
"""The NLM categories that a section can be, and `other`."""

_AROUND = " :：　】]\n"
_ENDED = re.compile(r"[。.;；!?！？]")


def resectioned(before: str, after: str, old: list[Content]) -> list[Content]:
    """The sections of the changed text: headings as they read now, those that are gone joined to what stood before.

    No sections where the text before the first heading has become a text of its own.
    """
    spans = _headings(before, old)
    if not spans:
        return []
    found: list[Content] = []
    starts: list[tuple[int, int]] = []
    for section, (start, end) in zip(old, spans, strict=True):
        first = _moved(before, after, start, beyond=False)
        if _ENDED.search(after[first : _moved(before, after, start, beyond=True)]):
            first = _moved(before, after, start, beyond=True)
        last = _moved(before, after, end, beyond=before[end : end + 1] in _AROUND)
        heading = after[first:last].strip(_AROUND)
        if heading:
            first = after.index(heading, first)
            found.append(section | {"heading": heading})
            starts.append((first, first + len(heading)))
    if not found or after[: starts[0][0]].strip(_AROUND):
        return []
    ends = [start for start, _ in starts[1:]] + [len(after)]
    return [
        section | {"text": after[stop:end].lstrip(_AROUND).rstrip()}
        for section, (_, stop), end in zip(found, starts, ends, strict=True)
    ]


def _headings(text: str, sections: list[Content]) -> list[tuple[int, int]]:
    """Where each heading stands, or nothing where one does not."""
    spans: list[tuple[int, int]] = []
    at = 0
    for section in sections:
        found = text.find(section["heading"], at) if section["heading"] else -1
        if found < 0:
            return []
        at = found + len(section["heading"])
        spans.append((found, at))
    return spans


def _moved(before: str, after: str, at: int, *, beyond: bool) -> int:
    """Where a place of the old text is in the new; `beyond` is behind what was put in there."""
    here = 0
    for step in Levenshtein.opcodes(before, after):
        put_in = step.src_start == step.src_end == at
        if step.src_end <= at and (not put_in or beyond):
            here = step.dest_end
        elif step.src_start < at < step.src_end:
            equal = step.tag == "equal"
            here = (
                step.dest_start + at - step.src_start
                if equal
                else step.dest_end
                if beyond
                else step.dest_start
            )
    return here


def label(content: Content, steps: tuple[str, ...], value: str) -> None:
    """Say what kind of section one is. Raises StoreError for what is no kind or no section."""
    name, code, number = steps
    sections = content[name].get(code, {"sections": []})["sections"]
    if value not in LABELS:
        raise StoreError(f"'{value}' is no kind of section.", cure=f"Choose one of {', '.join(LABELS)}.")
    if int(number) >= len(sections):
        raise StoreError(f"there is no section {number}.", cure="Reload the page.")
    sections[int(number)]["label"] = value
