"""Characters that stand for others: those of the Symbol font, which many PDFs have in Unicode's private use area (U+F020-F0FF)."""

from __future__ import annotations

from pipeline.records.text import Line

_PRINTED = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    0x61: "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA1: "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…",
    0xC5: "⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
}
"""Adobe's Symbol encoding, from these codes on."""
_SYMBOLS = {
    0xF000 + first + n: char for first, chars in _PRINTED.items() for n, char in enumerate(chars)
} | dict.fromkeys((0x2043, 0xF0BE), "-")
_HORNED = {0x01A2: "Ư", 0x01A3: "ư"}
"""Word stores Vietnamese letters with a horn under the codes of ones (Ƣ, ƣ) that no language is written with today."""


def with_symbols(line: Line) -> Line:
    """A line with the signs of the Symbol font, odd hyphens and letters as what they stand for; others stay in private use."""
    text = line.text.translate(_SYMBOLS | _HORNED)
    return line if text == line.text else line.model_copy(update={"text": text})
