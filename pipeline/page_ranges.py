"""Which pages of a document are read: `auto`, `all`, or ranges such as `1-3,7`."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.errors import SettingsError
from pipeline.settings import PageSettings

AUTO = "auto"
_RANGE = re.compile(r"(\d+)(?:-(\d*))?")


class PagePlan(NamedTuple):
    """Page numbers in the order they are read; `auto` may stop early and skips cover sheets."""

    numbers: tuple[int, ...]
    auto: bool


def plan(settings: PageSettings, page_count: int) -> PagePlan:
    """The pages to read of a document with that many pages. Raises SettingsError for a range that makes no sense."""
    if settings.pages == AUTO:
        return PagePlan(tuple(range(1, min(page_count, settings.auto_limit) + 1)), True)
    if settings.pages == "all":
        return PagePlan(tuple(range(1, page_count + 1)), False)
    numbers = sorted({n for part in settings.pages.split(",") for n in _expand(part.strip(), page_count)})
    if not numbers:
        raise SettingsError(
            f"--pages {settings.pages} names no page of this document, which has {page_count}.",
            cure="Give pages that exist, 'all' or 'auto'.",
        )
    return PagePlan(tuple(numbers), False)


def _expand(part: str, page_count: int) -> range:
    found = _RANGE.fullmatch(part)
    first = int(found[1]) if found else 0
    last = page_count if found and found[2] == "" else int(found[2] or first) if found else 0
    if first < 1 or last < first:
        raise SettingsError(
            f"--pages does not understand '{part}'.", cure="Use 'auto', 'all', or ranges such as 1-3,7 or 5-."
        )
    return range(first, min(last, page_count) + 1)
