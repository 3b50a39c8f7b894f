"""Which characters may leave the house: none that XML forbids or a terminal would act on."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text without control characters and non-characters (those that XML 1.0 cannot hold)."""
    return _ILLEGAL.sub("", text)


def one_line(text: str) -> str:
    """The legal text on one line, every run of white space as one space."""
    return " ".join(legal(text).split())
