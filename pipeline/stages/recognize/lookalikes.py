"""Characters that engines take for others that look alike, where the rest of the word or the page leaves no doubt.

The rules are data (`languages/rules/lookalikes.toml`). One that writes a digit, a unit or an exponent needs the second
engine as its witness; where that reads otherwise, or did not read, the line stays as it is and the check stage flags it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from pipeline.languages.lookalikes import Lookalike, lookalikes
from pipeline.languages.raised import FIGURES, RAISED
from pipeline.records.text import Line

_RAISED = str.maketrans(f"{RAISED}⁻−", f"{FIGURES}--")


def in_context(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a page with what looks alike put right, by the line itself or by what else the page says."""
    lines = tuple(map(unmistaken, lines))
    page = "\n".join(line.text for line in lines)
    return tuple(unmistaken(line, page) for line in lines)


def unmistaken(line: Line, page: str | None = None) -> Line:
    """The line by the rules that ask for no page, or by those that ask for one of this text; changes bear their names."""
    for rule in lookalikes():
        if rule.page is None if page is None else rule.holds(page):
            line = line.rewritten(_by(rule, line), rule.id)
    return line


def _by(rule: Lookalike, line: Line) -> str:
    text, done = "", 0
    for found, new in rule.changes(line.text):
        if not rule.number or witnessed(line, found.span(), new):
            text, done = text + line.text[done : found.start()] + new, found.end()
    return text + line.text[done:]


def witnessed(line: Line, span: tuple[int, int], new: str) -> bool:
    """Whether the second engine read a stretch of a line as it would be written anew; where only spaces change, to the space."""
    if line.other is None:
        return False
    old = line.text[slice(*span)]
    same = _unspaced if _unspaced(old) != _unspaced(new) else str
    return any(same(read) == same(new) for read in _in_its_place(line.text, line.other.text, span))


def _in_its_place(text: str, other: str, span: tuple[int, int]) -> Iterator[str]:
    """What another reading has in the place of a stretch: as long as that, and with what it has more at the end."""
    start, end = span
    begin = until = None
    for _, a, b, c, d in SequenceMatcher(
        None, text.translate(_RAISED), other.translate(_RAISED), autojunk=False
    ).get_opcodes():
        even = b - a == d - c
        if a <= start < b:
            begin = c + (start - a if even else 0)
        if a < end <= b:
            until = c + end - a if even else d
        if a == b == end and begin is not None and until == c:
            yield other[begin:d]
    if begin is not None and until is not None:
        yield other[begin:until]


def _unspaced(text: str) -> str:
    """Without spaces, raised characters as plain ones."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text.translate(_RAISED)))
