"""Grants and sponsors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.languages import languages
from pipeline.languages.labels import leading_label
from pipeline.languages.writing import join_lines
from pipeline.records.article import Field
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.place import item_field

_FIRM = 6
"""Characters of a label that is no common word."""

_TEXT = (Role.BODY, Role.OTHER)
_TOLD = (*_TEXT, Role.AFFILIATIONS)
_MOST_LINES, _MOST_AMID, _GAP, _ALIKE = 3, 10, 0.9, 0.65
"""Lines that a statement goes on in at most, and in the midst of a sentence; the white between them in heights, and the ratio of their
heights, at least."""
_NOTE = 8
"""Lines of a note at most."""
_NOT_FUNDED = re.compile(r"^(?:无|none|нет|keine|aucun|ninguna|없음|なし)[\s。.]*$", re.IGNORECASE)


def find_funding(segments: Segments) -> tuple[Field, ...]:
    """Each grant that the pages name, in the printed order; those of a translation of the statement left out.

    Where no label tells of any, the sentence of the running text that names a sponsor.
    """
    found: list[Field] = []
    for segment in segments.of(Role.FUNDING):
        if found and segment.language != found[0].language:
            continue
        whole = with_rest(segment, segments)
        for item in split_grants(whole.text):
            if item not in {f.value for f in found}:
                found.append(item_field(item, segment.language, whole))
    return tuple(found) or tuple(_sentences(segments))


def with_rest(segment: Segment, segments: Segments) -> Segment:
    """A statement with the lines right under it that go on with it and were taken for text."""
    lines, texts = list(segment.lines), [segment.text]
    at = next((n for n, s in enumerate(segments.segments) if s is segment), len(segments.segments))
    for other in segments.segments[at + 1 :]:
        most = _MOST_AMID if other.text[:1].islower() else _MOST_LINES
        short = other.role in _TEXT and 0 < len(other.lines) <= most and not other.garbled
        if not lines or texts[-1].rstrip().endswith((".", "。")) or not short:
            break
        if not _line_follows(lines[-1], other.lines[0]) or leading_label(other.text):
            break
        lines += other.lines
        texts.append(other.text)
    return segment.model_copy(update={"lines": tuple(lines), "text": join_lines(texts)})


def _line_follows(last: Line, line: Line) -> bool:
    """Whether a line stands right under another in type of the same size, and not left of its beginning by much."""
    one, two = last.bbox, line.bbox
    height = max(one.height, 1)
    near = -0.4 * height < two.top - one.bottom < _GAP * height
    alike = _ALIKE < two.height / height < 1 / _ALIKE
    opens = re.match(r"\S{1,12}\s?[：:]", line.text) is not None
    return near and alike and two.left < one.right and not opens


def _sentences(segments: Segments) -> Iterator[Field]:
    """The grants of the first sentence of the running text, or of a note without a label, that names a sponsor."""
    for segment in segments.of(*_TOLD):
        own = languages().get(segment.language)
        for form in own.sponsored if own and not segment.garbled else ():
            for text in _from_its_lines(segment):
                if found := _sponsored(form, text):
                    own_end = text == segment.text and found.end() == len(text)
                    whole = with_rest(segment, segments) if own_end else segment
                    found = (_sponsored(form, whole.text) if own_end else None) or found
                    yield item_field(found[0].strip(" .。※*"), segment.language, whole)
                    return


def _from_its_lines(segment: Segment) -> Iterator[str]:
    """The text of a segment, and that from each line of a short one on: a note may begin with a date or a name."""
    yield segment.text
    if len(segment.lines) <= _NOTE:
        lines = [line.text for line in segment.lines]
        yield from (join_lines(lines[n:]) for n in range(1, len(lines)))


def _sponsored(form: str, text: str) -> re.Match[str] | None:
    """The sentence that begins with a form of words by which sponsors are named."""
    ends = r"(?:。|\.(?=\s+(?-i:[A-ZА-ЯÀ-Þ])|\s*$)|$)"
    return re.search(rf"(?:^|(?<=[.。\s※*]))(?:{form})[^。\n]*?{ends}", text, re.IGNORECASE)


def split_grants(text: str) -> list[str]:
    """The grants of a funding statement, without the label; separators inside brackets part nothing."""
    label = leading_label(text)
    if label and label.field == "funding" and (label.firm or label.end - label.start < _FIRM):
        text = text[label.end :]
    depth, start, parts = 0, 0, []
    for at, char in enumerate(text):
        depth += (char in "(（[［") - (char in ")）]］")
        if depth <= 0 and (
            char in ";；\u061b" or (char in ":：，\u060c、" and text[at - 1 : at] in {")", "）"})
        ):
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    cleaned = [part.strip(" \u3000。.;；\u061b,，\u060c") for part in parts]
    return [part for part in cleaned if part and not _NOT_FUNDED.match(part)]
