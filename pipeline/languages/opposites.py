"""Words that turn a meaning when one stands for another (higher, lower; mild, severe; mouse, rat), by group and pole."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from pipeline.languages import languages

Kind = Literal["opposite", "population", "words"]
_NONE = "none"


class Said(NamedTuple):
    """A word of a text, where it stands, and the poles that it speaks for."""

    text: str
    start: int
    end: int
    poles: frozenset[str]


@dataclass(frozen=True)
class Group:
    """Poles that exclude one another; those of `alone` must not be said where the other text says none of them.

    `patterns` maps a language to one regular expression, `poles` to the pole of each of its numbered alternatives.
    """

    name: str
    kind: Kind
    alone: frozenset[str]
    patterns: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]

    def said(self, text: str, language: str) -> list[Said]:
        """The words of the poles in a text, the longest at each place; a word may speak for two poles."""
        spans: dict[tuple[int, int], set[str]] = {}
        for pole, pattern in self.patterns.get(language, ()):
            for match in pattern.finditer(text):
                spans.setdefault(match.span(), set()).add(pole)
        kept: list[Said] = []
        last = -1
        for (start, end), poles in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
            if start >= last:
                kept.append(Said(text[start:end], start, end, frozenset(poles)))
                last = end
        return [said for said in kept if _NONE not in said.poles]


@cache
def groups() -> tuple[Group, ...]:
    """All groups of `opposites.toml`, in its order."""
    file = resources.files(__package__) / "lexicons" / "opposites.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(_group(name, fields) for name, fields in data.items())


def _kind(name: str) -> Kind:
    return "population" if name == "population" else "words" if name == "words" else "opposite"


def _group(name: str, fields: dict[str, object]) -> Group:
    poles = {pole: words for pole, words in fields.items() if isinstance(words, dict)}
    known = {language for words in poles.values() for language in words}
    alone = fields.get("alone", [])
    return Group(
        name=name,
        kind=_kind(str(fields["kind"])),
        alone=frozenset(alone if isinstance(alone, list) else ()),
        patterns={
            language: tuple(
                (pole, _pattern(words[language], language))
                for pole, words in poles.items()
                if language in words
            )
            for language in known
        },
    )


def _pattern(words: list[str], language: str) -> re.Pattern[str]:
    file = languages().get(language)
    either = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{either})(?![\w'])" if file and file.spaced else either, re.IGNORECASE)
