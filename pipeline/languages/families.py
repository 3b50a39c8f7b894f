"""Which languages are of one family: those that are written in the same script, so that a line alone may not tell them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from pipeline.languages import languages

ENGLISH = "en"
"""The language in which journals everywhere print a second title and abstract, and which library formats ask for."""

UNKNOWN = "und"
"""BCP 47 for a language that is not known."""

CHINESE = "zh"
"""What a text in Han is taken for where nothing tells."""

T = TypeVar("T")


@cache
def family(code: str | None) -> str:
    """The script that a language is mainly written in; an empty text for a language that we do not know."""
    found = languages().get(code or "")
    return found.scripts[0] if found else ""


@cache
def members(script: str) -> tuple[str, ...]:
    """The languages that are mainly written in a script."""
    return tuple(code for code in languages() if family(code) == script)


def same_family(one: str | None, other: str | None) -> bool:
    """Whether two languages that we know are mainly written in one script."""
    return family(one) == family(other) != ""


def is_chinese(code: str) -> bool:
    """Whether a language is written in Han alone."""
    found = languages().get(code)
    return found is not None and found.scripts == ("Han",)


def in_chinese(texts: Mapping[str, T]) -> T | None:
    """What stands for a variety of Chinese, the simplified one first; None where nothing does."""
    codes = sorted((code for code in texts if is_chinese(code)), key=len)
    return texts[codes[0]] if codes else None
