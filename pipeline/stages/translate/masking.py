"""Numbers that a model may garble: put in simple ones, take them out again; powers that it flattened: raise them again."""

from __future__ import annotations

import re

from pipeline.languages import languages
from pipeline.languages.raised import FIGURES, RAISED, RAISED_SIGNS, SIGNS
from pipeline.records.base import Frozen

_LONG = re.compile(
    r"(?<![\w.,^])\d+(?:[.,]\d+)+(?![\w.^])|(?<![\w.,^])(?!(?:18|19|20)\d\d(?!\d))\d{3,}(?![\w.^])", re.ASCII
)
_POWER = re.compile(f"10([{RAISED_SIGNS}]?[{RAISED}]+)")
_PLAIN = str.maketrans(RAISED + RAISED_SIGNS, FIGURES + SIGNS)


class Mask(Frozen):
    """A sentence with stand-ins for its long numbers, and what each stands for."""

    text: str
    numbers: dict[str, str]


def mask(sentence: str) -> Mask:
    """Put a two-digit number that is not in the sentence for each decimal or long number (years are left)."""
    taken = set(re.findall(r"\d+", sentence))
    free = (str(n) for n in (*range(12, 20), *range(21, 99)) if str(n) not in taken)
    numbers: dict[str, str] = {}

    def stand_in(match: re.Match[str]) -> str:
        number = next(free, None)
        if number is None:
            return match[0]
        numbers[number] = match[0]
        return number

    return Mask(text=_LONG.sub(stand_in, sentence), numbers=numbers)


def unmask(translation: str, masked: Mask, language: str) -> str | None:
    """The translation with its own numbers again; None where a stand-in is not there exactly once."""
    file = languages().get(language)
    comma = file is not None and file.decimal_comma
    for stand_in, number in masked.numbers.items():
        shown = number.replace(".", ",") if comma else number
        translation, times = re.subn(
            rf"(?<![\d.,]){stand_in}(?!\d|[.,]\d)", f"\u0002{shown}\u0003", translation
        )
        if times != 1:
            return None
    return translation.replace("\u0002", "").replace("\u0003", "")


def restore_powers(source: str, translation: str) -> str:
    """`10⁹` again where the model wrote `109`, as vocabularies made with NFKC do, and the source has no 109."""
    for power in _POWER.finditer(source):
        flat = "10" + power[1].translate(_PLAIN)
        if flat not in source and power[0] not in translation:
            translation = re.sub(rf"(?<![\d.,]){re.escape(flat)}(?!\d|[.,]\d)", power[0], translation)
    return translation
