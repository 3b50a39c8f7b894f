"""The interface in the reader's language: gettext catalogues in `locale`, chosen by a switch or by Accept-Language."""

from __future__ import annotations

import gettext
import json
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path

from fastapi import Request

COOKIE = "scanglot_language"
DOMAIN = "desk"
LOCALE = Path(__file__).parent / "locale"
STATIC = Path(__file__).parent / "static"

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

    @cached_property
    def words(self) -> str:
        """The texts that the scripts say, as JSON: those messages that stand in them."""
        scripts = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.js"))
        known: dict[object, str] = getattr(self._catalogue, "_catalog", {})
        said = {k: v for k, v in known.items() if isinstance(k, str) and k and f'"{k}"' in scripts}
        return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")


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
