"""Whether two texts in two languages state the same numbers, units, comparators and codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from pipeline.languages.numerals import months, numeral_values, roman_numerals
from pipeline.languages.quantities import (
    Quantity,
    code_digits,
    codes,
    folded,
    holds,
    quantities,
    times_in_words,
)
from pipeline.languages.units import TIMES, power
from pipeline.records.base import Frozen

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_ACID = re.compile(r"(.+?)-?((?:m|mi|si|sh|lnc|circ)?RNA|DNA)")
"""A name with the nucleic acid that it is of."""
_YEAR = re.compile(r"(?:19|20)\d\d")
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
    times_there, times_here = (
        times_in_words(target, target_language),
        times_in_words(source, source_language),
    )
    found += [
        Difference(source=q.raw)
        for q in missing
        if not _in_words(q, words_there, times_there) and not _is_year_again(q, here, there)
    ]
    stated = {q.value for q in there} | set(numeral_values(target, target_language))
    found += [Difference(source=r) for r, value in roman_numerals(source) if value not in stated]
    found += [Difference(target=q.raw) for q in extra if not _in_words(q, words_here, times_here)]
    found += _other_months(months(source, source_language), months(target, target_language))
    for code in codes(source, source_language):
        if _is_aside(source, code) or spelt_out(target, code):
            continue
        apart = _holds_apart(target, code, {q.value for q in there})
        if not holds(target, code) and not apart and not _within_longer(target, code, source):
            found.append(Difference(kind="code", source=code))
    found += [
        Difference(kind="code", target=c)
        for c in _altered_codes(source, source_language, target, target_language)
    ]
    return tuple(found)


def _is_year_again(missing: Quantity, here: Sequence[Quantity], there: Sequence[Quantity]) -> bool:
    """Whether a year is missing that both name, the source more often: 2020年4月30日至2020年5月22日."""
    year = not missing.unit and _YEAR.fullmatch(missing.value) is not None
    return (
        year
        and sum(q.value == missing.value for q in here) > 1
        and any(q.value == missing.value for q in there)
    )


def _other_months(here: frozenset[str], there: frozenset[str]) -> list[Difference]:
    """Months of the source that a target which names months has not: a 1 in words (`a`) must not stand up for January."""
    return [Difference(source=f"month {month}") for month in sorted(here - there) if there]


def _is_aside(text: str, code: str) -> bool:
    """Whether letters stand only in brackets, behind what they abbreviate or are the English of: they may be left out."""
    return code.replace("-", "").isalpha() and code not in _BRACKETS.sub("", text)


def spelt_out(text: str, code: str) -> bool:
    """Whether words of a text are the long form of an abbreviation: `BMP-7`, `siRNA`, `DHA` and docosahexaenoic acid."""
    letters = "".join(re.findall("[A-Za-z]", code)).lower()
    if len(letters) < 2 or any(digits not in text for digits in re.findall(r"\d+", code)):
        return False
    apart = re.findall("[a-z]+", text.lower())
    joined = [word.replace("-", "") for word in re.findall("[a-z]+(?:-[a-z]+)*", text.lower())]
    return any(_long_form(letters, words[i:], 0) for words in (apart, joined) for i in range(len(words)))


def _long_form(letters: str, words: Sequence[str], taken: int) -> bool:
    """Whether words give the letters in order: each its first one, two more if it is long, small words none if need be."""
    if not words:
        return False
    skips = taken > 0 and words[0] in _JOINING and _long_form(letters, words[1:], taken)
    return skips or any(
        _long_form(letters[size:], words[1:], taken + 1)
        if size < len(letters)
        else words[0] not in _JOINING and (taken > 0 or size > 2)
        for size in range(1, min(len(letters), 3) + 1)
        if _begins_with(letters[:size], words[0])
    )


def _begins_with(letters: str, word: str) -> bool:
    """Whether a word gives letters in order from its first one; more than two only if it is long or begins with them."""
    few = len(letters) <= 2 or len(word) >= 3 * len(letters) or word.startswith(letters)
    return word[0] == letters[0] and few and _in_order(letters, word)


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)


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
    """`ARDS25例` is an abbreviation and a number printed without a space, `IGF-1mRNA` a name and what it is the name of."""
    glued = re.fullmatch(r"(.*[A-Z]{2,})(\d+)", code)
    if glued is not None:
        return glued[2] in numbers and holds(target, glued[1])
    named = _ACID.fullmatch(code)
    return (
        named is not None
        and (holds(target, named[1]) or spelt_out(target, named[1]))
        and holds(target, named[2])
    )


def _within_longer(target: str, code: str, source: str) -> bool:
    """Whether a code ends a longer one that has another word of the source in it: `螺旋CT` and MSCT, `微小RNA` and microRNA."""
    acid = code in {"RNA", "DNA"}
    ahead = "[a-z]{1,5}" if acid else "[A-Z][A-Z-]{0,2}"
    longer = re.findall(rf"\b{ahead}{re.escape(code)}s?\b", target)
    return any(acid or word not in source for word in longer)


def _digits_of_codes(text: str, other: str) -> list[str]:
    """Numbers inside codes that only one text has: `白细胞介素6` may become `IL-6`."""
    return [d for code, digits in code_digits(text) if code not in other for d in digits]


def _in_words(quantity: Quantity, words: list[str], times: Sequence[tuple[str, str]]) -> bool:
    """Whether the other text states a number in words (and takes it from them); never one with a unit but of time, nor
    one that the other text has in another unit of time (`三天`, 3 weeks).
    """
    units = {unit for value, unit in times if value == quantity.value}
    if units and quantity.unit in TIMES and quantity.unit not in units:
        return False
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
    for test in (_same, _compatible, _scaled, _same_value):
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


def _scaled(a: Quantity, b: Quantity) -> bool:
    """The same sum in a unit with another prefix: 2.64万个碱基, 26.4 kilobases."""
    (ours, unit), (theirs, other) = power(a.unit), power(b.unit)
    if not unit or unit != other or ours == theirs or not _comparators_agree(a, b):
        return False
    try:
        return Decimal(a.value).scaleb(ours) == Decimal(b.value).scaleb(theirs)
    except InvalidOperation:
        return False


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
