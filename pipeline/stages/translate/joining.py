"""Parts of a sentence that were translated apart, as one sentence again."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ENDS = tuple(".。！？!?")
_MARKS = {"，": ",", ",": ",", "、": ",", "；": ";", ";": ";", "：": ":", ":": ":"}
_VERSUS = re.compile(r"(?<=[\d%)]) U[sS]\.? (?=[\d(])")
"""What readers of small print make of `vs`, and models that learnt from them."""
_PLAIN = re.compile(r"(?:[a-zß-ÿ]{2,}|a)(?![^\W])")
_CAPITAL = re.compile(r"(?:[A-ZÀ-Þ][a-zß-ÿ]+|A)(?![^\W_])")


def joined(sources: Sequence[str], targets: Sequence[str]) -> str:
    """One sentence of its parts' translations: no full stop or capital letter within, and the source's commas.

    A part that was kept as it is keeps its capital, too.
    """
    text, inside = "", False
    for i, (source, target) in enumerate(zip(sources, targets, strict=True), start=1):
        part = target.strip()
        ends = source.rstrip().endswith(_ENDS)
        if not ends and i < len(sources):
            part = part.rstrip(" .,;:") + _MARKS.get(source.rstrip()[-1:], "")
        text = f"{text} {_lowered(part) if inside and target != source else part}"
        inside = not ends
    return tidy(text)


def _lowered(part: str) -> str:
    """With a small first letter, if it is a plain word's."""
    return part[:1].lower() + part[1:] if _CAPITAL.match(part) else part


def as_sentence(source: str, target: str) -> str:
    """With a capital first letter, where the source is a whole sentence and the first word a plain one; `5% Us 8%` is versus."""
    target = _VERSUS.sub(" vs. ", target)
    if source.rstrip().endswith(_ENDS) and _PLAIN.match(target):
        return target[0].upper() + target[1:]
    return target


def tidy(text: str) -> str:
    """Single spaces, none before closing or after opening marks, no comma after a comma."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"(?<=[(\[]) | (?=[)\],;:%]|\.(?!\d))", "", text)
    return re.sub(r"([,;:])(?:\s*[,;])+", r"\1", text).strip(" ,;")
