"""Latin letters typed within Cyrillic words, which look the same: `iнститут` with a Latin `i`, `Cтатья` with a Latin `C`.

Old Ukrainian fonts for TeX had no `і` of their own, and keyboards leave single letters behind; no search finds such words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.languages.scripts import TWINS, UKRAINIAN_TWINS
from pipeline.records.text import Line

RULE = "cyrillic.typed"
"""The name that these edits bear."""
_MEANT = str.maketrans(TWINS | UKRAINIAN_TWINS | {"ï": "ї", "Ï": "Ї"})
_LATIN = "".join(map(chr, _MEANT))
_OWN = r"\u0400-\u045f\u0490\u0491"
_WORD = re.compile(
    rf"(?<![\w.@/])(?<![A-Za-z\d]-)(?=\w*[{_OWN}])(?=\w*[{_LATIN}])[{_OWN}{_LATIN}'’]{{2,}}(?![\w@/])"
)
_ALONE = re.compile(rf"(?<=[а-яіїєґ] )i(?= [{_OWN}])|(?<=[А-ЯІЇЄҐ]{{2}} )I(?= [А-ЯІЇЄҐ]{{2}})")
"""The Ukrainian `і`, which is a word, between words of its size."""
_TYPED = 5
"""Words with a Latin `i` from which on a page is typed so."""


def as_meant(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with words that are half Cyrillic in Cyrillic letters alone; `i` by itself too on a page that is typed so."""
    so = sum(sum(c in "iI" for c in found[0]) > 0 for line in lines for found in _WORD.finditer(line.text))
    return tuple(_meant(line, alone=so >= _TYPED) for line in lines)


def _meant(line: Line, *, alone: bool) -> Line:
    text = _WORD.sub(_word, line.text)
    text = _ALONE.sub(lambda found: found[0].translate(_MEANT), text) if alone else text
    return line.rewritten(text, RULE)


def _word(found: re.Match[str]) -> str:
    latin = sum(char in _LATIN for char in found[0])
    return found[0].translate(_MEANT) if latin <= len(found[0]) - latin else found[0]
