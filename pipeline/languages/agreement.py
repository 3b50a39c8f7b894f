"""Whether two texts in two languages state the same numbers, units, comparators and codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from pipeline.languages.numerals import numeral_values, roman_numerals
from pipeline.languages.quantities import Quantity, code_digits, codes, folded, holds, quantities
from pipeline.languages.units import TIMES
from pipeline.records.base import Frozen

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_JOINING = {"of", "and", "the", "for", "in", "a", "an", "with", "by", "to"}


class Difference(Frozen):
    """Where two texts disagree: what only the source or only the target says, or what each says of it."""

    kind: Literal["number", "code"] = "number"
    source: str = ""
    target: str = ""

    def __str__(self) -> str:
        if self.source and self.target:
            return f"{self.source} became {self.target}"
        return f"{self.source} is missing" if self.source else f"{self.target} is not in the source"


@lru_cache(maxsize=1024)
def compare(source: str, source_language: str, target: str, target_language: str) -> tuple[Difference, ...]:
    """Where the numbers, units, comparators and codes of a translation are not those of its source."""
    here, there = quantities(source, source_language), quantities(target, target_language)
    missing, extra, changed = _match(here, there)
    words_there = numeral_values(target, target_language) + _digits_of_codes(target, source)
    words_here = numeral_values(source, source_language) + _digits_of_codes(source, target)
    found = list(changed)
    found += [Difference(source=q.raw) for q in missing if not _in_words(q, words_there)]
    stated = {q.value for q in there} | set(numeral_values(target, target_language))
    found += [Difference(source=r) for r, value in roman_numerals(source) if value not in stated]
    found += [Difference(target=q.raw) for q in extra if not _in_words(q, words_here)]
    for code in codes(source, source_language):
        if _is_aside(source, code) or _spelt_out(target, code):
            continue
        if not holds(target, code) and not _holds_apart(target, code, {q.value for q in there}):
            found.append(Difference(kind="code", source=code))
    found += [
        Difference(kind="code", target=c)
        for c in _altered_codes(source, source_language, target, target_language)
    ]
    return tuple(found)


def _is_aside(text: str, code: str) -> bool:
    """Whether letters stand only in brackets, behind what they abbreviate or are the English of: they may be left out."""
    return code.replace("-", "").isalpha() and code not in _BRACKETS.sub("", text)


def _spelt_out(text: str, code: str) -> bool:
    """Whether words of a text begin with the letters of an abbreviation: `CT`, `BMP-7` and computed tomography, … protein-7."""
    letters = re.match(r"[A-Z]{2,}", code)
    if not letters:
        return False
    initials = "".join(
        word[0].upper() for word in re.findall(r"[A-Za-z]+", text) if word.lower() not in _JOINING
    )
    return letters[0] in initials and code[letters.end() :].strip("-s") in text


def _altered_codes(source: str, source_language: str, target: str, target_language: str) -> list[str]:
    """Codes of the target that are codes of the source but for their digits: `Nrf5` for `Nrf2`."""
    known = {re.sub(r"\d+", "#", folded(code)) for code in codes(source, source_language)}
    return [
        code
        for code in codes(target, target_language)
        if any(c.isdigit() for c in code)
        and not holds(source, code)
        and re.sub(r"\d+", "#", folded(code)) in known
    ]


def _holds_apart(target: str, code: str, numbers: set[str]) -> bool:
    """`ARDS25例` is an abbreviation and a number printed without a space."""
    glued = re.fullmatch(r"(.*[A-Z]{2,})(\d+)", code)
    return glued is not None and glued[2] in numbers and holds(target, glued[1])


def _digits_of_codes(text: str, other: str) -> list[str]:
    """Numbers inside codes that only one text has: `白细胞介素6` may become `IL-6`."""
    return [d for code, digits in code_digits(text) if not holds(other, code) for d in digits]


def _in_words(quantity: Quantity, words: list[str]) -> bool:
    """Whether the other text states a number in words (and takes it from them); never one with a unit but of time."""
    if quantity.value not in words or (quantity.unit and quantity.unit not in {*TIMES, "%"}):
        return False
    words.remove(quantity.value)
    return True


def _match(
    here: Sequence[Quantity], there: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity], list[Difference]]:
    """Pair equal numbers, the most alike first; return what is left on each side, and pairs that differ in the rest."""
    left, right = list(here), list(there)
    changed: list[Difference] = []
    for test in (_same, _compatible, _same_value):
        for quantity in list(left):
            partner = next((q for q in right if test(quantity, q)), None)
            if partner is None:
                continue
            left.remove(quantity)
            right.remove(partner)
            if test is _same_value:
                changed.append(Difference(source=quantity.raw, target=partner.raw))
    return left, right, changed


def _same(a: Quantity, b: Quantity) -> bool:
    return (a.value, a.unit, a.comparator) == (b.value, b.unit, b.comparator)


def _same_value(a: Quantity, b: Quantity) -> bool:
    return a.value == b.value


def _compatible(a: Quantity, b: Quantity) -> bool:
    return a.value == b.value and _units_agree(a, b) and _comparators_agree(a, b)


def _comparators_agree(a: Quantity, b: Quantity) -> bool:
    if a.comparator == b.comparator:
        return True
    if not a.comparator or not b.comparator:
        return (a if a.comparator else b).said
    return a.said and b.said and (a.comparator in "<≤") == (b.comparator in "<≤")


def _units_agree(a: Quantity, b: Quantity) -> bool:
    """Equal; or one left out that is time (`65岁`, `aged 65`) or stands with a neighbour."""
    if a.unit == b.unit:
        return True
    if not a.unit or not b.unit:
        stated = a if a.unit else b
        return stated.unit in TIMES or stated.shared
    return a.shared and b.shared
