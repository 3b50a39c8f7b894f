"""Numbers with their units and comparators, and codes of genes and drugs, as a text states them in any language.

Two texts that say the same in two languages must agree in these: `compare` says where they do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Literal

from pipeline.languages import Language, languages
from pipeline.languages.numerals import SCALES, numeral_values, roman_numerals
from pipeline.languages.units import NUMBER_SPACE, TIMES, UNIT, canonical_unit, is_plain
from pipeline.records.base import Frozen


class Quantity(Frozen):
    """A number as stated: `value` in canonical digits, `unit` canonical or empty, `comparator` one of < > ≤ ≥ or empty.

    `shared` says that the unit stands only once for several numbers (`30-50 Gy`), so a text may leave it out here.
    `worded` units are words (`个月`, `months`), which another language may put differently or leave out; `said` that
    the comparator is one (`超过`, `at least`).
    """

    value: str
    unit: str = ""
    comparator: str = ""
    said: bool = False
    shared: bool = False
    worded: bool = False
    raw: str = ""


class Difference(Frozen):
    """Where two texts disagree: what only the source or only the target says, or what each says of it."""

    kind: Literal["number", "code"] = "number"
    source: str = ""
    target: str = ""

    def __str__(self) -> str:
        if self.source and self.target:
            return f"{self.source} became {self.target}"
        return f"{self.source} is missing" if self.source else f"{self.target} is not in the source"


_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_COMPARATORS = {"<": "<", ">": ">", "≤": "≤", "≥": "≥", "≦": "≤", "≧": "≥", "⩽": "≤", "⩾": "≥"}
_NUMBER = re.compile(
    r"(?P<comparator><=|>=|[<>≤≥≦≧⩽⩾])?\s*"
    r"(?P<sign>(?<![\w.%)\]^])[-−])?"
    r"(?<![A-Z\d_.^])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d{1,3}(?:[ \u2009\u202f\u00a0]\d{3})+(?:\.\d+)?(?![\d.])"
    r"|\d+(?:\.\d+)?|(?<![%)\]])\.\d+)(?P<power>\^[-+]?\d+)?",
    re.ASCII,
)
_BETWEEN = re.compile(
    r"\s*(?:[-~–—−±/+,，、;；和与及到至或]|±|and|to|or|und|bis|et|à|y|a|и|до|versus|vs\.?|×)+\s*$"
)
_CODE = re.compile(r"(?<![A-Za-zα-ωΑ-Ω0-9])[A-Za-zα-ωΑ-Ω0-9]+(?:[-‐‑][A-Za-zα-ωΑ-Ω0-9]+)*")
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


def plain(text: str) -> str:
    """The text with one form for each sign: half-width ASCII, one minus, superscripts as `^9`."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+", lambda m: "^" + m[0].translate(_SUPERSCRIPTS), text)
    text = re.sub(r"(?<=\d)[·∙](?=\d)", ".", text)
    text = text.replace("﹤", "<").replace("﹥", ">").replace("‐", "-").replace("‑", "-").replace("µ", "μ")
    return text.replace("−", "-")


