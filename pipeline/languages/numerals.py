"""Numbers in words: Han numerals by rule, those of other languages from their files, months as numbers, 万 and million."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from pipeline.languages import languages


class Scale(NamedTuple):
    """A word right after a number that multiplies it."""

    pattern: re.Pattern[str]
    factor: Decimal


SCALES = (
    Scale(re.compile(r"\s?(?:万亿|兆(?!\w))"), Decimal(10**12)),
    Scale(re.compile(r"\s?(?:亿|億)"), Decimal(10**8)),
    Scale(re.compile(r"\s?(?:百万)"), Decimal(10**6)),
    Scale(re.compile(r"\s?(?:[多余])?(?:万|萬|만)"), Decimal(10**4)),
    Scale(re.compile(r"\s?(?:千)(?![克米卡帕伏瓦])"), Decimal(10**3)),
    Scale(re.compile(r"[\s-](?:thousand|tausend|mille|mil|тыс\.?|тысяч\w*)\b"), Decimal(10**3)),
    Scale(
        re.compile(r"[\s-](?:millions?|Millionen|Million|Mio\.|millones|millón|млн\.?|миллион\w*)"),
        Decimal(10**6),
    ),
    Scale(re.compile(r"[\s-](?:billions?|Milliarden?|milliards?|млрд\.?)"), Decimal(10**9)),
)

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2, "双": 2, "半": 2}
_ROMANS = {c: i + 1 for i, c in enumerate("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ")}
_ASCII_ROMANS = {
    r: i + 1 for i, r in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"])
}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_MONTH = re.compile(r"(?<![\d个箇])0?([1-9]|1[0-2])\s*[月월](?![龄齢经経])")
_HAN_NUMERAL = re.compile("[零〇一二三四五六七八九十百千两兩双半]+")


def han_numerals(text: str) -> list[tuple[str, int]]:
    """The Han numerals of a text, as digits, and where each ends."""
    values = ((han_value(m[0]), m.end()) for m in _HAN_NUMERAL.finditer(text))
    return [(str(value), end) for value, end in values if value is not None]


def han_value(numeral: str) -> int | None:
    """The value of a Han numeral below ten thousand: `二十三` is 23, `二〇一九` is 2019."""
    if not any(c in _POWERS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral)) if len(numeral) in {1, 4} else None
    total = digit = 0
    for character in numeral:
        if character in _POWERS:
            total += (digit or 1) * _POWERS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def numeral_values(text: str, language: str) -> list[str]:
    """The numbers that a text states in words, in order, as digits: `three`, `March`, `三`, `two-thirds`, `Ⅲ`, `one million`."""
    file = languages().get(language)
    found = _romans(text)
    if file is None:
        return found
    if "Han" in file.scripts:
        found += [*(value for value, _ in han_numerals(text)), *["6"] * text.count("半年")]
    words = re.findall(r"[^\W\d_]+", text.lower())
    months = {name: str(i + 1) for i, names in enumerate(file.months) for name in names}
    skip = False
    for word, following in zip(words, [*words, ""][1:], strict=True):
        value = file.numerals.get(word, months.get(word))
        if value is None or skip:
            skip = False
            continue
        unit = file.numerals.get(following)
        if len(value) == 2 and value.endswith("0") and unit is not None and len(unit) == 1:
            value, skip = str(int(value) + int(unit)), True
        scale = next((s.factor for s in SCALES if s.pattern.fullmatch(f" {following}")), None)
        if scale and value.isdecimal():
            value, skip = str(int(value) * int(scale)), following in file.numerals
        found += value.split()
    return found


def months(text: str, language: str) -> frozenset[str]:
    """The months that a text names, as digits: by name, or as `3月`; none where it names none."""
    file = languages().get(language)
    if file is None:
        return frozenset()
    if not file.months:
        return frozenset(_MONTH.findall(text))
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    return frozenset(str(i + 1) for i, names in enumerate(file.months) if words & set(names))


def roman_numerals(text: str) -> list[tuple[str, str]]:
    """The one-character Roman numerals of a text (stages, types, phases), each with its value in digits."""
    return [(c, str(_ROMANS[c])) for c in text if c in _ROMANS]


def _romans(text: str) -> list[str]:
    plain = (str(_ASCII_ROMANS[m]) for m in re.findall(r"\b(?:VI{0,3}|I[VX]|I{1,3}|X)(?=[ABCabc]?\b)", text))
    return [value for _, value in roman_numerals(text)] + list(plain)
