"""Han characters in the standard of their language: an engine that reads three languages mixes 内 and 內, 值 and 値."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources

from pipeline.languages.scripts import Script, language_of, script_of

_ENOUGH = 60
"""Han characters that a page must have before its standard is settled."""

_FOREIGN = 0.08
"""Share of characters foreign to the standard above which a page is mixed, and stays as it is."""


@cache
def _tables() -> dict[str, dict[int, str]]:
    text = (resources.files(__package__) / "variants.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {code: {ord(p[k]): p[k + 1] for k in range(0, len(p), 2)} for code, p in rows}


@cache
def _simplified() -> dict[int, str]:
    text = (resources.files(__package__) / "simplified.tsv").read_text(encoding="utf-8")
    pairs = text.splitlines()[-1]
    return {ord(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}


def simplified(text: str) -> str:
    """The text with traditional characters as simplified ones, in the same number of characters."""
    return text.translate(_simplified())


def in_base(text: str, language: str) -> tuple[str, str]:
    """A text and its language in the form that data are kept in: traditional Chinese as simplified, others as they are."""
    return (simplified(text), "zh") if language == "zh-Hant" else (text, language)


def in_standard(text: str, language: str) -> str:
    """The text with foreign variants as the characters of its language (zh-Hant, ja); others are left alone."""
    return text.translate(_tables().get(language, {}))


def standard_of(texts: Iterable[str]) -> str | None:
    """The one standard, zh-Hant or ja, that a page's Han follow but for a few slips; None where that is not certain."""
    whole = "".join(texts)
    han = [char for char in whole if script_of(char) is Script.HAN]
    if len(han) < _ENOUGH:
        return None
    eastern = "".join(char for char in whole if script_of(char) in (Script.HAN, Script.KANA, Script.HANGUL))
    language = language_of(eastern)
    table = _tables().get(language)
    if table is None:
        return None
    foreign = sum(1 for char in han if ord(char) in table)
    return language if foreign <= _FOREIGN * len(han) else None
