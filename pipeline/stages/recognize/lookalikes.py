"""Characters that engines take for others that look alike, where the rest of the word leaves no doubt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial

from pipeline.languages import languages
from pipeline.records.text import Line


def _roman(found: re.Match[str]) -> str:
    return found[0].replace("П", "II").replace("Ш", "III")


def _colon(found: re.Match[str]) -> str:
    labels = (label for language in languages().values() for label in language.labels.get("keywords", ()))
    return f"{found[1]}:" if found[1].casefold().strip() in labels else found[0]


def _fraction(found: re.Match[str]) -> str:
    """`1 12/137` without the gap that stands beside a narrow 1; `1 1/2` as it is."""
    part, whole = (re.sub(r"^(\d) (\d\d)$|^(\d\d) (\d)$", r"\1\2\3\4", n) for n in found.groups())
    if " " in part + whole or int(part) > int(whole):
        return found[0]
    return f"{part}/{whole}"


_AMOUNT = r"(?<![A-Za-z])(?:[kmμnp]?(?:g|mol)|[kmμ]?I?U)"
_DIVISOR = r"(?:[kmμn]?[gL]|[md]L|ml|d|h|min|s)"
_COUNTED = "(?:мг|мл|см|мм|сут|нед|мес|года|раза|ч)"
_LETTERS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"^([^\W\d]{2,8}(?: \w{4,6})?) ?;"), _colon),
    (re.compile(r"[°º˚](?=℃)"), ""),
    (re.compile(r"〔(?!(?:19|20)\d\d〕)"), "［"),
    (re.compile(r"(?<!〔\d{4})〕"), "］"),
    (re.compile(r"(?<=[sS]F)It(?=-?1)"), "lt"),
    (re.compile(r"(?<=NF-)[kK](?=[Bb](?![A-Za-z]))"), "κ"),
    (re.compile(r"(?<![А-Яа-яё])[рР](?= ?[=<>≤≥])"), "p"),
    (re.compile(r"(?<=°)( ?)С(?![А-Яа-яё])"), r"\1C"),
    (re.compile(r"(?<![А-Яа-яёA-Za-z0-9])З(?![А-Яа-яё.])"), "3"),
    (re.compile(r"(?<![А-Яа-яёA-Za-z0-9])З ?(?=и \d)"), "3 "),
    (re.compile(r"(?<![А-Яа-яёA-Za-z0-9])Зи(?= и \d)"), "3"),
    (re.compile(rf"(?<![А-Яа-яёA-Za-z0-9])З(?={_COUNTED}(?![А-Яа-яё]))"), "3 "),
    (re.compile(r"(?<![А-Яа-яёA-Za-z])[ПШ]+(?=[-—–]{1,2}[ПШ]+(?![А-Яа-яё.]))"), _roman),
    (re.compile(r"(?<=[I—–-])[ПШ]+(?![А-Яа-яё.])"), _roman),
    (re.compile(r"(?<=[I\d])-—|—-(?=[I\d])"), "—"),
    (re.compile(r"(?<=TNF-|ФНО-)[аa](?!\w)"), "α"),
    (re.compile(r"(?<=TGF-)[ВвB](?![^\W\d])"), "β"),
    (re.compile(r"(?<=IFN-)[yY](?![A-Za-z])"), "γ"),
    (re.compile(r"(?<=[×xXхХ]10[⁰¹²³⁴-⁹])[%°’'‘](?=\s?/)|(?<=[×xXхХ] 10[⁰¹²³⁴-⁹])[%°’'‘](?=\s?/)"), ""),
    (re.compile(r"(?<=[A-Za-z])[-–−](?=[¹²³](?![⁰¹²³⁴-⁹]))"), "⁻"),
    (re.compile(rf"(?<=[·⋅¹])({_DIVISOR})¹(?![⁰-⁹])"), r"\1⁻¹"),
    (re.compile(r"(?<=⁻¹)(?=(?:d|h|min)⁻¹)"), "·"),
    (re.compile(rf"({_AMOUNT}[·⋅]L)(?=[\])）\],，、;；\s]|$)(?!\s?[·⋅⁻-])"), r"\1⁻¹"),
    (re.compile(r"(?<=95)(\s?%\s?)C[l1|](?![A-Za-z])"), r"\1CI"),
    (re.compile(r"(?<![A-Za-z])U[l|](?=/)"), "UI"),
    (re.compile(r"(?<![A-Za-z])[l|]U(?=/)"), "IU"),
    (re.compile(r"(?<=[(（])(\d[\d ]{0,5})/(\d[\d ]{0,5})(?=[)）])"), _fraction),
    (re.compile("∆"), "Δ"),
    (re.compile(r"(?<![\w-])[CС][OО0](?:[VМУ\\]|IV)[^\s,;.-]{0,3}\.?[-–](?=19(?!\d))"), "COVID-"),
    (re.compile(r"(?<=[а-яё] )н(?= [а-яё])"), "и"),
    (re.compile(r"(?<![А-Яа-яё])ИЛ\.(?=\d)"), "ИЛ-"),
    (re.compile(r"(?<!\w)Ф(?= ?[<=] ?0[,.]\d)"), "(p"),
    (re.compile(r"(?<=[\d)）])( ?)[xXхХ](?= ?10[⁰¹²³⁴-⁹])"), r"\1×"),
    (re.compile(r"(?<![A-Za-z0-9.,/·×-])[1l|]L-(?=\d{1,2}(?![\dLlMm.]))"), "IL-"),
    (re.compile(r"(?<=⁻¹)\.(?=(?:d|h|min)⁻¹)"), "·"),
    (
        re.compile(
            r"(?<=[一-鿿])·(?=\s?[(（，,。；;])|(?<=[，,。；;%])·(?=\s)|(?<=目的|方法|结果|结论)·(?=[一-鿿])"
        ),
        "",
    ),
    (re.compile(r"(?<=[A-Za-z][.,;])·(?=[A-Z])"), " "),
    (re.compile(r"(?<=[一-鿿])\.(?=[，。；])|(?<=[%.,;:)] )\.(?=[^\W\d_]{2})"), ""),
    (re.compile(r"(?<![A-Za-z0-9.])[xX](?=[2²] ?[=＝<>＜＞≈] ?\d)"), "χ"),
)
"""NF-κB, TNF-α, TGF-β and IFN-γ are never written with a Latin letter; a `x2 = number` among results is the statistic χ²; the p of a test is Latin in Russian print too, as
is the C of degrees; a lone З is the digit,
as it is glued to a unit or to the `и` before another number, where it makes no word; ranges of П and Ш are Roman numerals. After the label of keywords stands a colon, no semicolon. The brackets 〔〕 stand about the year of an official paper;
elsewhere Chinese print has ［］, which the engine's alphabet lacks. sFlt-1 is the soluble fms-like tyrosine kinase. No unit
is `10⁹%/L`; a unit after a dot has no exponent but -1 (`mg·kg⁻¹·d⁻¹`), and amounts are divided by litres (`mmol·L⁻¹`). After 95 % stands
CI; international units are IU or UI. A dot beside another sign, or before a word, is a speck. н
is no Russian word, ИЛ-6 is an interleukin, and what begins with CO and ends with -19 is COVID-19."""


_KANA = re.compile(
    r"(?<=[ァ-ヺー])[へべぺ一](?=[ァ-ヺー])|(?<=[るのはがをにでと（(、，])[べぺ](?=[ァ-ヺー]{2})"
)
_KATAKANA = {"へ": "ヘ", "べ": "ベ", "ぺ": "ペ", "一": "ー"}


_PLACENTA = re.compile(
    "placental? growth factor|胎盘生长因子|胎盤生長因子|胎盤増殖因子|s?Flt-?1", re.IGNORECASE
)


_DOUBLED = re.compile(r"(?<=10)([²³⁴-⁹])\1(?=\s?/)")
_P = re.compile(r"(?<!\w)[pP] ?[=<>＝＜＞]")
_RHO = re.compile(r"(?<![\wα-ω])ρ(?= ?[=<>＝＜＞])")
_HAEMOGLOBIN = re.compile(r"HbA[1₁][cC]")
_CUT_SHORT = re.compile(r"HbA[1₁](?=[\[［（(，,、。；;=＝]|$)")
_INTERLEUKIN, _BEHEADED = (
    re.compile(r"(?<![A-Za-z])IL-(\d+)"),
    re.compile(r"(?<![A-Za-z\d./-])L-(\d+)(?![\d.])"),
)
_ACCENTED = re.compile(r"(?<![^\W\d_]|[-’'])[a-zà-ÿąęșțńż]{6,}(?![^\W\d_])")
"""Whole words in small letters; syllables of pinyin, which bear accents, are shorter."""
_RANKS = re.compile("spearman|спирмен|等级相关|等級相關|順位相関|스피어만", re.IGNORECASE)


def in_context(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a page with what looks alike put right by what else the page says.

    The p of a test looks like a rho, which only pages on rank correlation print.
    """
    ranked = any(_RANKS.search(line.text) for line in lines) or not any(
        _P.search(line.text) for line in lines
    )
    if not ranked:
        lines = tuple(_written(line, _RHO.sub("p", line.text)) for line in lines)
    if any(_HAEMOGLOBIN.search(line.text) for line in lines):
        lines = tuple(_written(line, _CUT_SHORT.sub(r"\g<0>c", line.text)) for line in lines)
    interleukins = {number for line in lines for number in _INTERLEUKIN.findall(line.text)}
    lines = tuple(
        _written(line, _BEHEADED.sub(lambda m: f"I{m[0]}" if m[1] in interleukins else m[0], line.text))
        for line in lines
    )
    return _with_placenta(_without_accents(lines))


