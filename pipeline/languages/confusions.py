"""Which character is taken for which: one table (`rules/confusions.tsv`) for all that asks whether two look alike.

Fitted from lines whose truth is known (models/recipes/confusions): what was printed, what was read, by which engine, how
often. What is asked of it is what may be printed where something was read.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from importlib import resources
from typing import NamedTuple

from pipeline.languages.scripts import Script, script_of

_TEN = "0123456789"


class Confusion(NamedTuple):
    """`printed` was read as `read` by an engine so many times, of all places where it was printed."""

    printed: str
    read: str
    engine: str
    times: int
    of: int


@cache
def confusions() -> tuple[Confusion, ...]:
    """The table, the commonest first."""
    text = (resources.files(__package__) / "rules" / "confusions.tsv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(Confusion(one, other, engine, int(times), int(of)) for one, other, engine, times, of in rows)


@cache
def _pairs() -> dict[str, Counter[str]]:
    """For what was read what may be printed there, and how often it was so; looking alike goes both ways."""
    found: dict[str, Counter[str]] = {}
    for one in confusions():
        found.setdefault(one.read, Counter())[one.printed] += one.times
        found.setdefault(one.printed, Counter())[one.read] += one.times
    return found


def alike(read: str) -> tuple[str, ...]:
    """What letters may be printed, in small, where these characters were read in small or large, the likeliest first."""
    found: Counter[str] = Counter()
    for form in {read, read.upper()}:
        found.update(_pairs().get(form, Counter()))
    small: Counter[str] = Counter()
    for printed, times in found.items():
        small[printed.casefold()] += times
    return tuple(printed for printed, _ in small.most_common() if printed.isalpha() and printed != read)


def differ_alike(text: str, other: str) -> bool:
    """Whether two texts differ in one character, and that by one that looks like it."""
    odd = [(a, b) for a, b in zip(text, other, strict=False) if a != b]
    return len(text) == len(other) and len(odd) == 1 and odd[0][1] in looks_like(odd[0][0])


@cache
def looks_like(character: str) -> frozenset[str]:
    """The characters that are taken for it, and for which it is taken, large or small."""
    found = {
        form: _pairs().get(form, Counter()) for form in (character, character.upper(), character.casefold())
    }
    return frozenset(one.casefold() for alike in found.values() for one in alike) - {character}


@cache
def thin() -> tuple[str, ...]:
    """Letters that are overlooked between others."""
    lost = Counter({one.printed: one.times for one in confusions() if not one.read and one.printed.isalpha()})
    return tuple(letter for letter, _ in lost.most_common() if letter.islower() and letter.isascii())


@cache
def read_for(printed: str) -> str:
    """The single characters that engines read where this one is printed, and what looks like a digit among them, for a pattern's class."""
    read = {one.read for one in confusions() if one.printed == printed and len(one.read) == 1}
    return "".join(sorted(read | {sign for sign, digit in _digits().items() if digit in read}))


@cache
def strokes() -> frozenset[str]:
    """Small letters that look like a stroke: like a 1, or like such a letter."""
    near = {letter for letter in alike("1") if len(letter) == 1}
    return frozenset(near | {other for letter in near for other in alike(letter) if len(other) == 1})


@cache
def _engines(one: str, other: str) -> frozenset[str]:
    """Which engines take one for the other, either way."""
    return frozenset(c.engine for c in confusions() if {c.printed, c.read} == {one, other})


@cache
def _able(script: Script) -> frozenset[str]:
    """Which engines read letters of a script."""
    return frozenset(c.engine for c in confusions() if script in {script_of(x) for x in c.printed + c.read})


def _is_sure(one: str, other: str) -> bool:
    """Whether two engines take one for the other, or the only one that reads the script of the two."""
    cyrillic = Script.CYRILLIC in {script_of(c) for c in one + other}
    witnesses = min(2, len(_able(Script.CYRILLIC))) if cyrillic else 2
    return len(_engines(one, other)) >= witnesses


@cache
def _digits() -> dict[str, str]:
    """For each letter the digit that it is surely taken for."""
    found: dict[str, str] = {}
    for read, printed in _pairs().items():
        best = max((d for d in printed if d and d in _TEN), key=lambda d: printed[d], default="")
        if best and read.isalpha() and _is_sure(read, best):
            found[read] = best
    return found


def as_digits(text: str) -> str:
    """The text with letters that look like digits as digits: `l0O` is `100`."""
    return "".join(_digits().get(c, c) for c in text)


@cache
def number_signs() -> str:
    """What is read for 0 and 1 in any number, for a pattern's class: letters that two engines take for them."""
    clear = {sign for sign, d in _digits().items() if d in "01" and len(_engines(sign, d)) > 1}
    return "".join(sorted(clear))


def shape(text: str) -> str:
    """What a text looks like: rings and strokes as one each, so that `sFIt` is `sFlt`; a letter's two cases stay two."""
    return "".join(
        _digits()[c] if c in number_signs() and (c.isupper() or c.upper() not in number_signs()) else c
        for c in text
    )


@cache
def code_signs() -> str:
    """What is read for any digit, for the class of a pattern whose length, check digit or label proves the number."""
    return "".join(sorted(sign for sign in _digits() if sign.isascii()))


@cache
def loose(word: str) -> str:
    """A pattern for a word in which each character may have been read as a digit, letter or sign that looks like it."""
    return "".join(f"[{re.escape(forms)}]" if len(forms := _forms(c)) > 1 else re.escape(c) for c in word)


def _forms(character: str) -> str:
    """The character with those of the digit that it looks like, a stroke with all strokes, and the signs that it is taken for."""
    digit = "1" if character in alike("1") else _digits().get(character, character)
    digits = {sign for sign, d in _digits().items() if d == digit} | {digit} if digit in _TEN else set()
    signs = {
        sign
        for form in (character, character.upper())
        for sign in _pairs().get(form, ())
        if character.isalpha() and len(sign) == 1 and not sign.isalnum()
    }
    return "".join(sorted({character} | {c for c in digits if c.isascii()} | signs))
