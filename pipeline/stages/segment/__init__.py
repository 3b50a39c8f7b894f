"""Pages to segments: language and role of every run of text, and what is no writing at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial

from pipeline.languages.families import ENGLISH
from pipeline.languages.labels import leading_label
from pipeline.records.article import Author
from pipeline.records.base import Same
from pipeline.records.segment import Front, Role, Segment, Segments
from pipeline.records.text import Line, PageText, TextOrigin
from pipeline.settings import SegmentSettings
from pipeline.stages.segment.booklet import with_booklet
from pipeline.stages.segment.build import build
from pipeline.stages.segment.closing import closing, closing_of, ends_of, last_numbers
from pipeline.stages.segment.end_parts import prints_english
from pipeline.stages.segment.ends_below import with_abstract
from pipeline.stages.segment.form_sheet import form_segments
from pipeline.stages.segment.front import front_parts
from pipeline.stages.segment.garbled import marked
from pipeline.stages.segment.going import END
from pipeline.stages.segment.heads import is_lone_head
from pipeline.stages.segment.inner import ahead, inner
from pipeline.stages.segment.pieces import all_pieces
from pipeline.stages.segment.runs import resolved
from pipeline.stages.segment.side_labels import with_side_labels
from pipeline.stages.segment.thesis_end import summed_up
from pipeline.stages.segment.walk import Walk
from pipeline.trace import consider, weighs

__all__ = [
    "ahead",
    "closing",
    "closing_numbers",
    "complete",
    "ended",
    "ending",
    "front_of",
    "inner",
    "lacking",
    "lacks_english",
    "segment",
]

_OWN = SegmentSettings()
_FLOWING = {Role.BODY, Role.TITLE, Role.ABSTRACT}
_IDLE = {Role.BODY, Role.OTHER, Role.RUNNING_HEAD}
_FRONT = {"abstract", "keywords"}
"""Fields whose labels stand above the text of an article."""
_NUMBER = re.compile(r"^\s*(?:\d{1,2}|[IVXⅠⅡⅢⅣ]{1,3}|[一壹])\s?(?:[.．、)]\s*|\s+)")
"""The number of a heading, which Han and Kana may follow without a space."""
_SHOWN = 80
_BEGUN = 300
"""Characters of running text on a page that show that the article has begun."""
_TEXT, _PARAGRAPH = 12, 300
"""Characters of text that show that what came before it has ended; of text that shows it of an abstract whose last sentence has not."""


def segment(pages: Sequence[PageText], settings: SegmentSettings = _OWN) -> Segments:
    """All text of the pages read as segments in reading order, each with its language and its role in the article.

    Garbled lines become segments marked so, with role OTHER; they are never part of any other segment. A cover sheet that
    is a form is told by its rows.
    """
    if len(pages) == 1 and pages[0].cover and (form := form_segments(pages[0])):
        return form
    keys = tuple(map(Same, pages))
    return _segmented.__wrapped__(keys, settings) if weighs() else _segmented(keys, settings)


@lru_cache(maxsize=4)
def _segmented(keys: tuple[Same[PageText], ...], settings: SegmentSettings) -> Segments:
    """The same pages are asked for more than once: for how far they go, then for what they say.

    Not where somebody wants to hear why, each time.
    """
    pages = [key.it for key in keys]
    origin = pages[0].origin if pages else TextOrigin.OCR
    judge = partial(front_parts, file=settings.weights)
    pieces = with_side_labels(marked(all_pieces(pages)))
    found = build(resolved(with_booklet(Walk(pieces).marked()), judge), origin)
    if weighs():
        for each in found.segments:
            role = each.role.value
            consider(role, f"page {each.page}: {each.text[:_SHOWN]!r} is {role} in {each.language}")
    return found


def complete(pages: Sequence[PageText], settings: SegmentSettings = _OWN) -> bool:
    """Whether the pages hold the whole front matter, so that no further page need be read.

    Title, authors, and each abstract that was begun, with its end; an English title without its abstract means
    that the abstract is still to come, and so may English altogether where no running text has begun. Dates may stand at the foot of a later page: where none was met, one page
    more is read.
    """
    found = segment(pages, settings)
    if not _front(found).complete or _english_may_follow(found):
        return False
    notes = found.of(Role.DATES) or (len(pages) > 1 and found.of(Role.FUNDING, Role.CITATION))
    return bool(notes) or (len(pages) > 1 and _front(segment(pages[:-1], settings)).complete)


def _english_may_follow(found: Segments) -> bool:
    """Whether the last page read ends in the front matter of an article that has not printed its English abstract."""
    last = max((s.page for s in found.segments), default=0)
    running = sum(len(s.text) for s in found.of(Role.BODY) if s.page == last)
    printed = {s.language for s in found.of(Role.ABSTRACT)}
    return found.language != ENGLISH and ENGLISH not in printed and running < _BEGUN


def closing_numbers(
    pages: Sequence[PageText], count: int, settings: SegmentSettings = _OWN
) -> tuple[int, ...]:
    """The numbers of the last pages, of so many in all, that may print what the front matter of the pages read lacks."""
    return last_numbers(segment(pages, settings), pages[-1].number, count) if pages else ()


def lacks_english(pages: Sequence[PageText], settings: SegmentSettings = _OWN) -> bool:
    """Whether the pages begin an article in another language and print no abstract in English."""
    found = segment(pages, settings)
    return bool(found.of(Role.TITLE)) and found.language != ENGLISH and not prints_english(found)


def ending(
    pages: Sequence[PageText], last: Sequence[PageText], settings: SegmentSettings = _OWN
) -> list[PageText]:
    """What of the last pages the front matter of the pages read lacks."""
    return ends_of(last, segment(pages, settings), lacking(pages, settings))


def lacking(pages: Sequence[PageText], settings: SegmentSettings = _OWN) -> str | None:
    """The language of a thesis in which the pages read print no abstract; None for what is no thesis."""
    return summed_up(pages, segment(pages, settings)) if pages else None


def ended(pages: Sequence[PageText], authors: Sequence[Author], settings: SegmentSettings = _OWN) -> Segments:
    """The segments of closing pages, of the English of several articles that of these Chinese authors alone."""
    names = [name.value for author in authors for name in author.name.values()]
    return with_abstract(segment(closing_of(names, pages, segment(pages, settings)), settings))


def front_of(pages: Sequence[PageText], settings: SegmentSettings = _OWN) -> Front:
    """How far the front matter has come on the pages, the last of which may be read in part."""
    found = segment(pages, settings)
    parts = [line for s in found.segments if s.role not in _IDLE for line in s.lines]
    held = (whole for whole in pages[-1].lines if any(_holds(whole, part) for part in parts))
    headed = bool(found.of(Role.ABSTRACT)) and _headed(pages)
    return _front(found)._replace(headed=headed, places=tuple(line.bbox for line in held))


def _headed(pages: Sequence[PageText]) -> bool:
    """Whether the last page has a heading under which the text of an article begins, and no label of its front matter below."""
    pieces = [piece for piece in all_pieces(pages) if piece.page == pages[-1].number]
    told = [n for n, piece in enumerate(pieces) if piece.label and piece.label.field in _FRONT]
    heads = [n for n, piece in enumerate(pieces) if _begins_text(piece.text)]
    return bool(heads) and max(heads) > max(told, default=-1)


def _begins_text(line: str) -> bool:
    """Whether a line is nothing but a heading of the text's beginning, numbered or not: `1．はじめに`, `Introduction`."""
    text = _NUMBER.sub("", line)
    label = leading_label(text)
    return label is not None and label.field == "body" and not text[label.end :].strip()


