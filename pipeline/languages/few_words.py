"""Few words of languages that we have no file for, so that what their journals label and where their authors work is known."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from pydantic import Field

from pipeline.languages import Language, languages
from pipeline.records.base import Frozen


class FewWords(Frozen):
    """Labels by field, words of institutions, the forms of a volume's and an issue's number (`{}`), and the twelve months."""

    labels: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    institutions: tuple[str, ...] = ()
    volume: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    months: tuple[tuple[str, ...], ...] = ()


@cache
def few_words() -> Mapping[str, FewWords]:
    """What is known of each language in Latin letters that no file describes, by BCP 47 code."""
    file = resources.files(__package__) / "rules" / "few_words.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return {code: FewWords.model_validate(words) for code, words in found.items()}


@cache
def every_language() -> tuple[Language | FewWords, ...]:
    """The languages with a file, and what is known of the others."""
    return (*languages().values(), *few_words().values())


@cache
def printed(kind: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The `labels` or `headings` of each language by code; of those without a file labels alone."""
    if kind != "labels":
        return {code: found.headings for code, found in languages().items()}
    own: dict[str, Mapping[str, tuple[str, ...]]] = {code: w.labels for code, w in few_words().items()}
    return {code: found.labels for code, found in languages().items()} | own
