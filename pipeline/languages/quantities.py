"""Numbers with their units and comparators, and codes of genes and drugs, as a text states them in any language."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from pipeline.languages import Language, languages
from pipeline.languages.numerals import SCALES, han_numerals, han_value
from pipeline.languages.raised import FIGURES, RAISED, RAISED_SIGNS, SIGNS
from pipeline.languages.scripts import unaccented
from pipeline.languages.units import TIMES, is_unit, read_unit
from pipeline.records.base import Frozen


class Quantity(Frozen):
    """A number as stated: `value` in canonical digits, `unit` canonical or empty, `comparator` one of < > ≤ ≥ or empty.

    `shared` says that the unit stands only once for several numbers (`30-50 Gy`), so a text may leave it out here.
    `said` says that the comparator is a word (`超过`, `at least`), which another language may put elsewhere.
    """

    value: str
    unit: str = ""
    comparator: str = ""
    said: bool = False
    shared: bool = False
    raw: str = ""


_SUPERSCRIPTS = str.maketrans(RAISED + RAISED_SIGNS, FIGURES + SIGNS)
_COMPARATORS = {"<": "<", ">": ">", "≤": "≤", "≥": "≥", "≦": "≤", "≧": "≥", "⩽": "≤", "⩾": "≥"}
_NUMBER = re.compile(
    r"(?:(?P<comparator><=|>=|[<>≤≥≦≧⩽⩾])\s?(?:[^\W\d_]{1,12}\s)?)?\s*"
    r"(?P<sign>(?:(?<![\w.%)\]^])|(?<=[为是至达到约值差]))-)?"
    r"(?<![A-Z0-9_^])(?<![^%)\]\s]\.)(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9,])"
    r"|[0-9]{1,3}(?:[ \u2009\u202f\u00a0][0-9]{3})+(?:\.[0-9]+)?(?![0-9.])"
    r"|[0-9]+(?:\.[0-9]+)?|(?<![%)\]])\.[0-9]+(?!\.[0-9]))(?P<power>\^[-+]?[0-9]+)?"
)
_BETWEEN = re.compile(
    r"\s*(?:[-~–—−±/+,，\u060c、;；\u061b和与及到至或]|±|and|to|or|und|bis|et|à|y|a|и|до|versus|vs\.?|×)+\s*$"
)
_CODE = re.compile(r"(?<![A-Za-zα-ωΑ-Ω0-9])(?<!\d\.)[A-Za-zα-ωΑ-Ω0-9]+(?:[-_][A-Za-zα-ωΑ-Ω0-9]+)*")
_LONG_CODE = 6
"""Letters and digits from which a code is found without the ends of words."""
DECADE = re.compile(r"(\d{1,2})\s*世纪\s*(\d0)\s*年代")
_SHORT_YEAR = re.compile(r"(?<![\d.-])(1[89]|20)(\d\d)([-–—])(\d\d)(?![\d.-]|\s?%)")
_PER_CENT = re.compile("百分之([零一二三四五六七八九十百两兩]+)(?!点)")
_GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "kappa": "κ",
    "lambda": "λ",
    "omega": "ω",
    "μ": "u",
}


def one_form(text: str) -> str:
    """The text with one form for each sign: half-width ASCII, one minus, superscripts as `^9`."""
    text = unicodedata.normalize("NFC", text)
    text = text.replace("，", ", ").replace("・", "·")
    text = _PER_CENT.sub(_per_cent, text)
    text = DECADE.sub(decade, text)
    text = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    text = re.sub(f"[{RAISED}{RAISED_SIGNS}]+", lambda m: "^" + m[0].translate(_SUPERSCRIPTS), text)
    text = re.sub(r"(?<=\d)[·∙](?=\d)", ".", text)
    text = text.replace("﹤", "<").replace("﹥", ">").replace("‐", "-").replace("‑", "-").replace("µ", "μ")
    return text.replace("−", "-")


def decade(match: re.Match[str]) -> str:
    """`20世纪50年代` as 1950s: a match of `DECADE`."""
    return f"{int(match[1]) - 1}{match[2]}s"


def _per_cent(match: re.Match[str]) -> str:
    value = han_value(match[1])
    return match[0] if value is None else f"{value}%"


def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Every number in digits with its unit and comparator, in order; not those that are part of a code."""
    file = languages().get(language)
    flat = _decimal_points(one_form(text), file)
    flat = _SHORT_YEAR.sub(_whole_year, flat)
    found: list[Quantity] = []
    ends: list[tuple[int, int]] = []
    masked = _without_codes(flat)
    for number in _NUMBER.finditer(masked):
        if ends and number.start("digits") < ends[-1][1]:
            continue  # inside the unit of the number before: `min-1`, `m2`
        quantity, end = _quantity(flat, number, file)
        if quantity is None:
            continue
        found.append(quantity)
        ends.append((number.start("digits"), end))
    return tuple(_share_units(flat, found, ends))


