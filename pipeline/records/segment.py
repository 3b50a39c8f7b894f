"""Segments: runs of text in one language with one role in the article."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pipeline.records.base import BBox, Confidence, Frozen, PageNumber
from pipeline.records.text import Line, TextOrigin


class Role(StrEnum):
    """What a segment is in the article."""

    RUNNING_HEAD = "running_head"
    TITLE = "title"
    AUTHORS = "authors"
    AFFILIATIONS = "affiliations"
    CORRESPONDENCE = "correspondence"
    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    IDENTIFIERS = "identifiers"
    DATES = "dates"
    FUNDING = "funding"
    CITATION = "citation"
    BODY = "body"
    OTHER = "other"


class Segment(Frozen):
    """Text of one language (BCP 47) and role, joined over its lines, with the lines it was made of.

    `garbled` says that the text is not writing of any language (a failed OCR): flagged, never passed on.
    """

    text: str
    language: str
    role: Role
    page: PageNumber
    bbox: BBox
    confidence: Confidence
    lines: tuple[Line, ...]
    garbled: bool = False


class Segments(Frozen):
    """All segments of the pages read, in reading order, and the document's main language."""

    language: str
    origin: TextOrigin
    segments: tuple[Segment, ...]

    def of(self, *roles: Role) -> tuple[Segment, ...]:
        """The segments with one of these roles, in reading order."""
        return tuple(s for s in self.segments if s.role in roles)


class Front(NamedTuple):
    """How far the front matter has come on the pages read so far, and which boxes of the last page hold some of it.

    `begun`: title and authors are there; `whole`: each title has its abstract; `runs_on`: an abstract has not ended;
    `headed`: below an abstract the text of the article has begun under a heading of its own; `language`: the article's.
    """

    begun: bool = False
    whole: bool = False
    runs_on: bool = False
    headed: bool = False
    language: str | None = None
    places: tuple[BBox, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether each title has its abstract, and each of these its end."""
        return self.whole and not self.runs_on
