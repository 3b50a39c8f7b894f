"""Names in Han, kana or Hangul that stand by themselves below a title, set apart from the text: `庭野太郎`, `T5-17 庭野太郎`.

Proceedings and theses of East Asia print them centred or at the right, without a mark, a comma or a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.languages.families import family
from pipeline.languages.kinds import is_supervised, kinds_told
from pipeline.languages.labels import article_key, article_types, leading_label
from pipeline.languages.names import is_lone_name, of_institution
from pipeline.languages.scripts import Script
from pipeline.records.segment import Role, Segment, Segments
from pipeline.records.text import Line
from pipeline.stages.extract.parts import cut, lifted

_EASTERN = frozenset({Script.HAN, Script.KANA, Script.HANGUL})
_LOOSE = frozenset({Role.BODY, Role.OTHER, Role.RUNNING_HEAD})
_TEXT = frozenset({Role.BODY, Role.ABSTRACT})
_NUMBER = re.compile(r"[A-Z]?\d{1,3}(?:[-‐–・.]\d{1,4})?\s+(?=[^\W\d_])")
"""The number of a talk before the name."""
_NAME = re.compile(
    r"[\u3400-\u9fff々ヶ\u3041-\u3096\u30a1-\u30fa]{3,6}|[\u3400-\u9fff々ヶ]{1,3}[\s\u3000][\u3400-\u9fff々ヶ\u3041-\u3096]{1,3}"
)
_INDENT, _NEAR = 3, 4
"""How far right of the text a name begins, and how far below the title or the name above it, in heights of its line, at most."""
_LINES = 4
"""Lines below the title among which names stand."""


def with_lone_names(segments: Segments) -> Segments:
    """The segments with the lines that are one name each below the title as authors, where no other line names one."""
    found = segments.segments
    at = next((n for n, s in enumerate(found) if s.role is Role.TITLE and not s.garbled), None)
    if at is None or segments.of(Role.AUTHORS) or family(segments.language) not in _EASTERN:
        return segments
    named = {id(line) for line in _names(found[at], found)}
    if not named:
        return segments

    def people(line: Line) -> list[Segment]:
        owner = next(s for s in found if any(own is line for own in s.lines))
        own = owner.model_copy(update={"language": segments.language, "garbled": False})
        return cut(own, (line.cut(_begin(line.text), len(line.text)),), Role.AUTHORS)

    parts = tuple(part for s in found for part in lifted(s, named, people))
    return segments.model_copy(update={"segments": parts})


def _names(title: Segment, found: Sequence[Segment]) -> Iterator[Line]:
    """The lines below a title, one below the other, that are names set apart from the text of its page."""
    own = [s for s in found if s.page == title.page and not s.garbled]
    left = min((line.bbox.left for s in own if s.role in _TEXT for line in s.lines), default=0)
    below = sorted(
        (line for s in own if s.role in _LOOSE for line in s.lines if line.bbox.top >= title.bbox.bottom),
        key=lambda line: line.bbox.top,
    )[:_LINES]
    bottom = title.bbox.bottom
    for line in below:
        near = line.bbox.top - bottom < _NEAR * line.bbox.height
        if near and line.bbox.left > left + _INDENT * line.bbox.height and _is_name(line.text):
            yield line
            bottom = line.bbox.bottom


def _is_name(text: str) -> bool:
    bare = text[_begin(text) :].strip()
    if is_supervised(bare) or kinds_told(bare) or leading_label(bare) or of_institution(bare):
        return False
    shaped = _NAME.fullmatch(bare) is not None or is_lone_name(bare)
    return shaped and article_key(bare) not in article_types()


def _begin(text: str) -> int:
    led = _NUMBER.match(text)
    return led.end() if led else 0
