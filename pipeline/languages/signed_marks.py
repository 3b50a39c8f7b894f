"""Marks of a sign and a figure, as Japanese proceedings print them: `庭野太郎†1 花田次郎†2` over `†1 庭園大学`."""

from __future__ import annotations

import re

_FIGURES = "¹²³⁴⁵⁶⁷⁸⁹"
_MARK = re.compile(rf"(?P<sign>[*∗⁎†‡§])(?P<n>[1-9{_FIGURES}])(?!\d)")
_DAGGER = re.compile(rf"(?<=[^\W\d])\+(?=[\d{_FIGURES}])")
_ANY = re.compile(rf"(?<!\d)\d|[{_FIGURES}*∗⁎†‡§]")
_FEWEST = 2


def figures_alone(text: str) -> str:
    """The names without the sign before each of their figures, where every mark is a pair of both: it tells no corresponding author.

    A dagger may have been read as a plus.
    """
    text = _DAGGER.sub("†", text)
    marks = [*_MARK.finditer(text)]
    signs = {mark["sign"] for mark in marks}
    rest = _MARK.sub("", text)
    if len(marks) < _FEWEST or len(signs) != 1 or _ANY.search(rest):
        return text
    return _MARK.sub(lambda mark: _raised(mark["n"]) + ("," if text[mark.end() :][:1] in signs else ""), text)


def _raised(figure: str) -> str:
    return figure if figure in _FIGURES else _FIGURES[int(figure) - 1]
