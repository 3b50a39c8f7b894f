"""Characters that engines take for others that look alike, where the rest of the word leaves no doubt."""

from __future__ import annotations

import re

from pipeline.records.text import Line, Reading

_LETTERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=NF-)[kK](?=[Bb](?![A-Za-z]))"), "κ"),
    (re.compile(r"(?<![А-Яа-яё])[рР](?= ?[=<>≤≥])"), "p"),
    (re.compile(r"(?<=IFN-)[yY](?![A-Za-z])"), "γ"),
    (re.compile(r"(?<![A-Za-z0-9.])[xX](?=[2²] ?[=＝<>＜＞≈] ?\d)"), "χ"),
)
"""NF-κB and IFN-γ are never written with a Latin letter; a `x2 = number` among results is the statistic χ²; the p of a test is Latin in Russian print too."""


_KANA = re.compile(r"(?<=[ァ-ヺー])[へべぺ一](?=[ァ-ヺー])")
_KATAKANA = {"へ": "ヘ", "べ": "ベ", "ぺ": "ペ", "一": "ー"}


def unmistaken(line: Line) -> Line:
    """The line with Greek letters and whole Katakana words put right; what was read stays beside it."""
    text = line.text
    for pattern, letter in _LETTERS:
        text = pattern.sub(letter, text)
    text = _KANA.sub(lambda found: _KATAKANA[found[0]], text)
    if text == line.text:
        return line
    read = line.other or Reading(engine=line.engine, text=line.text, confidence=line.confidence)
    return line.model_copy(update={"text": text, "other": read})