def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Every number in digits with its unit and comparator, in order; not those that are part of a code."""
    file = languages().get(language)
    flat = _decimal_points(plain(text), file)
    found: list[Quantity] = []
    ends: list[tuple[int, int]] = []
    masked = _without_codes(flat)
    for number in _NUMBER.finditer(masked):
        quantity, end = _quantity(flat, number, file)
        if quantity is None:
            continue
        found.append(quantity)
        ends.append((number.start("digits"), end))
    return tuple(_share_units(flat, found, ends))


def codes(text: str, language: str) -> tuple[str, ...]:
    """Gene, drug and other codes, once each: `PD-L1`, `CD4`, `18F-FDG`; in a text that is not in Latin letters also
    abbreviations (`NSCLC`) and names (`Kaplan-Meier`), which a translation keeps.
    """
    file = languages().get(language)
    latin = file is not None and "Latin" in file.scripts
    found: list[str] = []
    for piece in _CODE.findall(plain(text)):
        if piece not in found and _is_code(piece, latin):
            found.append(piece)
    return tuple(found)


def holds(text: str, code: str) -> bool:
    """Whether a text holds a code, whatever its hyphens, spaces, letter case or plural."""
    wanted = [re.escape(part) for part in re.findall(r"[^\W\d_]+|\d+", _fold(code))]
    return re.search(r"(?<![^\W_])" + r"[-\s/]*".join(wanted) + r"s?(?![^\W_])", _fold(text)) is not None


def compare(source: str, source_language: str, target: str, target_language: str) -> tuple[Difference, ...]:
    """Where the numbers, units, comparators and codes of a translation are not those of its source."""
    here, there = quantities(source, source_language), quantities(target, target_language)
    missing, extra, changed = _match(here, there)
    words_there = numeral_values(target, target_language)
    words_here = numeral_values(source, source_language)
    digits_there = {d for code in _CODE.findall(plain(target)) for d in re.findall(r"\d+", code)}
    digits_here = {d for code in _CODE.findall(plain(source)) for d in re.findall(r"\d+", code)}
    found = list(changed)
    for quantity in missing:
        if not (_take(words_there, quantity.value) or quantity.value in digits_there):
            found.append(Difference(source=quantity.raw))
    stated = {q.value for q in there} | set(numeral_values(target, target_language))
    found += [Difference(source=r) for r, value in roman_numerals(source) if value not in stated]
    for quantity in extra:
        if not (_take(words_here, quantity.value) or quantity.value in digits_here):
            found.append(Difference(target=quantity.raw))
    for code in codes(source, source_language):
        if not holds(target, code) and not _holds_apart(target, code, {q.value for q in there}):
            found.append(Difference(kind="code", source=code))
    return tuple(found)


def _holds_apart(target: str, code: str, numbers: set[str]) -> bool:
    """`ARDS25例` is an abbreviation and a number printed without a space."""
    glued = re.fullmatch(r"(.*[A-Z]{2,})(\d+)", code)
    return glued is not None and glued[2] in numbers and holds(target, glued[1])


def _take(words: list[str], value: str) -> bool:
    if value in words:
        words.remove(value)
        return True
    return False


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
    if a.unit == b.unit:
        return True
    if not a.unit or not b.unit:
        return (a if a.unit else b).worded or (a if a.unit else b).shared
    return a.shared and b.shared


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
            if is_plain(re.split(r"[-\d]", letters)[0]):
                return piece
        return "\u0001" * len(piece) if re.search(r"[^\W\d_]", piece) else piece

    return _CODE.sub(blank, text)


def _is_code(piece: str, latin: bool) -> bool:
    letters = re.sub(r"[\W\d_]", "", piece)
    if not letters or is_plain(piece) or (piece[0].isdigit() and is_plain(piece.lstrip("0123456789"))):
        return False
    capitals = sum(c.isupper() for c in letters)
    digits = any(c.isdigit() for c in piece)
    if digits:
        return capitals > 0 or any("α" <= c <= "ω" for c in letters)
    if latin:
        return False
    return capitals >= 2 or (capitals >= 1 and len(letters) >= 3)


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKD", plain(text)).casefold()
    folded = "".join(c for c in folded if not unicodedata.combining(c)).replace("^", "")
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
    unit, worded, end = _unit(text, end, file, digits)
    shown = ("-" if number["sign"] else "") + _canonical(value) + (number["power"] or "")
    comparator = (number["comparator"] or "").replace("<=", "≤").replace(">=", "≥")
    said = "" if comparator else _comparator_in_words(text, number.start("digits"), end, file)
    return (
        Quantity(
            value=shown,
            unit=unit,
            worded=worded,
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


def _unit(text: str, start: int, file: Language | None, digits: str) -> tuple[str, bool, int]:
    """The unit after a number: a symbol, or a word of the language (none where the number is a year)."""
    symbol = UNIT.match(text, start)
    if symbol:
        return canonical_unit(symbol["unit"]), False, symbol.end()
    space = NUMBER_SPACE.match(text, start)
    position = space.end() if space else start
    for word, unit in file.units_by_length if file else ():
        if text[position : position + len(word)].lower() == word and _word_ends(
            text, position + len(word), word
        ):
            if unit == "yr" and len(digits) == 4 and digits[:2] in {"18", "19", "20"}:
                return "", False, start
            return unit, unit in TIMES, position + len(word)
    return "", False, start


def _word_ends(text: str, end: int, word: str) -> bool:
    if not word[-1].isascii() and not word[-1].isalpha():
        return True
    if "\u3040" <= word[-1] <= "\u9fff":
        return True
    return end >= len(text) or not text[end].isalpha()


def _share_units(text: str, found: list[Quantity], spans: list[tuple[int, int]]) -> list[Quantity]:
    """Give a number without a unit that of the next one in a range or list: `30-50 Gy`, `12.8 and 7.4 months`."""
    for i in range(len(found) - 2, -1, -1):
        between = text[spans[i][1] : spans[i + 1][0]]
        following = found[i + 1]
        if not found[i].unit and following.unit and len(between) <= 8 and _BETWEEN.match(between):
            found[i] = found[i].model_copy(
                update={"unit": following.unit, "worded": following.worded, "shared": True}
            )
    return found
