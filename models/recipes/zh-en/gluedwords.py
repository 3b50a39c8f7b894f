"""Take apart English words that an OCR glued together (`inthe` -> `in the`, `wereanalyzed`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

SMALL = frozenset(
    (
        *("the", "of", "in", "and", "to", "for", "with", "was", "were", "is", "are", "that", "by", "on"),
        *("from", "at", "be", "not", "as", "which", "can", "their", "this", "than", "has"),
    )
)
MARGIN = 0.5
_WORD = re.compile(r"[A-Za-z]{4,}")


def _may_part(left: str, right: str) -> bool:
    """`inflow` and `onset` are words: before any but a small word, only a long small word is cut off."""
    if left in SMALL and right in SMALL:
        return True
    return (left in SMALL and len(left) > 2 and len(right) > 3) or (right in SMALL and len(left) > 3)


def _gain(parts: tuple[str, ...], counts: Counter[str], total: int) -> float:
    share = 1.0
    for part in parts:
        share *= counts[part] / total
    return share


def best_split(word: str, counts: Counter[str], trusted: frozenset[str]) -> list[str]:
    """The word itself, or its parts when they are far likelier and one of them is a small word.

    `counts` holds lower-case words of the whole text, `trusted` words of clean sources that stay whole.
    """
    low, total = word.lower(), sum(counts.values())
    if low in trusted or len(low) < 4 or total == 0:
        return [word]
    best, at = MARGIN * max(counts[low], 1) / total, 0
    for cut in range(1, len(low)):
        left, right = low[:cut], low[cut:]
        if _may_part(left, right):
            gain = _gain((left, right), counts, total)
            if gain > best:
                best, at = gain, cut
    return [word[:at], word[at:]] if at else [word]


def word_splitter(counts: Counter[str], trusted: frozenset[str]) -> Callable[[str], str]:
    """A function that takes the glued words of a line apart."""
    cache: dict[str, str] = {}

    def split(word: str) -> str:
        if word not in cache:
            first = best_split(word, counts, trusted)
            parts = (
                [p for part in first for p in best_split(part, counts, trusted)] if len(first) > 1 else first
            )
            cache[word] = " ".join(parts)
        return cache[word]

    return lambda line: _WORD.sub(lambda m: split(m[0]), line)
