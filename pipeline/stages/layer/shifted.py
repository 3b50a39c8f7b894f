"""CNKI and Founder text whose Latin letters, digits and signs were stored as rare Han characters.

Such a character's GBK code begins with the byte A0, and the low seven bits of its second byte are the ASCII code:
`犜犺犲狅狉犲狋犻犮犪犾` is `Theoretical`. The mapping is exact, no guess; the characters themselves are so rare
(none is in GB 2312) that they never stand side by side in Chinese.
"""

from __future__ import annotations

from functools import cache

from pipeline.languages.scripts import Script, script_of

_PAIR, _ZONE = 2, 0xA0
"""A character of GB 2312 is a pair of bytes above this one; shifted text has it as the first."""

_RUNS = 3
"""Shifted characters beside another one, or beside a sign or digit, that make a page shifted."""


def is_shifted(text: str) -> bool:
    """Whether a page's text holds letters in shifted form."""
    return sum(1 for index in range(len(text)) if _stands_for(text, index)) >= _RUNS


def decode_shifted(text: str) -> str:
    """Shifted characters as what they stand for; all other text, and a rare Han character among Han, as it is."""
    return "".join(_stands_for(text, index) or char for index, char in enumerate(text))


def _stands_for(text: str, index: int) -> str | None:
    """The sign that the character at `index` stands for, None where it is itself."""
    sign = _sign(text[index])
    if sign is None:
        return None
    beside = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
    if any(_sign(char) for char in beside) or not any(script_of(char) is Script.HAN for char in beside):
        return sign
    return None


@cache
def _sign(char: str) -> str | None:
    if script_of(char) is not Script.HAN:
        return None
    try:
        code = char.encode("gbk")
    except UnicodeEncodeError:
        return None
    if len(code) != _PAIR or code[0] != _ZONE or code[1] <= _ZONE:
        return None
    return chr(code[1] & 0x7F)
