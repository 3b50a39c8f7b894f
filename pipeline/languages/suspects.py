"""Tests that a value must pass, as a table: what a title, a name, an affiliation, an abstract or a journal cannot be."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.languages.scripts import main_script


@dataclass(frozen=True)
class Suspect:
    """One test: the reason to doubt a value, and the pattern that shows it, in some scripts or in all.

    What a `plain` one shows is never such a value, and is not taken for one.
    """

    reason: str
    pattern: re.Pattern[str]
    scripts: frozenset[str]
    plain: bool


LOOKED_AT = 2000
"""Characters of a title, name or journal that are looked at: longer ones are none, and some patterns would take minutes."""


@cache
def _table() -> dict[str, tuple[Suspect, ...]]:
    text = (resources.files(__package__) / "rules" / "suspects.toml").read_text(encoding="utf-8")
    return {kind: tuple(map(_suspect, rows)) for kind, rows in tomllib.loads(text).items()}


def _suspect(row: dict[str, object]) -> Suspect:
    scripts = row.get("scripts")
    return Suspect(
        reason=str(row["reason"]),
        pattern=re.compile(str(row["pattern"]), 0 if row.get("exact") else re.IGNORECASE),
        scripts=frozenset(map(str, scripts)) if isinstance(scripts, list) else frozenset(),
        plain=bool(row.get("plain")),
    )


def reasons(kind: str, value: str) -> list[str]:
    """Why a value can be no `title`, `name`, `place`, `abstract` or `journal`; an empty list where nothing speaks against it."""
    return [test.reason for test in _against(kind, value)]


def is_never(kind: str, value: str) -> bool:
    """Whether a text is plainly no value of a kind: a contents list is no title, a date no place."""
    return any(test.plain for test in _against(kind, value))


def _against(kind: str, value: str) -> Iterator[Suspect]:
    script = main_script(value)
    value = value if kind == "abstract" else value[:LOOKED_AT]
    for test in _table()[kind]:
        spoken_of = not test.scripts or (script is not None and script.value in test.scripts)
        if spoken_of and test.pattern.search(value):
            yield test
