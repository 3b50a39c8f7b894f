"""Article or not, of which kind, and the doubts about the page as a whole."""

from __future__ import annotations

import re

from pipeline.languages.kinds import first_told, kinds_told
from pipeline.languages.labels import leading_label
from pipeline.records.article import ArticleType, Flag, Kind, Severity
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import TextOrigin

_DOTS = re.compile(r"[….·⋯•](?:\s?[….·⋯•]){2}|[…⋯]{2}")
_PAGE_AT_END = re.compile(r"\d\s?[)）\]]?\s?$")
"""A line that leads over dots to a page has both."""
_HEADING = re.compile(r"\A\s*\d{1,2}\s?[.．、]?\s*")
"""The number of a heading."""
_LED = re.compile(r"(?:[.·…⋯]\s?){6}\d*\s*$")
"""A row of dots to the end of a line, or to a page there."""
_NUMBERED = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2}){0,2})\.?\s+[^\W\d_]")
_HEADINGS, _FEW_WORDS = 8, 3
"""Headings in a row that count on, at least, and words of a line between two of them at most."""
_ENTRIES, _SHARE = 4, 0.3
"""How many such lines, and what share of all, make a table of contents."""

_AFTER_TITLE = frozenset({Role.AUTHORS, Role.ABSTRACT, Role.KEYWORDS})
_ON_TITLE_PAGES = frozenset({"thesis", "conference-paper", "book-chapter"})
"""What a title page or a cover sheet may say of the work wherever a line stands on it."""
_FEW = 30
"""Lines that the title page of a thesis has at most."""
_SLIDE, _SLIDES = 0.85, 3
"""How far down print reaches on a slide at most, as a share of how far across, and on how many pages at least."""
_FIRST = 10
"""Lines of a page that are looked at for what tells its kind, where no authors or abstract end them."""
_IN_JOURNALS = frozenset(
    {
        ArticleType.EDITORIAL,
        ArticleType.LETTER,
        ArticleType.CASE_REPORT,
        ArticleType.REVIEW,
        ArticleType.CORRECTION,
        ArticleType.RETRACTION,
    }
)


def find_type(segments: Segments) -> ArticleType | None:
    """The kind of article that a tag, the title or the head of the first page tells, or None."""
    front = [s for s in segments.segments if s.page == segments.segments[0].page and not s.garbled]
    end = next((n for n, s in enumerate(front) if s.role in _AFTER_TITLE), None)
    above = [line.text for s in front[:end] for line in s.lines]
    told = above if end is not None else above[:_FIRST]
    told += [s.text for s in segments.of(Role.TITLE)]
    if _is_title_page(front):
        lines = [line.text for s in front for line in s.lines]
        told += [part for line in lines for part in _column_names(line) if kinds_told(part) & _ON_TITLE_PAGES]
    return (
        ArticleType(kind)
        if (kind := first_told(part for line in told for part in _column_names(line)))
        else None
    )


def _is_title_page(front: list[Segment]) -> bool:
    """Whether a page holds a few lines only and neither abstract nor keywords: what a work is stands anywhere on it."""
    roles = {s.role for s in front}
    few = sum(len(s.lines) for s in front) <= _FEW
    return few and not roles & {Role.ABSTRACT, Role.KEYWORDS}


def _column_names(line: str) -> tuple[str, ...]:
    """A line, and the pieces of one that names a column in two languages."""
    return (line, *re.split(r"[/|·•]", line)) if re.search(r"[/|·•]", line) else (line,)


def find_kind(segments: Segments, told: ArticleType | None, *, in_journal: bool, amid: bool = False) -> Kind:
    """An article if the page prints what only articles have: an abstract or keywords with a label, people under a title
    and an identifier, (`in_journal`) the name and issue of a journal, (`amid`) a page in the midst of a volume or an
    introduction and references, or in a journal what is an article of another kind.

    What says so outside a journal, or is shown as slides, or lists its own parts, is a report or a book, the last unless title, people, abstract and keywords stand above.
    """
    roles = {s.role for s in segments.segments if not s.garbled}
    listed = _has_contents(segments) and not _is_headed(segments)
    shown = not in_journal and (told is ArticleType.DOCUMENT or listed or _is_slides(segments))
    if is_contents(segments) or told is ArticleType.THESIS or shown:
        return Kind.DOCUMENT
    if Role.ABSTRACT in roles or Role.KEYWORDS in roles:
        return Kind.ARTICLE
    marks = len(roles & {Role.CITATION, Role.DATES, Role.CORRESPONDENCE, Role.FUNDING}) + _has_identifiers(
        segments
    )
    people = Role.AUTHORS in roles and Role.TITLE in roles
    known = people and (marks >= 1 or in_journal or amid or _is_paper(segments))
    return Kind.ARTICLE if known or (told in _IN_JOURNALS and in_journal) else Kind.DOCUMENT


