"""An affiliation as printed in its parts: institution, department, city, postcode, country, as registries (ROR) ask for them.

Only plain patterns are parted; what no rule knows stays text, and the parts always join to what was printed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.languages.countries import country_code
from pipeline.languages.told import place_parts, regions

_SEPARATOR = re.compile(r"\s*[,，\u060c;；\u061b、]\s*|(?<=[㐀-鿿])\s+(?=[㐀-鿿\d])")
_POSTCODE = re.compile(
    r"(?<![\w-])(?:\d{3}-\d{4}|\d{5,6}(?:-\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})(?![\w-])"
)
_DIGIT = re.compile(r"\d")


class Part(NamedTuple):
    """A piece of an affiliation.

    `kind` is `institution`, `department`, `city`, `region`, `postcode`, `country`, or `text` for what is none or stands
    between them.
    """

    kind: str
    text: str


def parts_of(place: str) -> tuple[Part, ...]:
    """The affiliation's parts in order; joined they are the affiliation again."""
    pieces: list[Part] = []
    at = 0
    for found in _SEPARATOR.finditer(place):
        pieces += [*_piece(place[at : found.start()]), Part("text", found[0])]
        at = found.end()
    pieces += _piece(place[at:])
    return _with_city(tuple(p for p in pieces if p.text))


def part(parts: tuple[Part, ...], kind: str) -> str | None:
    """The first part of that kind."""
    return next((p.text for p in parts if p.kind == kind), None)


def _piece(text: str) -> list[Part]:
    """One piece between separators: a country, a department, an institution, or text with a postcode."""
    if country_code(text):
        return [Part("country", text)]
    if glued := _glued().fullmatch(text):
        names = (("institution", "institution"), ("gap", "text"), ("department", "department"))
        return [Part(kind, glued[name]) for name, kind in names]
    if re.search(place_parts("department"), text, re.IGNORECASE):
        return [Part("department", text)]
    if re.search(place_parts("institution"), text, re.IGNORECASE):
        return [Part("institution", text)]
    code = _POSTCODE.search(text)
    if not code:
        return _region_apart(text)
    before, after = text[: code.start()], text[code.end() :]
    return [*_blank_apart(before), Part("postcode", code[0]), *_blank_apart(after)]


@cache
def _glued() -> re.Pattern[str]:
    """A Han or Hangul institution with its department right behind it."""
    first, behind = place_parts("institution_set_first"), place_parts("department_set_behind")
    return re.compile(rf"(?P<institution>.*(?:{first}))(?P<gap>\s*)(?P<department>\S.*(?:{behind}))")


def _blank_apart(text: str) -> list[Part]:
    """Words, with the blanks beside them as text of their own; a country at the end is told apart."""
    bare = text.strip(" .")
    if not bare:
        return [Part("text", text)] if text else []
    at = text.index(bare)
    return [Part("text", text[:at]), *_region_apart(bare), Part("text", text[at + len(bare) :])]


def _region_apart(text: str) -> list[Part]:
    """`江苏南京` is a province and its city."""
    if country_code(text):
        return [Part("country", text)]
    region = re.match(regions(), text)
    if not region:
        return [Part("", text)]
    rest = [Part("", text[region.end() :])] if region.end() < len(text) else []
    return [Part("region", region[0]), *rest]


def _with_city(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The unnamed piece beside the postcode, or else right before the country, is the city."""
    named = [n for n, p in enumerate(parts) if p.kind != "text"]
    codes = [n for n in named if parts[n].kind == "postcode"]
    lands = [n for n in named if parts[n].kind == "country"]
    beside = [m for n in codes for m in _neighbours(named, n)]
    before = [m for n in lands for m in _neighbours(named, n)[:1] if m < n]
    city = next((n for n in (*beside, *before) if parts[n].kind == ""), None)
    return tuple(
        p if p.kind else Part("city" if n == city and not _DIGIT.search(p.text) else "text", p.text)
        for n, p in enumerate(parts)
    )


def _neighbours(named: list[int], at: int) -> list[int]:
    """The named pieces before and after one."""
    place = named.index(at)
    return [*named[max(0, place - 1) : place], *named[place + 1 : place + 2]]
