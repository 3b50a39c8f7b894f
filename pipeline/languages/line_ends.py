"""Where a name ends at the end of a line of names that has no comma there."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.languages.given import given_share
from pipeline.languages.scripts import CAPITALS

_WORDS_OF_NAME = re.compile(rf"[{CAPITALS}][^\W\d_]*\.?")
_WORDS, _GIVEN = 4, 0.3
"""Words of a name in a line of its own at most, and the share of given names among them at least."""


def with_line_ends(text: str) -> str:
    """The list with a comma at the end of a line of names where it lacks one: the name over the break would be by far the longest.

    So too where each line is one whole name.
    """
    lines = text.split("\n")
    if "," not in text and len(lines) > 1 and all(map(_is_whole, lines)):
        return ",\n".join(lines)
    for n, (line, following) in enumerate(pairwise(lines)):
        *others, last = re.split(r"[,;]", line)
        first, *more = re.split(r"[,;]", following)
        both = [_WORDS_OF_NAME.findall(half) for half in (last, first)]
        lengths = [len(_WORDS_OF_NAME.findall(o)) for o in (*others, *more)]
        if min(map(len, both)) > 1 and sum(map(len, both)) > max(lengths, default=3) + 1:
            lines[n] = line + ","
    return "\n".join(lines)


def _is_whole(line: str) -> bool:
    """Whether a line is one whole name in spelt letters, as its given name tells."""
    return 1 < len(_WORDS_OF_NAME.findall(line)) <= _WORDS and given_share(line) >= _GIVEN
