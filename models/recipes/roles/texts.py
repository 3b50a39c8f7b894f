"""Titles and abstracts to typeset: from the archives of parallel text, by language."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from faker import Faker

from pipeline.languages.variants import simplified

TITLES = (8, 180)
"""Letters that a title has, at least and at most."""
MOST = 4000
LOREM = {
    "ru": "ru_RU",
    "uk": "uk_UA",
    "ko": "ko_KR",
    "ja": "ja_JP",
    "it": "it_IT",
    "fr": "fr_FR",
    "de": "de_DE",
    "es": "es_ES",
}
"""Languages in which Faker (MIT) strings words together, and the country that it calls them by."""
LIKE = {"pt": "es", "zh-Hant": "zh"}
"""Languages without texts, and those whose texts stand in for theirs."""


def pools(train: Path, terms: Path, seed: int = 7) -> dict[str, list[tuple[str, str]]]:
    """(title, abstract) pairs by language: `train` holds NAME.zh and NAME.en, `terms` a folder a language.

    Further languages have words strung together, or the texts of a like one.
    """
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
    for code, country in LOREM.items():
        found.setdefault(code, []).extend(_strung(country, MOST // 8, seed))
    for code, like in LIKE.items():
        found[code] = [(_written(code, title), _written(code, text)) for title, text in found[like]]
    return found


def _strung(country: str, count: int, seed: int) -> list[tuple[str, str]]:
    faker = Faker(country)
    faker.seed_instance(seed)
    titles = [faker.sentence(nb_words=faker.random_int(3, 14)).rstrip(".。") for _ in range(count)]
    return [(title, " ".join(faker.sentences(nb=8))) for title in titles]


def _written(code: str, text: str) -> str:
    """A text of simplified characters in traditional ones, others as they are."""
    return text.translate(_traditional()) if code == "zh-Hant" else text


@cache
def _traditional() -> dict[int, str]:
    han = (chr(point) for point in range(0x4E00, 0x9FFF))
    return {ord(simple): one for one in han if (simple := simplified(one)) != one}


def _lines(folder: Path, pattern: str) -> list[str]:
    lines = [
        line.strip() for path in sorted(folder.glob(pattern)) for line in path.read_text("utf-8").splitlines()
    ]
    return [line for line in lines if TITLES[0] <= len(line)]


def _title(lines: list[str], draw: random.Random) -> str:
    short = [draw.choice(lines).rstrip(".。") for _ in range(draw.choice([1, 2, 2, 3]))]
    text = draw.choice([": ", " ", ", ", " – "]).join(short)
    return text[: draw.randint(40, TITLES[1])].rsplit(" ", 1)[0] if len(text) > 60 else text
