"""A clause around its numbers and codes: what all languages write alike is kept, and only the words between go to the model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pipeline.languages import Language, languages
from pipeline.languages.numerals import SCALES
from pipeline.languages.quantities import codes
from pipeline.languages.units import TIMES, read_unit
from pipeline.stages.translate.guards import SCRIPTS, LanguagePair
from pipeline.stages.translate.known import half_width

_STOPS = "，。；、！？"
_NUMERAL = re.compile(r"[0-9Ⅰ-Ⅻ]")
_DATE = re.compile(
    r"((?:18|19|20)\d\d)\s*[年년]\s*(1[0-2]|0?[1-9])\s*[月월](?:\s*([12]\d|3[01]|0?[1-9])\s*[日일])?"
)
_NUMBER = re.compile(r"(?<![A-Za-z\d.,])\d+(?:\.\d+)?", re.ASCII)


class Island(NamedTuple):
    """A piece of a clause: kept, already as the target prints it, or words to translate."""

    text: str
    kept: bool


def islands(clause: str, pair: LanguagePair) -> tuple[Island, ...]:
    """A clause in pieces, numbers and codes with all that belongs to them apart; none where scripts cannot tell them apart.

    Units and dates in words become those of the target; Latin letters beside a number go with it (`P<0.05`, `CD4`).
    """
    here, there = languages().get(pair.source), languages().get(pair.target)
    if here is None or there is None or "Latin" in here.scripts:
        return ()
    own = "".join(SCRIPTS[script] for script in here.scripts) + _STOPS
    text = _with_units(_with_dates(clause, there), here, there)
    found: list[Island] = []
    for run in re.finditer(rf"[{own}]+|[^{own}]+", text):
        if _NUMERAL.search(run[0]) or codes(run[0], pair.source):
            shown = run[0].replace("（", " (").replace("）", ") ")
            found.append(Island(_roman(half_width(shown, pair)), kept=True))
        elif found and not found[-1].kept:
            found[-1] = Island(found[-1].text + run[0], kept=False)
        elif found:
            found += _after_number(run[0], here, pair.target)
        else:
            found.append(Island(run[0], kept=False))
    return tuple(piece for piece in found if piece.text.strip())


def _with_dates(text: str, there: Language) -> str:
    """`2019年3月` as the target says it: `March 2019`."""

    def said(match: re.Match[str]) -> str:
        year, month, day = match.groups()
        names = there.months[int(month) - 1] if there.months else (month,)
        return " ".join(part for part in (day, names[0].capitalize(), year) if part)

    return _DATE.sub(said, text)


def _with_units(text: str, here: Language, there: Language) -> str:
    """Numbers with a unit or a scale in words as the target writes them: `12个月` is `12 months`, `3.5万` is `35,000`."""
    pieces: list[str] = []
    position = 0
    for number in _NUMBER.finditer(text):
        if number.start() < position:
            continue
        pieces.append(text[position : number.start()])
        shown, position = _scaled(number, text)
        if text[position : position + 1] == "年" and re.fullmatch(r"(?:18|19|20)\d\d", number[0]):
            shown, position = f"{shown} ", position + 1
        unit, end = read_unit(text, position, here)
        if end > position and not text[position:end].isascii():
            shown, position = _with_unit(shown, unit, there), end
            shown += " " if text[end : end + 1].isdigit() else ""
        pieces.append(shown)
    return "".join([*pieces, text[position:]])


def _scaled(number: re.Match[str], text: str) -> tuple[str, int]:
    for scale in SCALES:
        word = scale.pattern.match(text, number.end())
        if word:
            return f"{(Decimal(number[0]) * scale.factor).normalize():,f}", word.end()
    return number[0], number.end()


def _with_unit(number: str, unit: str, there: Language) -> str:
    if unit == "%":
        return f"{number}%"
    words = [word for word, symbol in there.units.items() if symbol == unit] if unit in TIMES else []
    return f"{number} {words[min(len(words), 1 if number == '1' else 2) - 1] if words else unit}"


def _roman(text: str) -> str:
    return re.sub("[Ⅰ-Ⅻ]", lambda m: unicodedata.normalize("NFKC", m[0]), text)


def _after_number(text: str, here: Language, target: str) -> Iterator[Island]:
    """`例患者` after a number is `cases` and `患者`: what counts is no word that a model knows by itself."""
    counter = next((word for word in here.counters if text.startswith(word)), "")
    if counter:
        yield Island(here.counters[counter].get(target, ""), kept=True)
    yield Island(text[len(counter) :], kept=False)
