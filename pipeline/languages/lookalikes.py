"""What engines take for something that looks alike: rules as data (`rules/lookalikes.toml`), and what they write."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.languages import languages


@dataclass(frozen=True)
class Lookalike:
    """One rule: what it finds, what it writes, why; an example as read and as written, and a text that stays.

    `number` says that it writes a digit, a unit or an exponent, for which one witness is not enough. A rule with a
    `page` holds on pages that print such a thing; `on` is such a page, for its example.
    """

    id: str
    pattern: re.Pattern[str]
    to: str | Callable[[re.Match[str]], str]
    why: str
    example: tuple[str, str]
    counter: str
    number: bool = False
    page: re.Pattern[str] | None = None
    on: str = ""

    def holds(self, page: str) -> bool:
        """Whether the rule asks for a page, and holds on one of this text."""
        return bool(self.page and self.page.search(page))

    def written(self, found: re.Match[str]) -> str:
        """What the rule writes where it matched."""
        return found.expand(self.to) if isinstance(self.to, str) else self.to(found)

    def changes(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Every place of a text that the rule would write anew, with what it would write."""
        for found in self.pattern.finditer(text):
            new = self.written(found)
            if new != found[0]:
                yield found, new


@cache
def lookalikes() -> tuple[Lookalike, ...]:
    """All rules, in the order in which they are tried. Raises KeyError, re.error where the file is wrong."""
    source = resources.files(__package__) / "rules" / "lookalikes.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return tuple(_rule(entry, data["parts"]) for entry in data["rule"])


def _rule(entry: dict[str, object], parts: dict[str, str]) -> Lookalike:
    def pattern(key: str) -> re.Pattern[str] | None:
        written = entry.pop(key, None)
        return None if written is None else re.compile(re.sub("§(.+?)§", lambda m: parts[m[1]], str(written)))

    function, example = entry.pop("function", None), entry.pop("example")
    to = _FUNCTIONS[str(function)] if function else entry.pop("to")
    patterns = {key: pattern(key) for key in ("pattern", "page")}
    return Lookalike(**(entry | patterns | {"to": to, "example": tuple(example)}))  # type: ignore[arg-type]


def _cyrillic_roman(found: re.Match[str]) -> str:
    return found[0].replace("П", "II").replace("Ш", "III")


def _colon(found: re.Match[str]) -> str:
    labels = (label for language in languages().values() for label in language.labels.get("keywords", ()))
    return f"{found[1]}:" if found[1].casefold().strip() in labels else found[0]


_GREEK = dict(zip("kKaаBВвyY", "κκααβββγγ", strict=True))


def _greek(found: re.Match[str]) -> str:
    return _GREEK[found[0]]


def _three(found: re.Match[str]) -> str:
    """`3`, parted from the и or the unit that it is glued to."""
    glued = found.string[found.end() : found.end() + 1].isalpha() or found[0].endswith(" ")
    return "3 " if glued else "3"


_KATAKANA = {"へ": "ヘ", "べ": "ベ", "ぺ": "ペ", "一": "ー"}


def _katakana(found: re.Match[str]) -> str:
    return _KATAKANA[found[0]]


def _capitals(found: re.Match[str]) -> str:
    return found[0].upper()


_FUNCTIONS: dict[str, Callable[[re.Match[str]], str]] = {
    "roman": _cyrillic_roman,
    "colon": _colon,
    "greek": _greek,
    "three": _three,
    "katakana": _katakana,
    "capitals": _capitals,
}
