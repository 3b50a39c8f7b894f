"""Names that the weights took for the last line of the title above them: in capitals, or in Han and smaller type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.languages.given import given_share
from pipeline.languages.names import is_full_name, is_han_name
from pipeline.records.segment import Role
from pipeline.stages.segment.walk import Marked

_SMALLER = 0.92
"""Height of a line of names to the title's line above it, at most."""
_BETWEEN = re.compile(r"[、，,;；•·]|\s{2,}|\u3000{2,}")


def with_names_under_titles(found: list[Marked]) -> list[Marked]:
    """The pieces, the last line of the first page's title as people where it is a name under lines that are none.

    Only where nobody else is named on the page: in capitals, with a given name, or in Han and smaller type.
    """
    title = [n for n, m in enumerate(found) if m.role is Role.TITLE]
    page = [m for m in found if title and m.piece.page == found[title[0]].piece.page]
    own = [n for n in title if found[n].piece.page == found[title[0]].piece.page]
    if any(m.role is Role.AUTHORS for m in page) or not (
        _ends_in_name([found[n] for n in own]) or _ends_in_han([found[n] for n in own])
    ):
        return found
    found[own[-1]] = replace(found[own[-1]], role=Role.AUTHORS, run=0)
    return found


def _ends_in_name(title: Sequence[Marked]) -> bool:
    *above, last = [m.piece.text for m in title] or [""]
    named = last.isupper() and is_full_name(last) and given_share(last.title()) > 0
    return bool(above) and named and not any(text.isupper() for text in above)


def _ends_in_han(title: Sequence[Marked]) -> bool:
    pieces = [m.piece for m in title if not m.piece.garbled]
    if not pieces[:-1] or pieces[-1] is not title[-1].piece:
        return False
    above, last = pieces[-2:]
    smaller = last.line.bbox.height <= _SMALLER * above.line.bbox.height
    return smaller and all(is_han_name(part) for part in _BETWEEN.split(last.text.strip()))
