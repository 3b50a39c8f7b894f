"""Pages to segments: language and role of every run of text, and what is no writing at all."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import PageText, TextOrigin
from pipeline.stages.segment.build import build
from pipeline.stages.segment.garbled import marked
from pipeline.stages.segment.pieces import all_pieces
from pipeline.stages.segment.runs import resolved
from pipeline.stages.segment.walk import Walk

__all__ = ["complete", "segment"]


def segment(pages: Sequence[PageText]) -> Segments:
    """All text of the pages read as segments in reading order, each with its language and its role in the article.

    Garbled lines become segments marked so, with role OTHER; they are never part of any other segment.
    """
    origin = pages[0].origin if pages else TextOrigin.OCR
    return build(resolved(Walk(marked(all_pieces(pages))).marked()), origin)


def complete(pages: Sequence[PageText]) -> bool:
    """Whether the pages hold the whole front matter, so that no further page need be read.

    Title, authors, and each abstract that was begun, with its end; an English title without its abstract means
    that the abstract is still to come. Dates and grants may stand at the foot of a later page: where none was met,
    one page more is read.
    """
    found = segment(pages)
    if not _front_complete(found):
        return False
    notes = found.of(Role.DATES, Role.FUNDING, Role.CITATION)
    return bool(notes) or (len(pages) > 1 and _front_complete(segment(pages[:-1])))


def _front_complete(found: Segments) -> bool:
    titles = {s.language for s in found.of(Role.TITLE)}
    abstracts = {s.language for s in found.of(Role.ABSTRACT)}
    if not (titles and abstracts and found.of(Role.AUTHORS)) or not titles <= abstracts:
        return False
    keywords = {s.language for s in found.of(Role.KEYWORDS)}
    return all(code in keywords or _ended(found.segments, code) for code in abstracts)


def _ended(segments: Sequence[Segment], code: str) -> bool:
    """Whether running text or a title follows the abstract of a language."""
    last = max(n for n, s in enumerate(segments) if s.role is Role.ABSTRACT and s.language == code)
    return any(s.role in {Role.BODY, Role.TITLE, Role.ABSTRACT} for s in segments[last + 1 :])
