"""The marks behind names, as printed or as recognition left them, in one plain form."""

from __future__ import annotations

import re

from pipeline.languages.scripts import CAPITALS, SMALLS

FIGURES, RAISED, SUNK = "0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
"""Figures on the line, above and below it, from nought to nine."""
SIGNS, RAISED_SIGNS = "+-", "⁺⁻"
"""The signs of an exponent on the line and above it."""
CIRCLED = "①②③④⑤⑥⑦⑧⑨"
_RAISED = str.maketrans(f"{RAISED}{CIRCLED}，、＊＃；⁻", f"{FIGURES}{FIGURES[1:]},,*#;-")
_RAISE = str.maketrans(FIGURES, RAISED)
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
"""Roman figures that mark affiliations, from 1."""
RAISED_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰ"
_LOWER = str.maketrans(f"{RAISED}∗{RAISED_LETTERS}", f"{FIGURES}*abcdefgh")
_COMMA_LETTER = re.compile(r"(?<=[^\W\d_])\s?,\s?([a-h])(?=[\s,*†‡§]|$)(?!\s*\.)")
_COMMA_SIGN = re.compile(rf"(?<=[^\W\d_{RAISED}]),(?=[*†‡§¶#{RAISED[1:]}])")
_PLAIN = str.maketrans("，、＊＃；､", ",,*#;,")
_MISREAD = re.compile(r"(?<=[\w.])\s?[’'‘\"”“!?°^`´®©:]+(?=\s*(?:[,;，\u060c、]|$|\s(?:and|und|et|y|и)\s))")
"""What OCR makes of raised figures."""
_RAISED_RUN = re.compile(
    r"[{0}]+(?:\s*[,，\u060c、\-–⁻]?\s*[{0}]+)*".format(RAISED + RAISED_LETTERS + CIRCLED)
)
_ROMAN = re.compile(
    r"(?:(?<=[a-zß-ÿ])|(?<=[a-zß-ÿ]\s)(?=I\s*(?:[,;]|$)))(?P<marks>(?:IX|IV|V?I{1,3}|V|X)(?:\s?,\s?(?:IX|IV|V?I{1,3}|V|X))*)(?=\s*(?:[,;*\n]|$|\s(?:and|y|e|et|und)\s))"
)
"""Roman figures right behind a name, and the first of them behind a space."""
_BEFORE = re.compile(
    rf"\s*(?P<mark>{'|'.join(sorted(ROMANS, key=len, reverse=True))})\s?[-–.)]?\s*(?=[{CAPITALS}][{SMALLS}])"
)
"""A Roman figure before a place: `II University`, `IIUniversity`, `I- University`."""


def raised(number: int) -> str:
    """A number as the raised figures of a mark."""
    return str(number).translate(_RAISE)


def lowered(text: str) -> str:
    """The text with raised figures and letters as plain ones, and one form of the star."""
    return text.translate(_LOWER)


def plain_marks(text: str) -> str:
    """Raised figures and letters as plain marks, a comma put after them where a name follows."""
    text = plain_romans(_MISREAD.sub("¤", text.replace("ª", "ᵃ")))
    text = _COMMA_SIGN.sub("", _COMMA_LETTER.sub(lambda m: RAISED_LETTERS["abcdefgh".index(m[1])], text))
    text = _RAISED_RUN.sub(lambda m: m[0].translate(_RAISED), text)
    return text.translate(_PLAIN)


def plain_romans(text: str) -> str:
    """Roman figures right behind names as raised ones: `Anna RossiII` is `Anna Rossi²`."""
    return _ROMAN.sub(_as_figures, text)


def leading_roman(text: str, names: str) -> tuple[str, int]:
    """The Roman figure that a place begins with, in plain figures, and where it ends, where such mark some of these names.

    Nothing and 0 without one.
    """
    found = _BEFORE.match(text) if _ROMAN.search(names) else None
    return (str(ROMANS.index(found["mark"]) + 1), found.end()) if found else ("", 0)


def _as_figures(found: re.Match[str]) -> str:
    """Roman marks as raised figures, which no comma parts from their name."""
    figures = [str(ROMANS.index(mark) + 1) for mark in re.findall(r"[IVX]+", found["marks"])]
    return ",".join(figures).translate(_RAISE)
