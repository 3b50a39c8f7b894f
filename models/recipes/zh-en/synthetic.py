"""Sentence pairs of our own making: templates with random values, terms and section headings.

They teach what a small model forgets first: to copy numbers, units, P values and intervals, and to keep
headings and negations.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from cleaning import Pair

HERE = Path(__file__).parent
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
HEADS = {
    "目的": ("Objective", "Objective", "Objective", "Aim", "Purpose"),
    "方法": ("Methods", "Methods", "Methods", "Method"),
    "结果": ("Results", "Results", "Results", "Result"),
    "结论": ("Conclusion", "Conclusion", "Conclusion", "Conclusions"),
    "背景": ("Background",),
    "关键词": ("Key words",),
}
FRAMES = (("{}", "{}"), ("{}：", "{}:"), ("【{}】", "[{}]"), ("[{}]", "[{}]"), ("{} ", "{}"), ("{}:", "{}:"))
_SLOT = re.compile(r"\{([a-z]+)(\d*)(?::([^}]+))?\}")
_HEADS = "|".join(sorted({en for names in HEADS.values() for en in names}, key=len, reverse=True))
_FIRST = re.compile(rf"^((?:\[?(?:{_HEADS})[\]:]?\s*)?)([a-z])(?=[a-z]{{2}})")
Values = dict[str, tuple[str, str]]


def read_terms(path: Path = HERE / "terms.tsv") -> dict[str, list[tuple[str, str]]]:
    """Terms by kind: (Chinese, English)."""
    terms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, zh, en = line.split("\t")
        terms[kind].append((zh, en))
    return terms


def read_templates(path: Path = HERE / "templates.tsv") -> list[tuple[str, str]]:
    """Templates: (Chinese, English), slots in braces."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(zh, en) for zh, en in rows]


def _decimal(low: float, high: float, digits: int) -> Callable[[random.Random], str]:
    return lambda rng: f"{rng.uniform(low, high):.{digits}f}"


def _whole(low: int, high: int) -> Callable[[random.Random], str]:
    return lambda rng: str(rng.randint(low, high))


def _spread(rng: random.Random) -> str:
    digits = rng.choice((0, 1, 1, 2, 2))
    return f"{rng.uniform(0.5, 10 ** rng.uniform(0.2, 2.7)):.{digits}f}"


NUMBERS: dict[str, Callable[[random.Random], str]] = {
    "n": lambda rng: str(int(10 ** rng.uniform(0.8, 3.3))),
    "k": _whole(1, 9),
    "age": _whole(18, 89),
    "year": _whole(1998, 2024),
    "weeks": _whole(2, 60),
    "dose": lambda rng: rng.choice((str(rng.randint(1, 500)), f"{rng.uniform(0.1, 9):.1f}")),
    "m": _spread,
    "s": _decimal(0.1, 30, 2),
    "pct": lambda rng: f"{rng.uniform(0.5, 99.5):.{rng.choice((0, 1, 1, 2, 2))}f}",
    "p": lambda rng: rng.choice(("0.05", "0.05", "0.01", "0.001")),
    "t": _decimal(1.9, 30, 3),
    "r": _decimal(0.1, 0.99, 3),
    "or": _decimal(0.2, 6, 2),
    "low": _decimal(0.1, 2, 2),
    "high": _decimal(2, 12, 2),
}


def _value(
    kind: str, given: str, rng: random.Random, terms: dict[str, list[tuple[str, str]]]
) -> tuple[str, str]:
    if kind == "head":
        zh, en = rng.choice(FRAMES)
        return zh.format(given), en.format(rng.choice(HEADS[given]))
    if kind == "month":
        month = rng.randint(1, 12)
        return str(month), MONTHS[month - 1]
    if kind in NUMBERS:
        number = NUMBERS[kind](rng)
        return number, number
    return rng.choice(terms[kind])


def _capital(text: str) -> str:
    return _FIRST.sub(lambda m: m[1] + m[2].upper(), text, count=1)


def fill(template: tuple[str, str], rng: random.Random, terms: dict[str, list[tuple[str, str]]]) -> Pair:
    """One pair from a template: each slot gets one value, the same on both sides."""
    values: Values = {}
    for match in _SLOT.finditer(template[0]):
        kind, number, given = match.groups()
        if kind == "p" and number == "3":
            written = f"{rng.uniform(0.001, 0.9):.3f}"
            values[kind + number] = (written, written)
        else:
            values[kind + number] = _value(kind, given or "", rng, terms)
    zh = _SLOT.sub(lambda m: values[m[1] + m[2]][0], template[0])
    en = _SLOT.sub(lambda m: values[m[1] + m[2]][1], template[1])
    return Pair("synthetic", zh, en if len(en) < 25 else _capital(en))


def synthetic_pairs(count: int, seed: int) -> list[Pair]:
    """`count` pairs, the same for the same seed."""
    rng = random.Random(seed)
    terms, templates = read_terms(), read_templates()
    return [fill(rng.choice(templates), rng, terms) for _ in range(count)]