def _without_accents(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """English words without the specks that look like accents, on pages in another script than Latin."""
    text = "".join(line.text for line in lines)
    foreign = sum(c > "\u0370" and c.isalpha() for c in text)
    if foreign * 20 < len(text):
        return lines
    return tuple(_written(line, _ACCENTED.sub(_unaccented, line.text)) for line in lines)


def _unaccented(found: re.Match[str]) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", found[0]) if not unicodedata.combining(c))
    accents = sum(a != b for a, b in zip(found[0], bare, strict=False))
    return bare if accents == 1 and bare.isascii() else found[0]


def _with_placenta(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The placental growth factor's l, which looks like an I, where the page speaks of it."""
    if not any(_PLACENTA.search(line.text) for line in lines):
        return lines
    return tuple(_written(line, re.sub(r"(?<![A-Za-z])PIGF", "PlGF", line.text)) for line in lines)


def unmistaken(line: Line) -> Line:
    """The line with Greek letters and whole Katakana words put right; each change logged."""
    for pattern, letter in _LETTERS:
        line = _written(line, pattern.sub(letter, line.text), "look-alike")
    line = _written(line, _DOUBLED.sub(partial(_seconded, line), line.text), "doubled exponent")
    return _written(line, _KANA.sub(lambda found: _KATAKANA[found[0]], line.text), "katakana")


def _seconded(line: Line, found: re.Match[str]) -> str:
    """`10⁹⁹/L` as `10⁹/L` where the second engine reads it so: no number is changed on one witness."""
    single = f"10{found[1]}/"
    return found[1] if line.other and single in line.other.text.replace(" ", "") else found[0]


def _written(line: Line, text: str, rule: str = "context") -> Line:
    """The line with another text, the change logged."""
    return line.rewritten(text, rule)
