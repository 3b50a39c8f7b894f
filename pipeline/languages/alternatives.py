"""Many fixed forms as one regular expression that looks at each beginning once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def branches(forms: Iterable[Sequence[str]]) -> str:
    """A pattern that matches any of the forms, the longest one; a form is a row of patterns of one character each.

    What forms begin with in common stands once, and each branch begins with a plain character, so that the engine
    passes over a place where none of hundreds of forms begins in one step.
    """
    rows = [tuple(form) for form in forms]
    ends = any(not row for row in rows)
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        if row:
            by_first.setdefault(row[0], []).append(row[1:])
    parts = [first + branches(rest) for first, rest in by_first.items()]
    if not parts:
        return ""
    joined = "|".join(parts)
    return f"(?:{joined})?" if ends else f"(?:{joined})"