def _holds(whole: Line, part: Line) -> bool:
    return whole.bbox.union(part.bbox) == whole.bbox and part.text in whole.text


def _front(found: Segments) -> Front:
    titles = {s.language for s in found.of(Role.TITLE)}
    abstracts = {s.language for s in found.of(Role.ABSTRACT)}
    begun = bool(titles and found.of(Role.AUTHORS))
    runs_on = not all(_ended(found.segments, code) for code in abstracts)
    whole = begun and bool(abstracts) and titles <= abstracts
    return Front(begun, whole, runs_on, language=found.language)


def _ended(segments: Sequence[Segment], code: str) -> bool:
    """Whether the abstract of a language and its keywords have ended: other text follows, or a short last line."""
    own = [
        n for n, s in enumerate(segments) if s.role in {Role.ABSTRACT, Role.KEYWORDS} and s.language == code
    ]
    last = segments[own[-1]]
    open_end = last.role is Role.ABSTRACT and not END.search(last.text)
    least = _PARAGRAPH if open_end else _TEXT
    if any(_flows(s, least) for s in segments[own[-1] + 1 :]):
        return True
    if last.role is Role.ABSTRACT:
        return False
    right = max(line.bbox.right for n in own for line in segments[n].lines)
    line = last.lines[-1]
    return line.bbox.right < right - 3 * line.bbox.height and not line.text.rstrip().endswith(
        (";", "；", ",", "，", "、")
    )


def _flows(segment: Segment, least: int) -> bool:
    """Whether a segment is text of so many characters, and no lone line of a running head that stands in the type area."""
    return segment.role in _FLOWING and len(segment.text) >= least and not is_lone_head(segment)
