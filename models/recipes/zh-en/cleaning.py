"""Repair and filter single lines and pairs of the Chinese-English training text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple


class Pair(NamedTuple):
    """One aligned pair with the name of the file it came from."""

    source: str
    zh: str
    en: str


HAN = r"\u3400-\u9fff"
_HAN_GAP = re.compile(rf"(?<=[{HAN}，。；：、（）]) +(?=[{HAN}，。；：、（）])")
_LETTER_RUN = re.compile(r"(?<![A-Za-z])(?:[A-Za-z] ){1,5}[A-Za-z](?![A-Za-z])")
_UNIT_GAP = re.compile(r"(/[a-zA-Zμ]{1,2}) ([a-zA-Z]{1,2})(?![A-Za-z])")
_INNER = re.compile(r"(?<=[(\[]) +| +(?=[)\],;%])")
_DECIMAL_GAP = re.compile(r"(?<=\d)\. (?=\d)")
_WORD = re.compile(r"[A-Za-z]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TABLE = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {0x3000: 32, 0xA0: 32, 0xB5: 0x3BC, 0x2212: 45}


def join_letter_runs(text: str) -> str:
    """Join letters that a formula reader set apart (`9 5 % C I` -> `CI`, `G H z` -> `GHz`).

    Runs made of the English words `a` and `I` alone stay as they are.
    """

    def join(match: re.Match[str]) -> str:
        run = match.group(0)
        return run if set(run) <= {"a", "A", "I", " "} else run.replace(" ", "")

    return _UNIT_GAP.sub(r"\1\2", _LETTER_RUN.sub(join, text))


def clean(text: str) -> str:
    """One line with full-width ASCII narrowed, stray spaces taken out and spaced letters joined."""
    text = unicodedata.normalize("NFC", text).translate(_TABLE)
    text = re.sub(r"\s+", " ", text).strip()
    text = _HAN_GAP.sub("", text)
    return _INNER.sub("", _DECIMAL_GAP.sub(".", join_letter_runs(text)))


def numbers(text: str) -> Counter[str]:
    """All numbers of a text, thousands commas taken out, as a multiset."""
    return Counter(_NUMBER.findall(re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)))


def number_overlap(zh: str, en: str) -> float:
    """Share of the numbers of the poorer side that the richer side has too; 1.0 when neither has any."""
    left, right = numbers(zh), numbers(en)
    most = max(sum(left.values()), sum(right.values()))
    return 1.0 if most == 0 else sum((left & right).values()) / most


def han_share(text: str) -> float:
    """Share of Han characters among the characters that are no space, 0..1."""
    solid = text.replace(" ", "")
    return sum("\u3400" <= c <= "\u9fff" for c in solid) / max(len(solid), 1)


def word_counts(lines: Iterable[str]) -> Counter[str]:
    """How often each lower-case English word occurs."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(w.lower() for w in _WORD.findall(line))
    return counts


def glued_share(en: str, counts: Counter[str]) -> float:
    """Share of letters that stand in words seen fewer than three times: a sign of OCR damage."""
    words = _WORD.findall(en)
    rare = sum(len(w) for w in words if len(w) > 5 and counts[w.lower()] < 3)
    return rare / max(sum(map(len, words)), 1)


def is_sound(pair: Pair, counts: Counter[str]) -> bool:
    """Whether a pair may train the model: two languages, like lengths, like numbers, whole words."""
    zh, en = pair.zh, pair.en
    if not zh or not en or re.search(rf"[{HAN}]", en) or han_share(zh) < 0.3:
        return False
    if len(zh) >= 12 and not 1.2 <= len(en) / len(zh) <= 5.5:
        return False
    if len(zh) >= 40 and number_overlap(zh, en) < 0.5:
        return False
    return len(en) < 40 or glued_share(en, counts) < 0.2
