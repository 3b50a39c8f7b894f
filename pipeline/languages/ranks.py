"""What stands about a name and says what somebody is: ranks before it, degrees in brackets behind it."""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages import languages
from pipeline.languages.scripts import CAPITALS

_RANK = 4
"""Letters that a rank before a name has more than."""


@cache
def titles() -> re.Pattern[str]:
    """What somebody is, in brackets or strokes behind his name: `А. В. Левшов (канд. техн. наук)`, `/д.т.н./`."""
    words = {w for k in languages().values() for w in (*k.positions, *k.degrees) if len(w) > 1}
    said = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(
        rf"\s*(?:[(（]\s*(?:{said})(?!\w)[^()（）]{{0,60}}[)）]|/\s*(?:{said})[^/\n]{{0,30}}/)", re.IGNORECASE
    )


@cache
def _behind() -> re.Pattern[str]:
    words = {w for k in languages().values() for w in (*k.positions, *k.degrees) if len(w) > 1}
    said = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"[,;]\s*(?:{said})(?![^\W\d_])[^,;\d{CAPITALS}]{{0,40}}(?=[,;]|$)")


def without_ranks(text: str) -> str:
    """A list of people without what somebody is behind his name: `А. Б. Орлов, кандидат наук, доцент`."""
    return _behind().sub("", text)


_DEGREES = r"(?:(?:PGS|GS|TSKH|TS|ThS|NCS|KS|BS)\.\s?)+"
"""What Vietnamese print before a name."""


@cache
def ranks() -> re.Pattern[str]:
    """What somebody is, right before a whole name: `Associate Professor Mary Roe`, `PGS.TS. Lê Văn Sậy`."""
    words = {w for k in languages().values() for w in k.positions if w.isascii() and len(w) > _RANK}
    said = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    name = rf"[{CAPITALS}][\w.’'-]*\s+[{CAPITALS}]"
    return re.compile(rf"^\s*(?:(?:(?i:{said})\s+)+|{_DEGREES})(?={name})")
