"""The interface in the reader's language: gettext catalogues in `locale`, chosen by a switch or by Accept-Language."""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path

from fastapi import Request

from pipeline.errors import ScanglotError

COOKIE = "scanglot_language"
DOMAIN = "desk"
LOCALE = Path(__file__).parent / "locale"
STATIC = Path(__file__).parent / "static"

_BETWEEN = re.compile(r"(; |: |\.$)")
_VALUE = re.compile(r"%\(\d+\)s")

Say = Callable[..., str]
"""Gives a text of the interface in a language; `%(name)s` in it is replaced by the keyword of that name."""


class Speech:
    """One language of the interface."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._catalogue = gettext.translation(DOMAIN, LOCALE, [code], fallback=True)

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return self.say("English") if self.code != "en" else "English"

    def say(self, text: str, /, **values: object) -> str:
        """A text in this language."""
        found = self._catalogue.gettext(text) if text else ""
        return found % values if values else found

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """A text that counts: `n` chooses the form, and is `%(n)s` in it."""
        return self._catalogue.ngettext(one, many, n) % ({"n": n} | values)

    def flag(self, code: str) -> str:
        """What a flag's code means, or "" where the catalogue does not know it."""
        found = self._catalogue.gettext(f"flag:{code}")
        return "" if found.startswith("flag:") else found

    def detail(self, code: str, message: str) -> str:
        """What a flag says beside what its code means, or "" where it says the same."""
        said = self.told(message).removeprefix(languages()["en"].flag(code)).strip()
        return "" if said == self.flag(code) else said

    def refusal(self, error: Exception) -> str:
        """What went wrong, where, and what to do."""
        if not isinstance(error, ScanglotError):
            return self.told(str(error))
        place = f"{error.where}: " if error.where else ""
        return f"{place}{self.told(error.what)} {self.told(error.cure)}".rstrip()

    def told(self, sentence: str) -> str:
        """A finished English sentence in this language, its values left as they are; itself where it is not known."""
        if found := self._known.get(sentence):
            return found
        for pattern, said in self._sentences:
            if match := pattern.fullmatch(sentence):
                return said % {str(n): self._parts(value) for n, value in enumerate(match.groups(), 1)}
        return self._parts(sentence)

    def _parts(self, text: str) -> str:
        """A text whose parts may be known: reasons that stand one after another, behind what they speak of."""
        return "".join(self._known.get(part, part) for part in _BETWEEN.split(text))

    @cached_property
    def _sentences(self) -> list[tuple[re.Pattern[str], str]]:
        """Patterns of the sentences with values in them, those with most words of their own first."""
        known = [(text, said) for text, said in self._known.items() if "%(1)s" in text]
        return [
            (_pattern(text), said) for text, said in sorted(known, key=lambda k: -len(_VALUE.sub("", k[0])))
        ]

    @cached_property
    def _known(self) -> dict[str, str]:
        known: dict[object, str] = getattr(self._catalogue, "_catalog", {})
        return {text: said for text, said in known.items() if isinstance(text, str) and text}

    @cached_property
    def words(self) -> str:
        """The texts that the scripts say, as JSON: those messages that stand in them."""
        scripts = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.js"))
        said = {text: said for text, said in self._known.items() if f'"{text}"' in scripts}
        return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")


def _pattern(text: str) -> re.Pattern[str]:
    """What a sentence looks like when its values stand in it."""
    parts = (re.escape(part.replace("%%", "%")) for part in _VALUE.split(text))
    return re.compile("(.+?)".join(parts), re.DOTALL)


@cache
def languages() -> dict[str, Speech]:
    """Every language that has a catalogue, by its BCP 47 code."""
    codes = sorted(path.parent.parent.name for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return {code: Speech(code) for code in codes}


def spoken(request: Request) -> Speech:
    """The language of a request: what its reader chose, else the first that its browser asks for and we have."""
    known = languages()
    wanted = [request.cookies.get(COOKIE, ""), *_accepted(request.headers.get("accept-language", ""))]
    for tag in wanted:
        for code in (tag, tag.partition("-")[0]):
            if code in known:
                return known[code]
    return known["en"]


def _accepted(header: str) -> list[str]:
    """The tags of an Accept-Language header, the dearest first."""
    weighed: list[tuple[float, str]] = []
    for part in header[:400].split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), tag.strip()))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(weighed, key=lambda w: w[0]) if tag and weight < 0]
