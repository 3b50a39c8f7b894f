"""Whether a Han name is written after the sound of a foreign one: 阿托伐他汀 and atorvastatin."""

from __future__ import annotations

import re
from functools import cache, lru_cache

_HAN = re.compile(r"[\u3400-\u9fff]+")
_CLASSES = {
    **dict.fromkeys(("b", "p"), "p"), **dict.fromkeys(("d", "t"), "t"), **dict.fromkeys(("g", "k", "q"), "k"),
    **dict.fromkeys(("c", "s", "z", "x", "j"), "s"), **dict.fromkeys(("f", "v", "w"), "f"), "m": "m", "n": "n",
    **dict.fromkeys(("l", "r"), "l"), "h": "h",
}  # fmt: skip
ALIKE = 0.75
"""Twice the common consonants by those of both names, from which two names sound alike."""


def sound_alike(text: str, name: str) -> bool:
    """Whether some run of Han characters in a text sounds like a Latin name."""
    wanted = _skeleton(_latin_sounds(name))
    if len(wanted) < 3:
        return False
    least, most = max(2, len(wanted) // 2), len(wanted) + 2
    return any(
        _likeness(_of_han(run[start:end]), wanted) >= ALIKE
        for run in _HAN.findall(text)
        for start in range(len(run))
        for end in range(start + least, min(len(run), start + most) + 1)
    )


def _latin_sounds(name: str) -> str:
    """Spelt so that a letter is a sound."""
    name = (
        name.lower()
        .replace("ph", "f")
        .replace("th", "t")
        .replace("ch", "k")
        .replace("x", "ks")
        .replace("qu", "kf")
    )
    return re.sub("c(?=[eiy])", "s", name).replace("c", "k").replace("ge", "je").replace("gi", "ji")


def _skeleton(spelt: str) -> str:
    """Classes of consonants, each run of one class once."""
    letters = "".join(_CLASSES.get(c, " ") for c in spelt)
    return re.sub(r"(.)\1+", r"\1", letters).replace(" ", "").removesuffix("h")


@lru_cache(maxsize=16384)
def _of_han(characters: str) -> str:
    return "".join(_skeleton(_reading(c)) for c in characters)


@cache
def _reading(character: str) -> str:
    from pypinyin import lazy_pinyin

    reading = str(lazy_pinyin(character)[0])
    return (
        reading.replace("zh", "z")
        .replace("ch", "c")
        .replace("sh", "s")
        .replace("ng", "n")
        .replace("yi", "i")
        .replace("wu", "u")
    )


def _likeness(one: str, other: str) -> float:
    row = [0] * (len(other) + 1)
    for a in one:
        above = 0
        for j, b in enumerate(other, start=1):
            above, row[j] = row[j], above + 1 if a == b else max(row[j], row[j - 1])
    return 2 * row[-1] / (len(one) + len(other)) if one and other else 0.0
