"""Lines that are read from right to left: the order in which what stands side by side is read.

What a page shows runs from left to right for us, whatever its language: a printed line of Arabic comes as its last letter first.
Its order of reading is found as the Unicode bidirectional algorithm (UAX 9) would have laid it out, turned round.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby

_MIRRORED = dict(zip("()[]{}«»‹›", ")(][}{»«›‹", strict=True))
_PAIR, _BACK = re.compile(r"\([^()]*\)"), re.compile(r"\)[^()]*\(")
_IN_NUMBERS = frozenset(".,/:٫٬")
_BEFORE = re.compile(r"(?<![\d٠-٩])([%٪])([\d٠-٩]+(?:[.,٫][\d٠-٩]+)*)(?!\s?[%٪\d])")
"""A sign of per cent that a printer set on the far side of its number."""


@cache
def is_leftward(char: str) -> bool:
    """Whether a character is a letter of a script that is read from right to left."""
    return unicodedata.bidirectional(char) in ("R", "AL")


@cache
def _is_rightward(char: str) -> bool:
    return unicodedata.bidirectional(char) == "L"


def runs_leftward(text: str) -> bool:
    """Whether most words of a text are read from right to left: an address has more letters than what it stands after."""
    if not has_leftward(text):
        return False
    words = text.split()
    return 2 * sum(any(map(is_leftward, word)) for word in words) >= sum(
        any(is_leftward(char) or _is_rightward(char) for char in word) for word in words
    )


def has_leftward(text: str) -> bool:
    """Whether a text has a letter that is read from right to left."""
    return not text.isascii() and any(map(is_leftward, text))


def in_reading_order(shown: str, *, mirrored: bool = True, leftward: bool = False) -> str:
    """The characters of a line, given as they stand from left to right, in the order in which they are read.

    `mirrored` says that brackets are given by their shape, so that those in leftward text change it, `leftward` that the line
    is part of one that runs leftward, whatever its own letters are.
    """
    if not leftward and not has_leftward(shown):
        return shown
    shape = _MIRRORED if mirrored else {}
    placed = order(shown, leftward=leftward)
    read = "".join(shape.get(shown[n], shown[n]) if turned else shown[n] for n, turned in placed)
    return _BEFORE.sub(r"\2\1", read) if leftward or runs_leftward(shown) else read


def gives_shapes(lines: Iterable[str]) -> bool:
    """Whether lines, as they stand from left to right, give brackets by their shape: some programs that write PDFs give
    an opening bracket of leftward text as the sign for one, others as that for the closing one that it looks like.
    """
    read = [in_reading_order(line, mirrored=False) for line in lines if has_leftward(line)]
    return sum(len(_BACK.findall(line)) - len(_PAIR.findall(line)) for line in read) >= 0


def order(shown: Sequence[str], *, leftward: bool = False) -> list[tuple[int, bool]]:
    """In which order characters that stand from left to right are read, and whether each is turned.

    Marks upon a letter stay with it. In a line that runs leftward, Latin words with all between them keep their order, a number
    keeps its own, and ranges of numbers run leftward; in one that runs rightward only its leftward words are turned. `leftward`
    says that it is part of a line that runs so.
    """
    clusters = _clusters(shown)
    chars = [shown[cluster[0]] for cluster in clusters]
    kinds = _kinds(chars)
    base = leftward or runs_leftward("".join(shown))
    runs = _runs(chars, kinds, base=base)
    found: list[tuple[int, bool]] = []
    for first, last, turned in reversed(runs) if base else runs:
        inner = _turned(kinds, first, last) if turned else [(n, False) for n in range(first, last)]
        found += [(place, aside) for n, aside in inner for place in clusters[n]]
    return found


def _clusters(shown: Sequence[str]) -> list[list[int]]:
    """The places of each character with the marks upon it."""
    found: list[list[int]] = []
    for place, char in enumerate(shown):
        if found and unicodedata.category(char) == "Mn":
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _kinds(chars: Sequence[str]) -> list[str]:
    """L and R for letters, N for what belongs to a number, a space for the rest."""
    kinds = [
        "R" if is_leftward(c) else "L" if _is_rightward(c) else "N" if c.isdigit() else " " for c in chars
    ]
    for n in range(1, len(kinds) - 1):
        if chars[n] in _IN_NUMBERS and kinds[n - 1] == "N" == kinds[n + 1]:
            kinds[n] = "N"
    return kinds


def _runs(chars: Sequence[str], kinds: Sequence[str], *, base: bool) -> list[tuple[int, int, bool]]:
    """From where to where a line runs one way, and whether that is leftward: the way of its base but for what holds letters of
    the other and nothing of its own, without what stands at both ends and may be of either.
    """
    own, other = ("R", "L") if base else ("L", "R")
    runs: list[tuple[int, int, bool]] = []
    done = 0
    for is_own, group in groupby(range(len(kinds)), key=lambda n: kinds[n] == own):
        for part in () if is_own else _within_brackets(list(group), chars):
            places = [n for n in part if kinds[n] != " "]
            if not any(kinds[n] == other for n in places):
                continue
            inner = places if base else _trimmed(places, kinds, other)
            first, last = inner[0], inner[-1] + 1
            runs += [(done, first, base)] * (first > done) + [(first, last, not base)]
            done = last
    return runs + [(done, len(kinds), base)] * (done < len(kinds))


def _within_brackets(places: Sequence[int], chars: Sequence[str]) -> list[list[int]]:
    """The places, parted where a bracket closes or opens that has no other half between the letters beside it."""
    letters = [n for n in places if chars[n].isalnum()]
    inner = [n for n in places if letters and letters[0] <= n <= letters[-1]]
    open_at: list[int] = []
    lone: set[int] = set()
    for n in inner:
        if chars[n] == "(":
            open_at.append(n)
        elif chars[n] == ")":
            lone |= set() if open_at else {n}
            open_at = open_at[:-1]
    lone |= set(open_at)
    return [list(part) for at, part in groupby(places, key=lambda n: n in lone) if not at]


def _trimmed(places: list[int], kinds: Sequence[str], other: str) -> list[int]:
    """The places from the first to the last letter."""
    letters = [n for n in places if kinds[n] == other]
    return [n for n in places if letters[0] <= n <= letters[-1]]


def _turned(kinds: Sequence[str], first: int, last: int) -> list[tuple[int, bool]]:
    """The places of a run from its right end, those of a number in their own order."""
    groups = [
        (kind, list(group)) for kind, group in groupby(range(first, last), key=lambda n: kinds[n] == "N")
    ]
    return [
        (n, not number) for number, group in reversed(groups) for n in (group if number else reversed(group))
    ]
