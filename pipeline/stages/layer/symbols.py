"""Characters of the Symbol font, which many PDFs have in Unicode's private use area (U+F020-F0FF), as what they are."""

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


def with_symbols(line: Line) -> Line:
    """A line with the signs of the Symbol font and odd hyphens as what they stand for; others stay in private use."""
    text = line.text.translate(_SYMBOLS)
    return line if text == line.text else line.model_copy(update={"text": text})
