"""Which stems stay with a word, how surely each side has a counterpart, and the lexicon's lines."""

from __future__ import annotations

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from pipeline.languages.lexicon import LONGEST
from pipeline.languages.opposites import groups
from pipeline.languages.stems import stem

Table = Mapping[tuple[int, int], float]
Coded = Sequence[tuple[np.ndarray, np.ndarray]]
Said = dict[str, tuple[int, list[str]]]
"""A word, in how many pairs it stands, and its stems, best first."""

_HAN = re.compile(r"[\u3400-\u9fff]+")
MOST_STEMS, LONG_PAIR = 16, 6


def chosen(forward: Table, backward: Table, coded: Coded, zh: dict[int, str], en: dict[int, str]) -> Said:
    """The stems that a word is translated with often enough, both ways; rare words that their parts explain are left out."""
    often = Counter(word for ours, _ in coded for word in ours.tolist())
    both: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for (word, said), p in forward.items():
        both[word].append((p, backward.get((said, word), 0.0), said))
    for (said, word), q in backward.items():
        if (word, said) not in forward and q > 0.1:
            both[word].append((0.004, q, said))
    found: Said = {}
    for word, ways in both.items():
        kept = sorted(
            (
                (max(math.sqrt(p * q), p / 2), en[e])
                for p, q, e in ways
                if _holds(p, q, often[word]) and len(en[e]) > 1
            ),
            reverse=True,
        )
        alone = len(zh[word]) > 1 and often[word] == 1 and len(kept) > 5
        if kept and not alone and _HAN.fullmatch(zh[word]):
            found[zh[word]] = often[word], [said for _, said in kept[:MOST_STEMS]]
    return _without_explained(found)


def _holds(p: float, q: float, times: int) -> bool:
    if times <= 2:
        return p >= 0.12
    return (
        math.sqrt(p * q) >= 0.04
        or (p >= 0.12 and (q >= 0.002 or times <= 3))
        or (p * times >= 4 and p >= 0.03 and q > 0.002)
    )


def _without_explained(found: Said) -> Said:
    explained = {
        w
        for w, (times, said) in found.items()
        if times <= 2 and len(w) >= 3 and set(said) <= of_parts(w, found)
    }
    return {w: entry for w, entry in found.items() if w not in explained}


def of_parts(word: str, found: Said) -> set[str]:
    """The stems of the words inside a word."""
    spans = (
        (i, j)
        for i in range(len(word))
        for j in range(i + 1, min(len(word), i + LONGEST) + 1)
        if j - i < len(word)
    )
    return {said for i, j in spans if word[i:j] in found for said in found[word[i:j]][1]}


def mended(said: Said, table: str) -> Said:
    """The stems of each word with those added and taken out that a table names: lines of word, stems to add, stems to take out."""
    found = dict(said)
    for line in table.splitlines():
        word, added, gone = [*line.split("\t"), "", ""][:3]
        if word in found:
            times, stems = found[word]
            kept = [s for s in stems if s not in gone.split()]
            found[word] = times, [*kept, *(s for s in added.split() if s not in kept)]
    return found


def rows_of(
    said: Said, coded: Coded, zh: dict[int, str], en: dict[int, str], vocabulary: frozenset[str]
) -> list[str]:
    """The lines of the lexicon: word, frequency class, per cent kept, per cent by chance, stems; then stems by themselves."""
    ids = {s: i for i, s in en.items()}
    meaning = {
        i: frozenset(ids[s] for s in of_parts(w, said) | set(said.get(w, (0, []))[1]) if s in ids)
        for i, w in zh.items()
    }
    long = [pair for pair in coded if len(pair[0]) >= LONG_PAIR]
    random.Random(3).shuffle(long)
    kept: Counter[tuple[str, int]] = Counter()
    for (ours, theirs), (_, others) in zip(long, long[1:] + long[:1], strict=True):
        there, elsewhere, known = set(theirs.tolist()), set(others.tolist()), set()
        for word in ours.tolist():
            known |= meaning[word]
            kept.update(
                {
                    ("word", word): 1,
                    ("like", word): bool(meaning[word] & there),
                    ("chance", word): bool(meaning[word] & elsewhere),
                }
            )
        kept.update(("stem", s) for s in there)
        kept.update(("stem like", s) for s in there & known)
        kept.update(("stem chance", s) for s in elsewhere & known)
    numbers = dict.fromkeys(said, -1) | {w: i for i, w in zh.items()}
    poles = _poles(vocabulary)
    rows = []
    for word, (times, stems) in sorted(said.items()):
        i = numbers[word]
        usual = min(0.95, (kept["like", i] + 2.6) / (kept["word", i] + 4))
        chance = (kept["chance", i] + 0.24) / (kept["word", i] + 4)
        own = _of_its_pole(word, stems, poles)
        if own:
            rows.append(
                f"{word}\t{min(9, int(math.log2(times)))}\t{usual * 100:.0f}\t{chance * 100:.0f}\t{' '.join(own)}\n"
            )
    used = {s for _, stems in said.values() for s in stems}
    for s in sorted(used):
        usual = min(0.97, (kept["stem like", ids.get(s, -1)] + 2.8) / (kept["stem", ids.get(s, -1)] + 4))
        chance = (kept["stem chance", ids.get(s, -1)] + 0.4) / (kept["stem", ids.get(s, -1)] + 4)
        if abs(usual - 0.7) >= 0.12 or abs(chance - 0.1) >= 0.04:
            rows.append(f"{s}\t0\t{usual * 100:.0f}\t{chance * 100:.0f}\t\n")
    return rows


def _poles(vocabulary: frozenset[str]) -> dict[str, dict[str, set[str]]]:
    """The poles of each group of opposites that a stem's words speak for; organs and diseases are no opposites."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for group in groups():
        if group.kind == "words":
            continue
        for pole, pattern in group.patterns["en"]:
            for word in vocabulary:
                if pattern.fullmatch(word):
                    found[stem(word)][group.name].add(pole)
    return found


def _of_its_pole(word: str, stems: list[str], poles: dict[str, dict[str, set[str]]]) -> list[str]:
    """The stems without those that say the opposite of the word, or of which it says nothing by its first meaning."""
    own = {g.name: {pole for s in g.said(word, "zh") for pole in s.poles} for g in groups()}
    first: dict[str, set[str]] = {}
    kept = []
    for rank, said in enumerate(stems):
        mine = {name: p - {"none"} for name, p in poles.get(said, {}).items() if p - {"none"}}
        if all(p & own[n] if own[n] else rank == 0 or p & first.get(n, set()) for n, p in mine.items()):
            kept.append(said)
            for name, p in mine.items():
                first.setdefault(name, p)
    return kept
