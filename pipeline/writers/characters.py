"""Which characters may leave the house: none that XML forbids or a terminal would act on."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text without control characters and non-characters (those that XML 1.0 cannot hold)."""
    return text if text.isprintable() else _ILLEGAL.sub("", text)


_UNSAFE = re.compile("[\u0085\u2028\u2029\ud800-\udfff]")


def safe_json(text: str) -> str:
    """JSON whose strings hold no lone surrogates, and no characters that some readers take for the end of a line."""
    return _UNSAFE.sub(lambda c: "" if c[0] >= "\ud800" else f"\\u{ord(c[0]):04x}", text)


def json_line(text: str) -> str:
    """Safe JSON on one line, ended by a newline."""
    return safe_json(text) + "\n"


def one_line(text: str) -> str:
    """The legal text on one line, every run of white space as one space."""
    return " ".join(legal(text).split())
