"""The abstract in each language, whole and in sections."""

from __future__ import annotations

import re

from pipeline.languages.labels import leading_label
from pipeline.languages.scripts import letters_alone
from pipeline.languages.writing import join_lines
from pipeline.records.article import Abstract, Flag, Severity
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract.parts import part
from pipeline.stages.extract.place import whole_field
from pipeline.stages.extract.texts.headed import headed, label_end, without_label
from pipeline.stages.extract.texts.joint import by_tongue
from pipeline.stages.extract.texts.sections import split_sections

_BOX = re.compile(r"(?<=[。.])\s*[□■◆口]$")
"""The sign that ends a text, or the edge of a stamp, read as 口."""
_STOPS, _HEADED = frozenset(".。．!?！？)）"), 3
"""What a text that ends its last sentence ends with, and headings of an abstract in it that tell what it is."""
_LEAD = 5
"""First lines of an abstract without a label that may be what stands before it."""
_TEXT = 3
"""Lines of text below a title block that is printed again, at least."""
_AHEAD = re.compile(
    r"\S@\S+\.\w{2,}\W*$|^.{0,40}\b\d{1,2}[.\s]\s?[^\W\d_]{3,10}\.?\s+(?:19|20)\d\d\b.{0,6}$"
    r"|^.{0,40}\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\W*$"
)
"""The end of an address, or a line that is little more than a day."""
_RIGHTS = re.compile(
    r"(?<=[.!?。])\s*(?:©|\(c\)|q\b|copyright\b)\s?(?:©|\(c\))?\s?(?:19|20)\d\d\b[^.]{0,80}(?:\.[^.]{0,30}){0,4}\.?$"
    r"|(?<=[.!?。])\s*(?:19|20)\d\d[^.]{0,60}\.?[^.]{0,20}\.?\s*all rights reserved\.?$",
    re.IGNORECASE,
)
"""Who holds the rights, behind the text; a font's © may come as `q`."""


def find_abstracts(segments: Segments) -> dict[str, Abstract]:
    """The abstract by language: its parts on several columns and pages joined, without its label."""
    found: dict[str, Abstract] = {}
    for whole in _abstract_groups(segments):
        code = whole[0].language
        first = _below_title_block(_begun(headed(whole[0])[1]), segments)
        parts = [first, *map(_without_head, whole[1:])]
        text = join_lines(without_label(s.text) if n == 0 else s.text for n, s in enumerate(parts))
        text = _RIGHTS.sub("", _BOX.sub("", text)).rstrip()
        if text and code not in found:
            found[code] = Abstract(text=whole_field(text, code, parts), sections=split_sections(text, code))
    return found


def _without_head(later: Segment) -> Segment:
    """What an abstract goes on with on another page, without the heading that stands at the head of each of its pages."""
    return part(later, later.lines[1:]) if _has_head(later) else later


def _below_title_block(first: Segment, segments: Segments) -> Segment:
    """An abstract without the title, school and name that theses print again, as on the title page, between its heading and its text."""
    titles = letters_alone("".join(s.text for s in segments.of(Role.TITLE)))
    before = letters_alone("".join(s.text for s in segments.segments if s.page < first.page))
    start = end = 1 if _has_head(first) else 0
    while end < len(first.lines) - _TEXT and _is_within(first.lines[end].text, before):
        end += 1
    again = any(_is_within(line.text, titles) for line in first.lines[start:end])
    return part(first, (*first.lines[:start], *first.lines[end:])) if again else first


def _is_within(text: str, known: str) -> bool:
    bare = letters_alone(text)
    return bool(bare) and bare in known


def _has_head(segment: Segment) -> bool:
    first = segment.lines[0].text.strip() if segment.lines else ""
    return bool(first) and label_end(first) == len(first) and len(segment.lines) > 1


def _is_headed_again(segment: Segment, last: Segment) -> bool:
    """Whether an abstract that ends in no sentence goes on under the same heading on the next page."""
    return _has_head(segment) and segment.page == last.page + 1 and last.text.rstrip()[-1:] not in _STOPS


def _begun(first: Segment) -> Segment:
    """An abstract without a label from where it begins: below the last of its first lines with an address or a day."""
    if label_end(first.text):
        return first
    above = [n for n, line in enumerate(first.lines[:_LEAD], start=1) if _AHEAD.search(line.text)]
    lines = first.lines[above[-1] if above else 0 :]
    return part(first, lines) if above and lines else first


def bare_abstracts(segments: Segments) -> tuple[Flag, ...]:
    """A flag for each abstract that no label stands before: what says that it is one is only how it is set.

    No doubt where the labelled keywords of its language follow whole sentences, nor where headings part it.
    """
    first = {parts[0].language: parts for parts in reversed(_abstract_groups(segments))}
    told = {id(line) for s in segments.of(Role.ABSTRACT) if label_end(s.text) for line in s.lines}
    return tuple(
        Flag(
            code="abstract.unlabelled",
            path=FieldPath.of("abstract", code),
            severity=Severity.WARNING,
            message=f"Page {parts[0].page}: no label stands before this text; its place and setting say that it is the abstract.",
        )
        for code, parts in first.items()
        if not label_end(parts[0].text)
        and not any(id(line) in told for line in parts[0].lines[:1])
        and not _is_told(parts, segments)
    )


def _is_told(parts: list[Segment], segments: Segments) -> bool:
    """Whether headings within a text, or the labelled keywords of its language under it, say that it is the abstract."""
    text, code = join_lines(s.text for s in parts), parts[0].language
    if not text[:1].isupper() or text.rstrip()[-1:] not in _STOPS:
        return False
    sections = split_sections(text, code)
    if len(sections) >= _HEADED and text.startswith(sections[0].heading):
        return True
    last = parts[-1].lines[-1] if parts[-1].lines else None
    held = (n for n, s in enumerate(segments.segments) if any(line is last for line in s.lines))
    rest = segments.segments[next(held, len(segments.segments)) + 1 :]
    below = next((s for s in rest if s.role is not Role.RUNNING_HEAD and not s.garbled), None)
    keywords = below is not None and below.role is Role.KEYWORDS and below.language == code
    return keywords and below is not None and leading_label(below.text) is not None


def _abstract_groups(segments: Segments) -> list[list[Segment]]:
    groups: list[list[Segment]] = []
    for segment in (own for whole in segments.of(Role.ABSTRACT) for own in by_tongue(whole)):
        labelled = label_end(segment.text) > 0 or any(label_end(line.text) for line in segment.lines[:1])
        same = [g for g in groups if g[0].language == segment.language]
        if not same or (labelled and not _is_headed_again(segment, same[-1][-1])):
            groups.append([segment])
        else:
            same[-1].append(segment)
    return groups
