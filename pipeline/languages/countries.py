"""Countries by the names that affiliations print, in every language of ours."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_NO_LETTER = re.compile(r"[\s.]")


def country_code(name: str) -> str | None:
    """ISO 3166-1 code of a country's name as it is printed."""
    return _countries().get(_folded(name))


@cache
def _countries() -> dict[str, str]:
    text = (resources.files(__package__) / "countries.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    return {_folded(name): row[0] for row in rows for name in row[1:]}


def _folded(name: str) -> str:
    return _NO_LETTER.sub("", name).casefold()
