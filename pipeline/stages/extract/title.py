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
    """The title by language, without footnote marks; the first one printed in each language."""
    found: dict[str, Field] = {}
    for first, *more in _by_language(segments):
        if first.language not in found and (value := clean_title(first.text)):
            found[first.language] = whole_field(value, first.language, [first, *more])
    return found


def _by_language(segments: Segments) -> list[list[Segment]]:
    groups: list[list[Segment]] = []
    for segment in segments.of(Role.TITLE):
        groups.append([segment])
    return groups


def clean_title(text: str) -> str:
    """A title without the marks that lead to footnotes and without the tag that says what kind of article it is."""
    text = _TAG.sub("", text.strip())
    text = _RAISED.sub("", _MARKS.sub("", text))
    return text.strip(" \u3000·•")
