"""The title in each language that the pages print it in."""

from __future__ import annotations

import re

from pipeline.records.article import Field
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract.place import whole_field

_MARKS = re.compile(r"(?:\s*[*＊△▲☆★※†‡#＃◇◆●○§①②✩✻])+$")
_RAISED = re.compile(r"\s*[¹²³⁴⁵](?=$)")
_TAG = re.compile(r"^\s*[·•・]\s*[^·•・]{2,12}\s*[·•・]\s*(?=\S)")


def find_titles(segments: Segments) -> dict[str, Field]:
    """The title by language, without footnote marks: the first that people follow, else the first."""
    found: dict[str, Field] = {}
    for segment in sorted(segments.of(Role.TITLE), key=lambda s: not _leads_to_people(s, segments)):
        if segment.language not in found and (value := clean_title(segment.text)):
            found[segment.language] = whole_field(value, segment.language, [segment])
    return found


def _leads_to_people(title: Segment, segments: Segments) -> bool:
    """Whether the authors in the same language come next."""
    at = next(n for n, s in enumerate(segments.segments) if s is title)
    near = [s for s in segments.segments[at + 1 : at + 4] if not s.garbled]
    return any(s.role is Role.AUTHORS and s.language == title.language for s in near)


def clean_title(text: str) -> str:
    """A title without the marks that lead to footnotes and without the tag that says what kind of article it is."""
    text = _TAG.sub("", text.strip())
    text = _RAISED.sub("", _MARKS.sub("", text))
    return text.strip(" \u3000·•")
