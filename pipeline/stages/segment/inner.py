"""The abstracts of a thesis, which stand pages behind its title pages, declarations and contents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.languages.kinds import kinds_told
from pipeline.languages.labels import leading_label
from pipeline.records.text import Line, PageText
from pipeline.stages.segment.going import END

_AHEAD = 8
"""Pages behind those read that are looked through."""
_TOP = 6
"""Lines at the head of a page that the heading of an abstract is among."""
_LISTED = re.compile(
    r"[.…·⋯‥]{3}|[.…·⋯‥\s]\s*(?:\d{1,3}|[ivxlⅰ-ⅿ]{1,5})$|^(?:\d{1,3}|[ivxlⅰ-ⅿ]{1,5})$", re.IGNORECASE
)
_LIST = 0.3
"""The share of a page's lines that end in the number of a page where it is a table of contents."""


def ahead(pages: Sequence[PageText], count: int) -> tuple[int, ...]:
    """The numbers of the pages, of so many in all, that may print the abstracts of a thesis, by its first pages."""
    told = any("thesis" in kinds_told(line.text) for page in pages for line in page.lines)
    if not told or any(map(_begins, pages[:-1])):
        return ()
    last = pages[-1].number
    return tuple(range(last + 1, min(count, last + _AHEAD) + 1))


def inner(pages: Sequence[PageText], read: Sequence[PageText]) -> list[PageText]:
    """Those of some pages that an abstract begins on, and those that it goes on to; `read` are the pages before them."""
    kept: list[PageText] = []
    unfinished = any(map(_begins, read[-1:])) and not _ends(read[-1])
    for page in pages:
        goes_on = unfinished and not _is_contents(page)
        if not (_begins(page) or goes_on):
            if kept:
                break
            continue
        kept.append(page)
        unfinished = not _ends(page)
    return kept


def _begins(page: PageText) -> bool:
    """Whether the heading of an abstract stands at the head of a page that is no table of contents."""
    return not _is_contents(page) and any(_label(line) == "abstract" for line in page.lines[:_TOP])


def _ends(page: PageText) -> bool:
    """Whether an abstract ends on a page: with keywords, or with a sentence."""
    lines = [line for line in page.lines if not _LISTED.search(line.text.strip())]
    return any(_label(line) == "keywords" for line in lines) or (
        bool(lines) and END.search(lines[-1].text) is not None
    )


def _is_contents(page: PageText) -> bool:
    listed = sum(_LISTED.search(line.text.strip()) is not None for line in page.lines)
    return listed > max(1, _LIST * len(page.lines))


def _label(line: Line) -> str | None:
    label = leading_label(line.text)
    return label.field if label else None
