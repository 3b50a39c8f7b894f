"""Abstracts that begin with the title in their language, in one block with the text; a block of its own is told in `segment`."""

from __future__ import annotations

import re

from pipeline.languages.labels import Label, leading_label
from pipeline.languages.scripts import Script, main_script
from pipeline.records.segment import Role, Segment
from pipeline.records.text import Line
from pipeline.stages.extract.parts import part

_MOST_LINES = 4
"""Lines of a title over an abstract at most."""
_LEAST_LINES = 3
"""Lines of the text below at least: in fewer, nothing tells how wide they are set."""
_LEAST_WORDS, _MOST_WORDS = 5, 45
_SHORT = 0.25
"""How far a line must end before the edge that the text is set to, in heights: a full line is never so short."""
_EVEN, _SET = 0.9, 5
"""The share of lines that must end at one edge for a text to be set to it, of that many at least."""
_WIDER = 1.3
"""How much further apart lines stand where a title ends than within the text."""
_CAPITALS = 0.8
"""The share of long words with a capital from which on a line with a full stop can be a title."""
_BEFORE_OTHERS = re.compile(r"(?P<word>[A-Za-z]+)\s+(?P<next>[^\W\d_])")
_ENDS = ".!?。！？;:；\u061b：,，\u060c、"


def label_end(text: str) -> int:
    """Where the label ends, if the text begins with one; two labels in a row (`摘要 Abstract`) count as one."""
    end = 0
    while (label := _label_of(text[end:])) and label.field == "abstract":
        end += label.end
    return end


def _label_of(text: str) -> Label | None:
    """The label that a text begins with; also a Latin word before letters that have no capitals (`Abstract 본 연구는`)."""
    foreign = _BEFORE_OTHERS.match(text)
    caseless = foreign is not None and foreign["next"].lower() == foreign["next"].upper()
    return leading_label(text) or (leading_label(foreign["word"]) if foreign and caseless else None)


def without_label(text: str) -> str:
    """The text without the label of an abstract that it begins with."""
    return re.sub(r"^[\s:：.．—–-]+", "", text[label_end(text) :]).strip()


def headed(segment: Segment) -> tuple[Segment | None, Segment]:
    """An abstract's title, as a segment of its own, and the abstract without it; None where it begins with its text."""
    first = leading_label(segment.lines[0].text) if segment.lines else None
    if first is None or first.field != "abstract":
        return None, segment
    lines = segment.lines[1:] if _is_label(segment.lines[0].text) else segment.lines
    end = _title_end(lines)
    if not end:
        return None, segment
    title = part(segment, lines[:end], Role.TITLE)
    title = title.model_copy(update={"text": without_label(title.text)})
    return title, part(segment, lines[end:], Role.ABSTRACT)


def _is_label(text: str) -> bool:
    label = leading_label(text)
    return label is not None and label.field == "abstract" and not text[label.end :].strip(" _—–-.:")


def _title_end(lines: tuple[Line, ...]) -> int:
    """How many of the first lines are a title; 0 where none is."""
    for n in range(min(_MOST_LINES, len(lines) - _LEAST_LINES)):
        line, following = lines[n], lines[n + 1]
        text = line.text.strip()
        closed = text[-1:] in _ENDS and not (text.endswith(".") and _is_capitalised(lines[: n + 1]))
        if not text or closed or main_script(text) not in {Script.LATIN, Script.CYRILLIC}:
            return 0
        if following.text.strip()[:1].isupper() and (_is_short(line, lines[n + 1 :]) or _is_apart(n, lines)):
            words = sum(len(one.text.split()) for one in lines[: n + 1])
            return n + 1 if _LEAST_WORDS <= words <= _MOST_WORDS else 0
    return 0


def _is_capitalised(lines: tuple[Line, ...]) -> bool:
    """Whether nearly all long words begin with a capital, as in titles of some journals and in no sentence."""
    words = [w for line in lines for w in re.findall(r"[^\W\d_]{4,}", line.text)]
    return len(words) >= _LEAST_WORDS and sum(w[0].isupper() for w in words) >= _CAPITALS * len(words)


def _is_short(line: Line, below: tuple[Line, ...]) -> bool:
    """Whether a line ends a paragraph: the next word had still fitted in, or all lines but this are set to one edge."""
    height = max(line.bbox.height, 1)
    rights = sorted(one.bbox.right for one in below[:-1])
    if len(rights) < _LEAST_LINES - 1 or line.text.rstrip().endswith("-"):
        return False
    edge = rights[len(rights) // 2]
    left = edge - line.bbox.right
    word = below[0].text.split()[0]
    fits = left > below[0].bbox.width * (len(word) + 1) / max(len(below[0].text), 1)
    even = sum(abs(right - edge) < _SHORT * height for right in rights) >= _EVEN * len(rights)
    return fits or (even and len(rights) >= _SET and left > _SHORT * height)


def _is_apart(n: int, lines: tuple[Line, ...]) -> bool:
    """Whether the line after the n-th stands further below it than lines of the text do."""
    pitches = sorted(b.bbox.top - a.bbox.top for a, b in zip(lines[n + 1 :], lines[n + 2 :], strict=False))
    usual = pitches[len(pitches) // 2] if pitches else 0
    return usual > 0 and lines[n + 1].bbox.top - lines[n].bbox.top > _WIDER * usual