def times_in_words(text: str, language: str) -> list[tuple[str, str]]:
    """The times that a text states in Han numerals, as digits with the unit: `三天` is 3 d."""
    file = languages().get(language)
    if file is None or "Han" not in file.scripts:
        return []
    read = ((value, read_unit(text, end, file)[0]) for value, end in han_numerals(text))
    return [(value, unit) for value, unit in read if unit in TIMES]


def _whole_year(match: re.Match[str]) -> str:
    """`1957-58` as 1957-1958; what may be a month, or is no later year, stays."""
    century, year, joined, second = match.groups()
    return f"{century}{year}{joined}{century}{second}" if second > max(year, "12") else match[0]


def codes(text: str, language: str) -> tuple[str, ...]:
    """Gene, drug and other codes, once each: `PD-L1`, `CD4`, `18F-FDG`; in a text that is not in Latin letters also
    abbreviations (`NSCLC`) and names (`Kaplan-Meier`, `ferrostatin-1`), which a translation keeps.
    """
    file = languages().get(language)
    latin = file is not None and "Latin" in file.scripts
    found: list[str] = []
    for piece in map(_code_of, _CODE.findall(one_form(text))):
        if piece not in found and _is_code(piece, latin):
            found.append(piece)
    return tuple(found)


def code_digits(text: str) -> list[tuple[str, list[str]]]:
    """Every word of Latin and Greek letters and digits, with the numbers inside it."""
    return [(code, re.findall(r"\d+", code)) for code in _CODE.findall(one_form(text))]


def holds(text: str, code: str) -> bool:
    """Whether a text holds a code, whatever its hyphens, spaces, letter case or plural, glued to a word or set apart."""
    if _spelt(code).search(folded(text)):
        return True
    squeezed = _squeezed(code)
    return len(squeezed) >= _LONG_CODE and squeezed in _squeezed(text)


@lru_cache(maxsize=4096)
def _spelt(code: str) -> re.Pattern[str]:
    """What a code looks like in a folded text."""
    wanted = [re.escape(part) for part in re.findall(r"[^\W\d_]+|\d+", folded(code))]
    return re.compile(r"(?<![a-z0-9α-ω])" + r"[-\s/_]*".join(wanted) + r"s?(?![a-z0-9α-ω])")


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    """Letters and digits alone; I and l are one, as small prints have them."""
    return re.sub(r"[^a-z0-9α-ω]", "", folded(text)).replace("microrna", "mir").replace("i", "l")


def _decimal_points(text: str, file: Language | None) -> str:
    """`56,3` as `56.3`, and `1.234` as `1234`, where the language writes numbers so."""
    if file is None or not file.decimal_comma:
        return text
    text = re.sub(
        r"(?<![\d.,])(\d{1,3})((?:\.\d{3})+)(?![\d.])", lambda m: m[1] + m[2].replace(".", ""), text
    )
    return re.sub(r"(?<=\d),(?=\d)", ".", text)


def _without_codes(text: str) -> str:
    """The text with codes blanked out, so that their digits are no numbers; `200mg` and `95%CI` are no codes."""

    def blank(match: re.Match[str]) -> str:
        piece = match[0]
        if piece[0].isdigit():
            letters = piece.lstrip("0123456789")
            if not letters or not _is_code(piece, latin=True):
                return piece
            if is_unit(re.split(r"[-\d]", letters)[0]):
                return piece
        return "\u0001" * len(piece) if _is_code(piece, latin=True) else piece

    return _CODE.sub(blank, text)


