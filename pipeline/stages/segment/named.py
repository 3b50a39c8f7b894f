"""What a line shows of people, beyond its shape: given names, initials with surnames, words that an e-mail address repeats."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from pipeline.languages.given import given_share, pinyin_share
from pipeline.languages.romanize import in_ascii
from pipeline.languages.scripts import CAPITALS, SMALLS

_SHARES = (0.01, 0.15, 0.3, 0.45, 0.7)
_PINYIN = 0.8
"""How many words of a line are Chinese syllables, at least, for it to look like people."""
_LEAST = 4
"""Letters of a word that an address repeats, at least."""
_LOCAL = re.compile(r"[\w.+-]+(?=@)|\{[\w.,\s+-]+\}(?=\s?@)")
"""What stands before the @ of an address, or the list in braces of several."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_SMALL = f"{SMALLS}’'-"
_FAMILY = rf"[{CAPITALS}][{_SMALL}]{{1,24}}"
_INITIALS = rf"(?:[{CAPITALS}][.]?\s?-?){{1,3}}"
_INITIALLED = re.compile(
    rf"(?<!\w)(?:{_FAMILY},?\s{_INITIALS}(?![{_SMALL}])|(?:[{CAPITALS}]\.\s?-?){{1,3}}{_FAMILY})"
)
"""A surname with initials behind it or before it."""


def shown_names(text: str, mails: str) -> Iterator[str]:
    """Features of a line that speak of people; `mails` as `local_parts` gives them."""
    yield f"given:{bisect_right(_SHARES, given_share(text))}"
    if len(text.split()) > 1 and pinyin_share(text) >= _PINYIN:
        yield "pinyin"
    letters = sum(c.isalpha() for c in text)
    covered = sum(c.isalpha() for match in _INITIALLED.findall(text) for c in match)
    yield f"initialled:{bisect_right(_SHARES, covered / max(letters, 1))}"
    if any(
        (word := in_ascii(found)) and len(word) >= _LEAST and word in mails for found in _WORD.findall(text)
    ):
        yield "mailed"


def local_parts(texts: Iterable[str]) -> str:
    """What stands before the @ of all e-mail addresses of some lines, in plain letters."""
    return " ".join(in_ascii(found) for text in texts if "@" in text for found in _LOCAL.findall(text))
