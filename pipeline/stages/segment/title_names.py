"""Names in capitals that the weights took for the last line of the title above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.languages.given import given_share
from pipeline.languages.names import is_full_name
from pipeline.records.segment import Role
from pipeline.stages.segment.walk import Marked


def with_names_under_titles(found: list[Marked]) -> list[Marked]:
    """The pieces, the last line of the first page's title as people where it is a name in capitals under lines that are in none.

    Only where nobody else is named on the page, and a word of it is a given name.
    """
    title = [n for n, m in enumerate(found) if m.role is Role.TITLE]
    page = [m for m in found if title and m.piece.page == found[title[0]].piece.page]
    own = [n for n in title if found[n].piece.page == found[title[0]].piece.page]
    if any(m.role is Role.AUTHORS for m in page) or not _ends_in_name([found[n] for n in own]):
        return found
    found[own[-1]] = replace(found[own[-1]], role=Role.AUTHORS, run=0)
    return found


def _ends_in_name(title: Sequence[Marked]) -> bool:
    *above, last = [m.piece.text for m in title] or [""]
    named = last.isupper() and is_full_name(last) and given_share(last.title()) > 0
    return bool(above) and named and not any(text.isupper() for text in above)
