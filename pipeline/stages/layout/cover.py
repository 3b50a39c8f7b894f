"""Cover sheets: the page that a database or repository puts before the article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from pipeline.records.text import Line, PageText

_ABSTRACT = re.compile(
    r"^\s*[【\[（(]?\s*(?:摘\s*要|abstract|summary|要\s*旨|抄\s*録|초\s*록|요\s*약|résumé|resumen|zusammenfassung|резюме|аннотация)",
    re.IGNORECASE,
)
_MOST = 2500
"""Characters that a cover sheet has at most; an article's first page has more."""
_HINTS, _LABELS = 3, 5
"""So many of the phrases that such sheets often print, or of the labels of a form, make one."""


_NARROW, _PITCH = 20, 2.0
"""Characters of a line in a narrow cell at most, and from the top of one to that of the next, in heights."""
_AT_BEGINNING = {"labels", "filed"}


def is_cover(page: PageText) -> bool:
    """Whether a page is a cover or download sheet, so that the article begins on the next page.

    Such a sheet has little text and no abstract of its own; one phrase that only such sheets print, three that they often
    print, or the labels of a form give it away. The form of a repository may hold an abstract.
    """
    texts = [line.text for line in page.lines]
    whole = " ".join(texts)
    if len(whole) > _MOST:
        return False
    labels = {
        match.group().casefold().strip(" :：")
        for text in (*texts, *_broken(page.lines))
        if (match := _of("labels").match(text))
    }
    if len(labels) >= _LABELS and any(map(_of("filed").match, labels)):
        return True
    if any(_ABSTRACT.match(text) for text in texts):
        return False
    hints = {match.group().casefold() for match in _of("hints").finditer(whole)}
    return bool(_of("sure").search(whole)) or len(hints) >= _HINTS


def _broken(lines: Sequence[Line]) -> Iterator[str]:
    """What stands in two lines of one narrow cell: `journal or`, below it `publication title`."""
    for line in lines:
        below = [
            other
            for other in lines
            if abs(other.bbox.left - line.bbox.left) < line.bbox.height
            and 0 < other.bbox.top - line.bbox.top < _PITCH * line.bbox.height
        ]
        if below and len(line.text) <= _NARROW:
            yield f"{line.text} {min(below, key=lambda other: other.bbox.top).text}"


@cache
def _of(kind: str) -> re.Pattern[str]:
    """The phrases of a kind, any of them; labels stand at the beginning of a line, and their value after a colon or a gap."""
    text = (resources.files(__package__) / "cover.toml").read_text(encoding="utf-8")
    phrases = "|".join(tomllib.loads(text)[kind])
    return re.compile(rf"\s*(?:{phrases})\s*(?:[:：]|$)" if kind in _AT_BEGINNING else phrases, re.IGNORECASE)
