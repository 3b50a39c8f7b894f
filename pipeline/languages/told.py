"""Labels and names that all languages' files tell, as patterns: what stands before a title or an article number, who publishes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.languages import languages


@cache
def before_title() -> str:
    """A pattern of the labels that manuscripts print before their title."""
    return _any(form for found in languages().values() for form in found.title_labels)


@cache
def before_number() -> str:
    """A pattern of the labels that stand before an article number."""
    return _any(
        form
        for found in languages().values()
        for form in (*found.labels.get("article_number", ()), *found.number_labels)
    )


@cache
def publishers() -> str:
    """A pattern of what names a publisher, and no journal."""
    return "|".join(dict.fromkeys(form for found in languages().values() for form in found.publishers))


def _any(forms: Iterable[str]) -> str:
    """Any of the forms, the longest first; spaces may be lost or stand between wide characters, hyphens and a last point be left out."""
    found = sorted(set(forms), key=lambda form: (-len(form), form))
    return f"(?:{'|'.join(map(_loose, found))})"


def _loose(form: str) -> str:
    if not form.isascii():
        return r"\s*".join(map(re.escape, form)) if form[0] >= "\u2e80" else re.escape(form)
    loose = "".join({" ": r"\s*", "-": "-?"}.get(c, re.escape(c)) for c in form)
    return f"{loose}?" if form.endswith(".") else loose
