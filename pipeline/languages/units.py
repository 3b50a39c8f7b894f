"""Symbols of units as they are printed after numbers, and one form for each."""

from __future__ import annotations

import re

_PREFIXED = "g|m|L|l|mol|Eq|Pa|Hz|V|W|J|Bq|Gy|Sv|s|cal|IU|U|Osm|bp|Da|Ci|eV"
_PREFIX = "[kMGdcmμunpfhT]"
_SINGLE = (
    f"{_PREFIX}?(?:{_PREFIXED})|mm\\s?Hg|cm\\s?H2O|%|‰|℃|°C|°F|°|h|hr|hrs|min|sec|d|wk|wks|mo|yr|yrs|bpm|rpm|Å|"
    "ppm|ppb|copies|dB|PFU|CFU"
)
UNIT = re.compile(
    rf"\s?(?P<unit>(?:{_SINGLE})(?:\^?[-]?[123])?(?:\s?[/·•.]\s?(?:{_SINGLE}|次|例|周|月|年|日|天|L|week|weeks|day|days)"
    r"(?:\^?[-]?[123])?)*)(?:(?<=%)|(?![A-Za-zα-ω0-9]))"
)
"""A symbol of a unit right after a number, compound ones (`mg/kg`, `mL·min-1`) whole."""

NUMBER_SPACE = re.compile(r"[\s-]?")

TIMES = frozenset({"h", "min", "s", "d", "wk", "mo", "yr"})
"""Units of time, which languages put into words."""

_ALIASES = {
    "hr": "h",
    "hrs": "h",
    "sec": "s",
    "wks": "wk",
    "yrs": "yr",
    "°C": "℃",
    "l": "L",
    "U": "U",
    "ug": "μg",
    "um": "μm",
    "周": "wk",
    "week": "wk",
    "weeks": "wk",
    "day": "d",
    "days": "d",
    "天": "d",
    "日": "d",
    "月": "mo",
    "年": "yr",
}
_PLAIN = re.compile(rf"(?:{_SINGLE})(?:\^?[-]?[123])?")


def canonical_unit(unit: str) -> str:
    """One form for each unit: `mm Hg` is `mmHg`, `mL` and `ml` are one, `m²`, `m^2` and `m2` are one."""
    compact = re.sub(r"\s", "", unit).replace("^", "").replace("·", "/").replace("•", "/")
    parts = [_ALIASES.get(part, part) for part in compact.split("/")]
    parts = [re.sub(r"(?<=[kMGdcmμunpf])l$", "L", re.sub("^u(?=[gmL])", "μ", part)) for part in parts]
    return "/".join(part.removesuffix("-1") for part in parts)


def is_plain(piece: str) -> bool:
    """Whether a run of letters is nothing but the symbol of a unit."""
    return _PLAIN.fullmatch(piece) is not None
