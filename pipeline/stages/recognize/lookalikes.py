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
from pipeline.languages.scripts import unaccented
from pipeline.records.text import Line

_INTERLEUKIN = re.compile(r"(?<![A-Za-z])IL-(\d+)")
_BEHEADED = re.compile(r"(?<![A-Za-z\d./-])L-(\d+)(?![\d.])")
_ACCENTED = re.compile(r"(?<![^\W\d_]|[-’'])[a-zà-ÿąęșțńż]{6,}(?![^\W\d_])")
"""Whole words in small letters; syllables of pinyin, which bear accents, are shorter."""
_FOREIGN = 20
"""One in so many characters in another script than Latin makes a page foreign."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_GREEK = "\u0370"
"""Where the scripts after Latin begin."""


def in_context(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a page with what looks alike put right, by the line itself or by what else the page says."""
    lines = tuple(map(unmistaken, lines))
    page = "\n".join(line.text for line in lines)
    lines = tuple(unmistaken(line, page) for line in lines)
    interleukins = {number for line in lines for number in _INTERLEUKIN.findall(line.text)}
    lines = tuple(
        line.rewritten(
            _BEHEADED.sub(lambda m: f"I{m[0]}" if m[1] in interleukins else m[0], line.text),
            "interleukin of the page",
        )
        for line in lines
    )
    return _without_accents(lines)


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
    same = _plain if _plain(old) != _plain(new) else str
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


def _plain(text: str) -> str:
    """Without spaces, raised characters as plain ones."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text.translate(_RAISED)))


def _without_accents(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """English words without the specks that look like accents, on pages in another script than Latin."""
    text = "".join(line.text for line in lines)
    foreign = sum(c > _GREEK and c.isalpha() for c in text)
    if foreign * _FOREIGN < len(text):
        return lines
    return tuple(line.rewritten(_ACCENTED.sub(_unaccented, line.text), "specks as accents") for line in lines)


def _unaccented(found: re.Match[str]) -> str:
    bare = unaccented(found[0])
    accents = sum(a != b for a, b in zip(found[0], bare, strict=False))
    return bare if accents == 1 and bare.isascii() else found[0]
