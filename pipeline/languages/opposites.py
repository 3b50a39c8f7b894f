"""Words that turn a meaning when one stands for another (higher, lower; mild, severe; mouse, rat), by group and pole."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, NamedTuple

from pipeline.languages import languages

Kind = Literal["opposite", "population", "words"]
_NONE, _OWN, _LOOSE = "none", "own", "loose"
_AROUND = re.compile(r"\(\?<?[=!].*?\)")
"""What a pattern only looks at, and does not match."""


class Said(NamedTuple):
    """A word of a text, where it stands, and the poles that it speaks for; a loose one may stand for many other words."""

    text: str
    start: int
    end: int
    poles: frozenset[str]
    loose: bool = False


@dataclass(frozen=True)
class Group:
    """Poles that exclude one another, with the words of each by language.

    Poles of `alone`, and words of `own` of whatever pole, must not be said where the other text says nothing like them.
    """

    name: str
    kind: Kind
    alone: frozenset[str]
    patterns: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]
    loose: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]
    own: dict[str, re.Pattern[str]]
    counted: bool = False

    def said(self, text: str, language: str) -> list[Said]:
        """The words of the poles in a text, the longest at each place; a word may speak for two poles."""
        return list(_said(self.name, text, language))

    def stands_for_itself(self, said: Said, language: str) -> bool:
        """Whether a word of a text needs a counterpart of its own in the other text."""
        own = self.own.get(language)
        return bool(said.poles & self.alone) or (own is not None and own.match(said.text) is not None)


@lru_cache(maxsize=1024)
def _said(name: str, text: str, language: str) -> tuple[Said, ...]:
    """What a text says of a group; several guards ask it of the same sentence."""
    group = next(group for group in groups() if group.name == name)
    firm, loose = (_spans(text, words.get(language, ())) for words in (group.patterns, group.loose))
    kept: list[Said] = []
    last = -1
    for start, end in sorted(firm.keys() | loose.keys(), key=lambda span: (span[0], -span[1])):
        if start >= last:
            poles = firm.get((start, end), set()) | loose.get((start, end), set())
            kept.append(Said(text[start:end], start, end, frozenset(poles), (start, end) not in firm))
            last = end
    return tuple(said for said in kept if _NONE not in said.poles)


def _spans(text: str, patterns: Iterable[tuple[str, re.Pattern[str]]]) -> dict[tuple[int, int], set[str]]:
    spans: dict[tuple[int, int], set[str]] = {}
    for pole, pattern in patterns:
        for match in pattern.finditer(text):
            spans.setdefault(match.span(), set()).add(pole)
    return spans


@cache
def groups() -> tuple[Group, ...]:
    """All groups of `opposites.toml`, in its order."""
    file = resources.files(__package__) / "lexicons" / "opposites.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(_group(name, fields) for name, fields in data.items())


def _kind(name: str) -> Kind:
    return "population" if name == "population" else "words" if name == "words" else "opposite"


def _group(name: str, fields: dict[str, object]) -> Group:
    poles = {pole: words for pole, words in fields.items() if isinstance(words, dict) and pole != _OWN}
    own = fields.get(_OWN, {})
    loose = {pole: words[_LOOSE] for pole, words in poles.items() if isinstance(words.get(_LOOSE), dict)}
    alone = poles if fields.get("alone") == "all" else fields.get("alone", [])
    return Group(
        name=name,
        kind=_kind(str(fields["kind"])),
        alone=frozenset(alone) if isinstance(alone, list | dict) else frozenset(),
        patterns=_by_language(poles),
        loose=_by_language(loose),
        own={language: _pattern(words, language) for language, words in own.items()}
        if isinstance(own, dict)
        else {},
        counted=bool(fields.get("counted")),
    )


def _by_language(
    poles: dict[str, dict[str, list[str]]],
) -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    known = {language for words in poles.values() for language in words if language != _LOOSE}
    return {
        language: tuple(
            (pole, _pattern(words[language], language)) for pole, words in poles.items() if language in words
        )
        for language in known
    }


def _pattern(words: list[str], language: str) -> re.Pattern[str]:
    file = languages().get(language)
    either = "|".join(sorted(words, key=lambda word: len(_AROUND.sub("", word)), reverse=True))
    return re.compile(rf"\b(?:{either})(?![\w'])" if file and file.spaced else either, re.IGNORECASE)
