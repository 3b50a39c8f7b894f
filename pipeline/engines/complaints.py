"""What poppler's programs say of a page that may cost text, as complaints with a remedy."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.records.page import Complaint


class _Rule(NamedTuple):
    """A complaint by the words that tell it; `what` takes in what they name."""

    said: re.Pattern[str]
    code: str
    what: str
    cure: str


_RULES = (
    _Rule(
        re.compile(r"Missing language pack for '([^'\n]{1,40})'"),
        "page.glyphs_missing",
        "poppler lacks the character maps of {0}, and leaves its text out of layer and picture",
        "Install poppler-data (apt-get install poppler-data) and read the file again.",
    ),
    _Rule(
        re.compile(
            r"(?:Couldn't|Could not) (?:find a font|create a font|find '[^'\n]*' CMap file)(?: for)?:? ?'?([^'\n]{0,60})"
        ),
        "page.glyphs_missing",
        "a font cannot be drawn ({0})",
        "Install fonts of its script (apt-get install fonts-noto-cjk), or ask for the PDF with its fonts.",
    ),
    _Rule(
        re.compile(
            r"([^\n:]*(?:premature end|bad Huffman|JBIG2|CCITTFax row|Unable to decode image)[^\n]{0,60})"
        ),
        "page.damaged",
        "a picture is damaged ({0}): text may be missing",
        "Scan it again.",
    ),
)


def complaints(said: str) -> tuple[Complaint, ...]:
    """Each kind of complaint once, by the first place that tells it; none where nothing was lost."""
    found: dict[str, Complaint] = {}
    for rule in _RULES:
        match = rule.said.search(said)
        if match and rule.code not in found:
            what = rule.what.format(" ".join(match[1].split()))
            found[rule.code] = Complaint(code=rule.code, what=what, cure=rule.cure)
    return tuple(found.values())