def _is_paper(segments: Segments) -> bool:
    """Whether headings lead to an introduction and to references, as in the papers of a meeting that print no abstract."""
    lines = (line.text for s in segments.of(Role.BODY) if not s.garbled for line in s.lines)
    found = {label.field for text in lines if (label := leading_label(_HEADING.sub("", text)))}
    return {"body", "references"} <= found


def _is_slides(segments: Segments) -> bool:
    """Whether the print of each of some pages reaches far less down than across, as on slides; a scanned booklet's may too."""
    if segments.origin is not TextOrigin.TEXT_LAYER:
        return False
    reach: dict[int, tuple[int, int]] = {}
    for segment in segments.segments:
        for line in segment.lines:
            right, bottom = reach.get(segment.page, (0, 0))
            reach[segment.page] = max(right, line.bbox.right), max(bottom, line.bbox.bottom)
    return len(reach) >= _SLIDES and all(bottom < _SLIDE * right for right, bottom in reach.values())


def _is_headed(segments: Segments) -> bool:
    """Whether the page with the title names people and prints an abstract and keywords with their labels."""
    page = min((s.page for s in segments.of(Role.TITLE)), default=0)
    here = [s for s in segments.segments if s.page == page and not s.garbled]
    labelled = {label.field for s in here if (label := leading_label(s.text))}
    return {"abstract", "keywords"} <= labelled and any(s.role is Role.AUTHORS for s in here)


def _has_identifiers(segments: Segments) -> int:
    return int(any("10." in s.text for s in segments.of(Role.IDENTIFIERS, Role.RUNNING_HEAD)))


def is_contents(segments: Segments) -> bool:
    """Whether the page is a table of contents: most of its lines lead to a page over dots, or stand under such a heading."""
    lines = [line.text for s in segments.segments if not s.garbled for line in s.lines]
    led = sum(bool(_PAGE_AT_END.search(text[-4:]) and _DOTS.search(text)) for text in lines)
    return led >= _ENTRIES and led >= _SHARE * len(lines)


def _has_contents(segments: Segments) -> bool:
    """Whether a list of its own parts stands among the pages: lines that lead somewhere over a row of dots, as in reports.

    On a scan the dots are lost; then headings tell it that follow one another, parts of parts among them.
    """
    lines = [line.text for s in segments.segments if not s.garbled for line in s.lines]
    return sum(bool(_LED.search(text)) for text in lines) >= _ENTRIES or _counts_headings(lines)


def _counts_headings(lines: list[str]) -> bool:
    """Whether many lines in a row are headings that count on: `4 Methods`, `4.1 The places`, `4.2 The plants`."""
    run: list[tuple[int, ...]] = []
    for line in lines:
        found = _NUMBERED.match(line)
        number = tuple(int(part) for part in found[1].split(".")) if found else ()
        if number and (not run or run[-1] < number):
            run.append(number)
        elif number or len(line.split()) > _FEW_WORDS:
            run = [number] if number else []
        if len(run) >= _HEADINGS and sum(len(each) > 1 for each in run) >= _ENTRIES:
            return True
    return False


def kind_flags(segments: Segments) -> tuple[Flag, ...]:
    """Doubts about the page: it is a table of contents, or more than one article begins on it."""
    if is_contents(segments):
        return (
            Flag(
                code="document.contents",
                path=FieldPath(),
                severity=Severity.WARNING,
                message="The page is a table of contents: it names many articles and is none.",
            ),
        )
    begun: dict[str, list[int]] = {}
    for segment in segments.of(Role.ABSTRACT):
        if _begins_abstract(segment):
            begun.setdefault(segment.language, []).append(segment.page)
    pages = max(begun.values(), key=len, default=[])
    if len(pages) > 1:
        told = ", ".join(map(str, pages))
        return (
            Flag(
                code="document.several_articles",
                path=FieldPath(),
                severity=Severity.WARNING,
                message=f"More than one article begins on the pages that were read, on pages {told}; the record is of the first.",
            ),
        )
    return ()


def _begins_abstract(segment: Segment) -> bool:
    label = leading_label(segment.text)
    return label is not None and label.field == "abstract"
