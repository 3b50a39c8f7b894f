"""Keywords in each language."""

from __future__ import annotations

import re

from pipeline.languages.labels import leading_label
from pipeline.records.article import Field
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract.place import item_field

_FEWEST = 2
"""Parts between full stops that may be one keyword with an abbreviation."""

_BRACKETS = {"(": ")", "（": "）", "[": "]", "［": "］", "【": "】"}
_STRONG, _COMMAS = ";；\u061b\ufffd", ",，\u060c、､"
"""What parts keywords and stands in none, the sign that a font does not explain among it; and commas."""
_SOURCE = re.compile(
    r"\s*[(（](?:fuente|source|fonte|quelle|jel|msc|pacs)\b[^)）:]*:[^)）]*[)）]\s*\.?\s*$", re.IGNORECASE
)
"""Which thesaurus the keywords come from, or classes of a scheme, in brackets behind them."""
_LONGEST, _SHORT = 120, 60
_BESIDE = re.compile(r"(?<=[》”』」])\s*(?=[《“『「])")
"""Between two keywords in quotation marks: their sides look like a space, and none may be printed."""


def find_keywords(segments: Segments) -> dict[str, tuple[Field, ...]]:
    """The keywords by language, in the printed order."""
    found: dict[str, tuple[Field, ...]] = {}
    for segment, text in _texts(segments):
        words = split_keywords(text)
        if words and segment.language not in found:
            found[segment.language] = tuple(item_field(word, segment.language, segment) for word in words)
    return found


def _texts(segments: Segments) -> list[tuple[Segment, str]]:
    """Each list of keywords with its text, joined where a page or column parts it.

    Where nothing but spaces parts the words, the lines are taken as printed, for running text has no wide spaces.
    """
    found: list[tuple[Segment, str]] = []
    for printed in segments.of(Role.KEYWORDS):
        segment = printed
        if not re.search(rf"[{_STRONG}{_COMMAS}]|[^\W\d_]{{2}}[.．]\s+[^\W\d_]|\s[–—]\s", segment.text):
            segment = printed.model_copy(update={"text": "\u3000".join(line.text for line in printed.lines)})
        end = _label_end(printed)
        segment = segment.model_copy(update={"text": _SOURCE.sub("", segment.text)})
        if not end and found and found[-1][0].language == segment.language:
            found[-1] = (found[-1][0], f"{found[-1][1]} {segment.text}")
        else:
            found.append((segment, segment.text[end:]))
    return found


def _label_end(segment: Segment) -> int:
    """Where the label of a list ends in its text; 0 without one. The line may set it off by wide spaces that the text has lost."""
    own = leading_label(segment.lines[0].text) if segment.lines else None
    alone = own is not None and own.end == len(segment.lines[0].text)
    if not alone and (label := leading_label(segment.text)):
        return label.end
    form = segment.lines[0].text[: own.end].rstrip() if own else ""
    return len(form) if form and segment.text.startswith(form) else 0


def split_keywords(text: str) -> list[str]:
    """The keywords of a list: parted by semicolons if there is any, else by what parts more of commas and full stops,
    else by wide spaces or spaces.

    A comma inside a keyword stays where semicolons part them (`Diabetes mellitus, type 2`); separators inside
    brackets part nothing.
    """
    text = text.strip()
    for separators in (_STRONG, _COMMAS):
        parts = _split(text, separators)
        if separators == _COMMAS and len(dotted := _dotted(text)) > len(parts):
            return _clean(dotted)
        if len(parts) > 1:
            return _clean(parts)
    for spaces in (r"\s+\.\s+", r"[\u2003\u3000]+|\s{2,}|\s*[|｜/·•]\s+", r"\s+[–—-]\s+"):
        if len(re.split(spaces, text)) > 1:
            return _clean(re.split(spaces, text))
    if parts := _dotted(text):
        return _clean(parts)
    if re.search(r"[\u3040-\u9fff]\s+[\u3040-\u9fff]", text) or _BESIDE.search(text):
        return _clean(re.split(rf"(?<=[\u3040-\u9fff）)])\s+|\s+(?=[\u3040-\u9fff])|{_BESIDE.pattern}", text))
    return _clean([text])


def _dotted(text: str) -> list[str]:
    """The keywords of a list that full stops part (`Bibliometrics. Databases, Bibliographic.`); none where it is none."""
    parts = re.split(r"[.．]\s+", text)
    return parts if len(parts) > _FEWEST and max(map(len, parts)) < _SHORT else []


def _split(text: str, separators: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char in _BRACKETS:
            depth += 1
        elif char in _BRACKETS.values():
            depth = max(0, depth - 1)
        elif char in separators and not depth and not _within_number(text, at):
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _within_number(text: str, at: int) -> bool:
    return text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _clean(parts: list[str]) -> list[str]:
    stripped = [
        re.sub(
            r"^[\s:：.．。;；\u061b,，\u060c、ー]+|(?:[.。．]\s*[¹²³⁴⁵])?[\s.。．;；\u061b,，\u060c、]*$",
            "",
            part,
        )
        for part in parts
    ]
    return [part for part in stripped if part and len(part) <= _LONGEST]
