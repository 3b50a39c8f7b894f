"""Titles and abstracts to typeset: from the archives of parallel text, by language."""

from __future__ import annotations

import random
from pathlib import Path

TITLES = (8, 180)
"""Letters that a title has, at least and at most."""
MOST = 4000


def pools(train: Path, terms: Path, seed: int = 7) -> dict[str, list[tuple[str, str]]]:
    """(title, abstract) pairs by language: `train` holds NAME.zh and NAME.en, `terms` a folder a language."""
    draw = random.Random(seed)
    found: dict[str, list[tuple[str, str]]] = {}
    for code in ("zh", "en"):
        titles = _lines(train, f"chinaxiv_*titles.{code}")
        abstracts = _lines(train, f"chinaxiv_*abs.{code}")
        found[code] = [
            (title, draw.choice(abstracts)) for title in draw.sample(titles, min(MOST, len(titles)))
        ]
    for folder in sorted(p for p in terms.iterdir() if p.is_dir() and p != train):
        code = folder.name
        lines = _lines(folder, f"*.{code}")
        if len(lines) < 20 or code in found:
            continue
        found[code] = [
            (_title(lines, draw), " ".join(draw.choices(lines, k=12))[:900]) for _ in range(MOST // 4)
        ]
    return found


def _lines(folder: Path, pattern: str) -> list[str]:
    lines = [
        line.strip() for path in sorted(folder.glob(pattern)) for line in path.read_text("utf-8").splitlines()
    ]
    return [line for line in lines if TITLES[0] <= len(line)]


def _title(lines: list[str], draw: random.Random) -> str:
    short = [draw.choice(lines).rstrip(".。") for _ in range(draw.choice([1, 2, 2, 3]))]
    text = draw.choice([": ", " ", ", ", " – "]).join(short)
    return text[: draw.randint(40, TITLES[1])].rsplit(" ", 1)[0] if len(text) > 60 else text
