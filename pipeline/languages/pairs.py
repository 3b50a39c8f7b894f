"""Whether Han characters stand side by side as they do in writing: a font's table may give signs that it does not draw."""

from __future__ import annotations

import lzma
import re
from functools import cache
from importlib import resources

from pipeline.languages.variants import simplified

_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_ENOUGH, _SHARE = 80, 0.08
"""Pairs of neighbours from which on a text is judged, and the share of common ones that writing has at least: .17 and more on
real pages, .05 at most where each character stands for another."""


def is_at_random(text: str) -> bool:
    """Whether a text has many Han side by side, and hardly any pair of them is common in Chinese (or in Japanese terms)."""
    pairs = [run[n : n + 2] for run in _RUN.findall(simplified(text)) for n in range(len(run) - 1)]
    return len(pairs) >= _ENOUGH and sum(pair in _common() for pair in pairs) < _SHARE * len(pairs)


@cache
def _common() -> frozenset[str]:
    file = resources.files(__package__) / "lexicons" / "zh.pairs.txt.xz"
    return frozenset(lzma.decompress(file.read_bytes()).decode("utf-8").split())
