"""Lexicons of language pairs: which stems of the target a word of the source comes with, and how surely."""

from __future__ import annotations

import lzma
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

LONGEST = 8
"""Characters of the longest word."""

_HAN = re.compile(r"[\u3400-\u9fff]+")
_UNKNOWN = 14.0
_RAREST = 12
_MOST_KEPT = 0.93


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """A word: `stems` it may be translated with; `kept`, the share of good translations that hold one of them; `chance`,
    the share of unrelated sentences that do; `weight`, how unlikely the word is.
    """

    stems: frozenset[str]
    kept: float
    chance: float
    weight: float

    @property
    def telling(self) -> float:
        """What it says against a translation to hold none of the stems: a log likelihood ratio."""
        kept = min(_MOST_KEPT, self.kept)
        return math.log((1 - min(self.chance, 0.9 * self.kept)) / (1 - kept))


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A word of a text and where it stands; `entry` is None where the lexicon does not know it."""

    text: str
    start: int
    end: int
    entry: LexiconEntry | None


class Lexicon:
    """Chinese words with their English stems, and how surely an English stem has a counterpart in the source."""

    def __init__(self, entries: dict[str, LexiconEntry], stems: dict[str, tuple[float, float]]) -> None:
        self._entries = entries
        self._stems = stems
        self._said = frozenset().union(*(entry.stems for entry in entries.values()))

    def entry(self, word: str) -> LexiconEntry | None:
        """What is known of a word, or None."""
        return self._entries.get(word)

    def sureness(self, stem: str) -> tuple[float, float]:
        """For a stem of the target: the share of good pairs, and of unrelated ones, where the source has its like."""
        return self._stems.get(stem, (0.5, 0.1))

    def knows(self, stem: str) -> bool:
        """Whether any word is translated with a stem."""
        return stem in self._said

    def meant_by(self, stem: str) -> int:
        """How many words of the source language may mean a stem: few for names of things, many for common words."""
        return self._meant_by[stem]

    @cached_property
    def _meant_by(self) -> Counter[str]:
        return Counter(stem for entry in self._entries.values() for stem in entry.stems)

    def words(self, text: str) -> Iterator[SourceWord]:
        """A text cut into its likeliest words; what is no Han is left out."""
        for run in _HAN.finditer(text):
            for start, end in self._cut(run[0]):
                word = run[0][start:end]
                yield SourceWord(word, run.start() + start, run.start() + end, self._entries.get(word))

    def spans(self, text: str) -> Iterator[tuple[int, int, LexiconEntry]]:
        """Every word that may be read in a text, overlapping ones too."""
        for run in _HAN.finditer(text):
            for start in range(len(run[0])):
                for end in range(start + 1, min(len(run[0]), start + LONGEST) + 1):
                    entry = self._entries.get(run[0][start:end])
                    if entry is not None:
                        yield run.start() + start, run.start() + end, entry

    def meanings(self, text: str) -> frozenset[str]:
        """All stems that any word of a text may mean."""
        return frozenset().union(*(entry.stems for _, _, entry in self.spans(text)))

    def _cut(self, run: str) -> list[tuple[int, int]]:
        best, back = [0.0] + [float("inf")] * len(run), [0] * (len(run) + 1)
        for end in range(1, len(run) + 1):
            for start in range(max(0, end - LONGEST), end):
                entry = self._entries.get(run[start:end])
                if entry is None and end - start > 1:
                    continue
                cost = best[start] + (entry.weight if entry else _UNKNOWN)
                if cost < best[end]:
                    best[end], back[end] = cost, start
        found, end = [], len(run)
        while end:
            found.append((back[end], end))
            end = back[end]
        return found[::-1]


@cache
def lexicon(source: str, target: str) -> Lexicon | None:
    """The lexicon of a pair, or None where there is none. How it is counted: models/recipes/lexicon."""
    file = resources.files(__package__) / "lexicons" / f"{source}-{target}.tsv.xz"
    if not file.is_file():
        return None
    entries: dict[str, LexiconEntry] = {}
    stems: dict[str, tuple[float, float]] = {}
    for line in lzma.decompress(file.read_bytes()).decode("utf-8").splitlines():
        word, often, kept, chance, said = line.split("\t")
        if word.isascii():
            stems[word] = (int(kept) / 100, int(chance) / 100)
            continue
        weight = (_RAREST - int(often)) * 0.69
        entries[word] = LexiconEntry(frozenset(said.split()), int(kept) / 100, int(chance) / 100, weight)
    return Lexicon(entries, stems)
