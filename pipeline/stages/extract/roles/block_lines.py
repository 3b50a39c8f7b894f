"""How lines of a title block stand to one another, and whether one lists names or ends an address."""

from __future__ import annotations

import re

from pipeline.languages.countries import country_code
from pipeline.languages.names import is_full_name, of_institution
from pipeline.languages.people import is_turned, split_people
from pipeline.languages.raised import RAISED_LETTERS, leading_roman, lowered
from pipeline.languages.scripts import CAPITALS
from pipeline.records.text import Line

MARK = re.compile(
    rf"\s*(?P<mark>[¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}|[*∗†‡§¶‖#]{{1,3}}|[{RAISED_LETTERS}]|\d(?=[{CAPITALS}\u3400-\u9fff\uac00-\ud7af]))\s*(?=\w)"
)
BELOW, FAR = 1.0, 2.0
"""White between a line and the one below that goes on with it, in heights of a line; and that above an address with its country."""
MAILED = re.compile(r"[;,]\s*(?:e-?mail\s*:?\s*)?\S+@\S+\s*$", re.IGNORECASE)
"""The address behind a place."""
MOST = 120
"""Characters of a line of names or of a place at most."""


def leading_mark(text: str, names: str) -> tuple[str, int]:
    """The mark that a line begins with as names bear it (a figure, a letter, a sign), and where it ends; Roman figures count
    where these names bear such. Nothing and 0 without a mark.
    """
    found = MARK.match(text)
    return (lowered(found["mark"]), found.end()) if found else leading_roman(text, names)


def is_level(one: Line, two: Line) -> bool:
    """Whether two lines stand in one row."""
    return 2 * one.bbox.shares_rows(two.bbox) > one.bbox.height


def in_country(text: str) -> bool:
    """Whether the last of several parts of a line is a country."""
    *before, last = re.split(r"[,;–—]\s*", text.strip(" .,;"))
    return bool(before) and country_code(last) is not None


def awaits_country(above: Line, line: Line) -> bool:
    """Whether a line right below one that ends in a comma ends in a country: `Institut für Seen, / Konstanz, Deutschland`."""
    return (
        above.text.rstrip().endswith((",", "，"))
        and is_below(above, line)
        and in_country(MAILED.sub("", line.text))
    )


def is_address(text: str) -> bool:
    """Whether a line ends in a country, or holds the number or the signs of an address."""
    return in_country(text) or bool(re.search(r"\d{3}|\bs/n\b|\s[–—]\s", text))


def is_below(above: Line, line: Line, most: float = BELOW) -> bool:
    """Whether a line stands right below another, at the same side of the page."""
    white = line.bbox.top - above.bbox.bottom
    shared = above.bbox.shares_columns(line.bbox)
    return -above.bbox.height / 2 < white < most * above.bbox.height and shared > 0


def lists_names(text: str) -> bool:
    """Whether a line is a list of names: whole ones, a single word only beside others."""
    if len(text) > MOST or "@" in text or of_institution(text) or in_country(text):
        return False
    bare = MARK.sub("", text, count=1)
    if is_turned(bare):
        return True
    people = split_people(bare)
    whole = [is_full_name(p.name) for p in people]
    return any(whole) and all(w or p.name.isalpha() for w, p in zip(whole, people, strict=True))
