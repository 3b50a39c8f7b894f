"""What joins the names of a list: `and` and its like in all languages."""

from __future__ import annotations

import re

from pipeline.languages.scripts import CAPITALS

_UND = re.compile(
    rf"\s+u\.\s+(?=[A-ZÄÖÜ])|(?P<left>[{CAPITALS}]{{2,}}\s[{CAPITALS}]{{2,}})\s+U\.\s+(?=[{CAPITALS}]{{2,}}\s[{CAPITALS}]{{2,}})"
)
JOINERS = (
    "and",
    "und",
    "et",
    "и",
    "та",
    "і",
    "ed",
    "dan",
    "ve",
    "en",
    "och",
    "og",
    "oraz",
    "és",
    "și",
    "và",
    "AND",
    "UND",
    "ET",
    "И",
    "ТА",
)
_WEAK = ("y", "e", "i")
"""Joiners of lists in Spanish, Portuguese and Catalan that also stand between the two family names of one person."""


def at_joiners(raw: str) -> list[str]:
    """A run parted at `and` and its like; `y`, `e` and `i` part names only, and stay within one: `José Ortega y Gasset`.

    `u.` parts names as `und` does; in capitals only where whole names stand on both sides, for it may be an initial.
    """
    raw = _UND.sub(lambda m: f"{m['left'] or ''} und ", raw)
    joiner = rf"\s+(?:{'|'.join(JOINERS)})\s+|^\s*(?:{'|'.join((*JOINERS, *_WEAK))})\s+|\s*&\s*|\s+·\s+|\s*[•|]\s*|\s{{3,}}|\s*\u3000\s*"
    parts: list[str] = []
    for part in re.split(joiner, raw):
        pieces = re.split(rf"(\s+(?:{'|'.join(_WEAK)})\s+)", part)
        whole = pieces[0]
        for weak, following in zip(pieces[1::2], pieces[2::2], strict=True):
            apart = len(following.split()) > 1 and len(whole.split()) > 1
            parts += [whole] if apart else []
            whole = following if apart else whole + weak + following
        parts.append(whole)
    return parts