def _is_code(piece: str, latin: bool) -> bool:
    letters = re.sub(r"[\W\d_]", "", piece)
    if not letters or is_unit(piece) or (piece[0].isdigit() and is_unit(piece.lstrip("0123456789"))):
        return False
    capitals = sum(c.isupper() for c in letters)
    digits = any(c.isdigit() for c in piece)
    if digits:
        numbered = len(re.findall(r"\d", piece)) >= 2 and not piece[0].isdigit()
        return (
            capitals > 0
            or numbered
            or (not latin and len(letters) >= 6)
            or any("α" <= c <= "ω" for c in letters)
        )
    if latin:
        return False
    return capitals >= 2 or (capitals >= 1 and len(letters) >= 3) or len(letters) >= 6


def _code_of(piece: str) -> str:
    """`IL-4-Rezeptor-α` is the code `IL-4` in a compound."""
    parts = piece.split("-")
    plain_word = (
        i
        for i, p in enumerate(parts)
        if i and len(p) >= 4 and p.isalpha() and sum(c.isupper() for c in p) < 2
    )
    return "-".join(parts[: next(plain_word, len(parts))]) if any(c.isdigit() for c in piece) else piece


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text as codes are compared: no letter case, marks or superscripts; `beta` is `β`."""
    folded = unaccented(unicodedata.normalize("NFKC", one_form(text)).casefold()).replace("^", "")
    for name, letter in _GREEK.items():
        folded = re.sub(rf"(?<![a-z]){name}(?![a-z])", letter, folded)
    return folded


def _quantity(text: str, number: re.Match[str], file: Language | None) -> tuple[Quantity | None, int]:
    digits = re.sub(r"[,\s\u2009\u202f\u00a0]", "", number["digits"])
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None, number.end()
    end = number.end()
    scale = next((s for s in SCALES if (m := s.pattern.match(text, end)) and m.end() > end), None)
    if scale:
        value *= scale.factor
        matched = scale.pattern.match(text, end)
        end = matched.end() if matched else end
    unit, end = _unit(text, end, file, digits)
    shown = ("-" if number["sign"] else "") + _canonical(value) + (number["power"] or "")
    comparator = (number["comparator"] or "").replace("<=", "≤").replace(">=", "≥")
    said = "" if comparator else _comparator_in_words(text, number.start("digits"), end, file)
    return (
        Quantity(
            value=shown,
            unit=unit,
            comparator=said or _COMPARATORS.get(comparator, ""),
            said=bool(said),
            raw=text[number.start() : end].strip(),
        ),
        end,
    )


def _comparator_in_words(text: str, start: int, end: int, file: Language | None) -> str:
    """`超过50%`, `at least 65`, `50岁以上`, `65 years or older`: the comparator that words right beside it state."""
    if file is None:
        return ""
    before, after = text[max(0, start - 24) : start].lower().rstrip(), text[end : end + 24].lower().lstrip()
    for sign, (ahead, behind) in file.comparators.items():
        if any(before.endswith(word) for word in ahead) or any(after.startswith(word) for word in behind):
            return sign
    return ""


def _canonical(value: Decimal) -> str:
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _unit(text: str, start: int, file: Language | None, digits: str) -> tuple[str, int]:
    """The unit after a number; none where the number is a year (`2019年`)."""
    unit, end = read_unit(text, start, file)
    if unit == "yr" and len(digits) == 4 and digits[:2] in {"18", "19", "20"}:
        return "", start
    return unit, end


def _share_units(text: str, found: list[Quantity], spans: list[tuple[int, int]]) -> list[Quantity]:
    """Give a number without a unit that of the next one in a range or list: `30-50 Gy`, `12.8 and 7.4 months`."""
    for i in range(len(found) - 2, -1, -1):
        between = text[spans[i][1] : spans[i + 1][0]]
        following = found[i + 1]
        if not found[i].unit and following.unit and len(between) <= 8 and _BETWEEN.match(between):
            found[i] = found[i].model_copy(update={"unit": following.unit, "shared": True})
    return found
