"""Filter pairs of the Chinese-English training text, which `pipeline.languages.normal` has repaired."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.languages.normal import HAN


class Pair(NamedTuple):
    """One aligned pair with the name of the file it came from."""

    source: str
    zh: str
    en: str


_WORD = re.compile(r"[A-Za-z]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


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
