"""Split long pairs into aligned clauses, and find pairs whose sides do not say the same.

A monotone alignment of clauses by dynamic programming (after Gale & Church 1993), scored with the lexicon:
how much likelier the words of an English clause are beside a Chinese clause than by themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import torch
from cleaning import Pair, number_overlap
from torch import Tensor
from vocabulary import Encoder

BEADS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 0), (0, 1))
SKIP = -4.0
MERGE = -1.5
_ZH_CLAUSE = re.compile(r"(?:[^。；;，,！？]|(?<=\d),(?=\d))+[。；;，,！？]*")
_EN_CLAUSE = re.compile(r".+?(?:[;,](?=\s)|[.!?](?=\s+[A-Z(\[])|$)\s*")


@dataclass(frozen=True)
class Bead:
    """Clauses that belong together: half-open ranges on both sides and their score a piece."""

    zh: tuple[int, int]
    en: tuple[int, int]
    score: float


def split_zh(text: str) -> list[str]:
    """Clauses of a Chinese line with their punctuation; digits around a comma stay together."""
    return [p for p in _ZH_CLAUSE.findall(text) if p.strip()]


def split_en(text: str) -> list[str]:
    """Clauses of an English line with their punctuation."""
    return [p for p in _EN_CLAUSE.findall(text) if p.strip()]


class Aligner:
    """Scores and aligns clauses with p(target | source) and the frequency of target pieces."""

    def __init__(self, table: Tensor, frequency: Tensor, zh: Encoder, en: Encoder) -> None:
        self._table, self._frequency, self._zh, self._en = table, frequency, zh, en

    def gains(self, zh: list[str], en: list[str]) -> tuple[Tensor, Tensor, Tensor]:
        """Sums of p(t | s) over each Chinese clause (pieces, clauses), its lengths, clause of each piece."""
        rows, owner, columns, sizes = [], [], [], []
        for index, clause in enumerate(en):
            ids = self._en(clause)[:-1]
            rows += ids
            owner += [index] * len(ids)
        for clause in zh:
            ids = self._zh(clause)[:-1]
            columns += ids
            sizes.append(len(ids))
        target = torch.tensor(rows)
        matrix = self._table[target[:, None], torch.tensor(columns)[None]] / self._frequency[target][:, None]
        parts = torch.stack([part.sum(1) for part in matrix.split(sizes, 1)], 1)
        return parts, torch.tensor(sizes), torch.tensor(owner)

    def beads(self, zh: list[str], en: list[str]) -> list[Bead]:
        """The best monotone alignment of the clauses."""
        parts, sizes, owner = self.gains(zh, en)
        scores: dict[tuple[int, int, int], Tensor] = {}
        for width in (1, 2, 3):
            for i in range(len(zh) - width + 1):
                mean = parts[:, i : i + width].sum(1) / sizes[i : i + width].sum()
                gain = torch.log(0.3 + 0.7 * mean)
                scores[(i, width, 0)] = torch.zeros(len(en)).index_add_(0, owner, gain)
        lengths = torch.bincount(owner, minlength=len(en)).clamp(min=1).tolist()
        table = {key: value.tolist() for key, value in scores.items()}
        return _best_path(len(zh), len(en), table, lengths)


def _best_path(
    n: int, m: int, table: dict[tuple[int, int, int], list[float]], lengths: list[int]
) -> list[Bead]:
    best: dict[tuple[int, int], tuple[float, Bead | None]] = {(0, 0): (0.0, None)}
    for i in range(n + 1):
        for j in range(m + 1):
            for a, b in BEADS:
                before = best.get((i - a, j - b))
                if before is None:
                    continue
                gain, bead = SKIP, Bead((i - a, i), (j - b, j), -9.0)
                if a and b:
                    raw = sum(table[(i - a, a, 0)][j - b : j])
                    gain = raw + MERGE * (a + b - 2)
                    bead = Bead((i - a, i), (j - b, j), raw / sum(lengths[j - b : j]))
                if (i, j) not in best or before[0] + gain > best[(i, j)][0]:
                    best[(i, j)] = (before[0] + gain, bead)
    path, at = [], (n, m)
    while (step := best[at][1]) is not None:
        path.append(step)
        at = (step.zh[0], step.en[0])
    return path[::-1]


def ends_alike(zh: str, en: str) -> tuple[str, str]:
    """Both clauses with their last mark where both have the same kind, else both without it."""
    zh, en = zh.strip(), en.strip()
    for mark, others in ((",", "，,"), (";", "；;"), (".", "。.")):
        if en.endswith(mark) and zh[-1:] in others:
            return zh, en
    return zh.rstrip("，,；; "), en.rstrip(",; ")


def clause_pairs(pair: Pair, aligner: Aligner, least: float = 0.7) -> list[Pair]:
    """Shorter pairs cut from a long one: beads that score at least `least` a piece and agree in numbers."""
    zh, en = split_zh(pair.zh), split_en(pair.en)
    if not 2 <= len(zh) <= 24 or not 2 <= len(en) <= 24:
        return []
    found = []
    for bead in aligner.beads(zh, en):
        sides = ends_alike("".join(zh[slice(*bead.zh)]), "".join(en[slice(*bead.en)]))
        made = Pair(pair.source + "+", *sides)
        like = len(made.zh) >= 4 and 1.6 <= len(made.en) / len(made.zh) <= 5.5
        if like and bead.score >= least and number_overlap(made.zh, made.en) >= 0.8:
            found.append(made)
    return found if len(found) > 1 else []


def agreement(pair: Pair, aligner: Aligner) -> float:
    """How much likelier, in nats a piece, the English is beside the Chinese than by itself."""
    parts, sizes, _ = aligner.gains([pair.zh], [pair.en])
    return float(torch.log(0.3 + 0.7 * parts[:, 0] / sizes.sum()).mean())
