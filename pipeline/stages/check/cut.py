"""Values that go on in the next line, by how the lines stand: of one size, right under one another, at one edge."""

from __future__ import annotations

import re
from statistics import median

from pipeline.languages.labels import article_key, article_types, leading_label
from pipeline.languages.told import open_end
from pipeline.records.article import Article, Flag, Origin
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.check.codes import flag

_FIELDS = {
    Role.TITLE: "title",
    Role.ABSTRACT: "abstract",
    Role.AFFILIATIONS: "affiliations",
    Role.FUNDING: "funding",
}
_BY_LANGUAGE = {Role.TITLE, Role.ABSTRACT}
_REST = {Role.BODY, Role.OTHER}
"""What a line is that no role was found for."""
_ALIKE = 0.93
"""Ratio of the heights of two lines of one type, at least."""
_GAP = 0.75
"""White between two lines of a paragraph, in heights of a line, at most."""
_LARGE, _ABOUT, _NEAR = 1.5, 0.8, 0.5
"""The type of a title that is large, in heights of the usual line; the ratio of the heights of its lines on a scan, at least; and
the white between them at most."""
_STARTS = re.compile(r"\S{1,12}\s?[：:]|\d+(?:\.\d+)*\s?[.．]?(?:\s|$)|[■●•▪]")
"""How a line begins that says something else: under a label of its own, a number or a sign."""
_CONTACT = re.compile(r"\W*(?:e-?mail|phone|tele(?:phone|fax)|tel|fax|tél|url|https?|www)\b", re.IGNORECASE)
"""An address or a number to reach somebody by, which stands under a place and is no part of it."""
_SENTENCE = re.compile(r"[。.!?；;]\s?\S{2}")
_HANGING = 8
"""How far a line may begin before that with the label, in heights."""
_EDGE = 0.6
"""How far the left edges of two lines of a paragraph may lie apart, in heights."""


def check_cut(article: Article, segments: Segments) -> tuple[Article, tuple[Flag, ...]]:
    """Flags each title, abstract, affiliation and grant under whose last line another like it stands, and keywords that break off."""
    found: dict[str, Flag] = {}
    for segment in segments.segments:
        if segment.role in _FIELDS and segment.lines and not segment.garbled:
            path = _path(segment, article)
            rest = _under(segment, segments) if path else None
            if rest and not _is_held(rest, path, article):
                found.setdefault(path, flag("field.cut", path, f"It may go on: '{rest.text[:60]}'."))
            begin = _over(segment, segments) if path and segment.role is Role.TITLE else None
            if begin:
                found.setdefault(path, flag("field.cut", path, f"It may begin before: '{begin.text[:60]}'."))
    for code, words in article.keywords.items():
        if words and words[-1].origin is Origin.PRINTED and _is_open(words[-1].value):
            said = f"The last of them ends in a word that more follows: '{words[-1].value}'."
            found.setdefault(
                FieldPath.of("keywords", code), flag("field.cut", FieldPath.of("keywords", code), said)
            )
    return article, tuple(found.values())


def _is_open(word: str) -> bool:
    return word.endswith("-") or (" " in word and open_end().search(word) is not None)


def _is_held(line: Line, path: FieldPath, article: Article) -> bool:
    """Whether the grants hold the line already."""
    if path != "funding":
        return False
    held = re.sub(r"\W", "", "".join(field.value for field in article.funding))
    return re.sub(r"\W", "", line.text) in held


def _path(segment: Segment, article: Article) -> FieldPath:
    """The path of the field that a segment gave; empty where the record has no such value."""
    name = _FIELDS[segment.role]
    values = getattr(article, name)
    if segment.role in _BY_LANGUAGE:
        return FieldPath.of(name, segment.language) if segment.language in values else FieldPath()
    return FieldPath.of(name) if values else FieldPath()


def _under(segment: Segment, segments: Segments) -> Line | None:
    """The line without a role that stands right under a segment's last line, in the same type and at the same edge."""
    last = segment.lines[-1]
    for other in segments.segments:
        if other.page != segment.page or other.role not in _REST or other.garbled or other is segment:
            continue
        line = other.lines[0] if other.lines else None
        if line and _line_goes_on(last, line, segment.role) and not _is_other(line.text, segment.role):
            return line
    return None


def _over(title: Segment, segments: Segments) -> Line | None:
    """The line that is no part of a title right above it, at its edge and in type about as large, where that is large."""
    first = title.lines[0]
    height = first.bbox.height
    if height < _LARGE * median(line.bbox.height for s in segments.segments for line in s.lines):
        return None
    for other in segments.segments:
        line = other.lines[-1] if other.lines and other.page == title.page and not other.garbled else None
        if line is None or other.role not in _REST | {Role.RUNNING_HEAD}:
            continue
        alike = _ABOUT < line.bbox.height / max(height, 1) < 1 / _ABOUT
        gap = first.bbox.top - line.bbox.bottom
        near = -0.4 * height < gap < _NEAR * height and abs(line.bbox.left - first.bbox.left) < _EDGE * height
        if (
            alike
            and near
            and any(map(str.isalpha, line.text))
            and article_key(line.text.strip(" ·•[]【】")) not in article_types()
        ):
            return line
    return None


def _is_other(text: str, role: Role) -> bool:
    """Whether a line begins something else, or is running text under a title."""
    begins = leading_label(text) is not None or _STARTS.match(text) is not None
    if role is Role.AFFILIATIONS and ("@" in text or _CONTACT.match(text)):
        return True
    return begins or (role is Role.TITLE and _SENTENCE.search(text) is not None)


def _line_goes_on(last: Line, line: Line, role: Role) -> bool:
    one, two = last.bbox, line.bbox
    height = max(one.bottom - one.top, 1)
    alike = min(height, two.bottom - two.top) / max(height, two.bottom - two.top)
    gap = two.top - one.bottom
    if alike < _ALIKE or not -0.4 * height < gap < _GAP * height:
        return False
    if role is Role.TITLE:
        return (
            abs((one.left + one.right) - (two.left + two.right)) < 2 * height
            or abs(one.left - two.left) < height
        )
    hanging = _HANGING * height if role in {Role.FUNDING, Role.AFFILIATIONS} else 0
    return -_EDGE * height < one.left - two.left < _EDGE * height + hanging
