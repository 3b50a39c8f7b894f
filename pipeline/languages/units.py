"""Units as they are printed after numbers, symbols and words, and one form for each."""

from __future__ import annotations

import re

from pipeline.languages import Language

TIMES = frozenset({"h", "min", "s", "d", "wk", "mo", "yr"})
"""Units of time, which languages put into words or leave out."""

_PREFIX = "[kMGdcmμunpfhT]"
_PREFIXED = "g|m|L|l|mol|Eq|Pa|Hz|V|W|J|Bq|Gy|Sv|s|cal|IU|U|Osm|bp|Da|Ci|eV"
_ALONE = r"mm\s?Hg|cm\s?H2O|%|‰|℃|°\s?[CF]|°|hrs?|h|min|sec|d|wks?|mo|yrs?|bpm|rpm|Å|ppm|ppb|copies|dB|PFU|CFU|kb|Mb"
_POWER = r"(?:(?<![%‰℃])\^?-?[1-3](?!\.?\d))?"
_SYMBOL = re.compile(rf"(?:{_ALONE}|{_PREFIX}?(?:{_PREFIXED})){_POWER}(?:(?<=%)|(?![A-Za-zα-ω0-9]|\.[A-Z]))")
_RAISED = re.compile(r"\^?([23])(?!\d)")
_FACTOR = re.compile(r"\s?[·•]\s?|\s?/\s?|(?<=[A-Za-z])\.(?=[a-z])")
_SPACE = re.compile(r"[\s-]?")

_POWERS = {"": 0, "k": 3, "M": 6, "G": 9, "d": -1, "c": -2, "m": -3, "μ": -6, "n": -9, "p": -12}
"""Powers of ten of the prefixes."""
_PARTS = re.compile(rf"([kMGdcmμnp]?)({_PREFIXED})")
_ALIASES = {
    "hr": "h",
    "hrs": "h",
    "sec": "s",
    "wks": "wk",
    "yrs": "yr",
    "°C": "℃",
    "l": "L",
    "kb": "kbp",
    "Mb": "Mbp",
}


def read_unit(text: str, start: int, file: Language | None) -> tuple[str, int]:
    """The unit at a position after a number, in its one form, and where it ends; an empty one where there is none.

    Compound units are read whole: `mg/kg`, `mL·min-1`, `мг/кг/сут`, `mg/Tag`.
    """
    space = _SPACE.match(text, start)
    symbol, end = _component(text, space.end() if space else start, file)
    if not symbol:
        return "", start
    parts = [symbol]
    while factor := _FACTOR.match(text, end):
        symbol, after = _component(text, factor.end(), file)
        if not symbol:
            break
        parts.append(symbol)
        end = after
    return "/".join(parts), end


def _component(text: str, start: int, file: Language | None) -> tuple[str, int]:
    """One symbol, or a word of the language."""
    symbol = _SYMBOL.match(text, start)
    if symbol:
        return _canonical(symbol[0]), symbol.end()
    for word, unit in file.units_by_length if file else ():
        end = start + len(word)
        if text[start:end].lower() == word and _word_ends(text, end, word):
            power = _RAISED.match(text, end) if unit not in TIMES else None
            return unit + (power[1] if power else ""), power.end() if power else end
    return "", start


def _canonical(symbol: str) -> str:
    """`mm Hg` is `mmHg`, `ml` is `mL`, `m^2` is `m2`, `min-1` is `min`."""
    compact = re.sub(r"[\s^]", "", symbol).removesuffix("-1")
    compact = re.sub(r"(?<=[kMGdcmμunpf])l$", "L", re.sub(r"^u(?=[gmL])", "μ", compact))
    return _ALIASES.get(compact, compact)


def _word_ends(text: str, end: int, word: str) -> bool:
    """A word in letters of an alphabet ends where no letter follows; Han, kana and Hangul run on."""
    alphabetic = word[-1].isalpha() and not "\u3040" <= word[-1] <= "\ud7a3"
    return not alphabetic or end >= len(text) or not text[end].isalpha() or text[end] >= "\u3040"


def is_unit(piece: str) -> bool:
    """Whether a run of letters is nothing but the symbol of a unit."""
    return _SYMBOL.fullmatch(piece) is not None


def power(unit: str) -> tuple[int, str]:
    """The power of ten that a unit's prefix stands for, and the unit without it: `kg` is 3 and `g`, `%` is 0 and `%`."""
    parts = _PARTS.fullmatch(unit)
    return (_POWERS[parts[1]], parts[2]) if parts else (0, unit)
