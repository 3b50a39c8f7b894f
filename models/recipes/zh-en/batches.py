"""Encoded pairs, sampled by weight and packed into batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from cleaning import Pair
from torch import Tensor
from vocabulary import Encoder

ROUND_TO = 8


@dataclass(frozen=True)
class Example:
    """One pair as ids of the joint vocabulary, each side ending in `</s>`."""

    source: str
    zh: list[int]
    en: list[int]


def read_pairs(path: Path) -> list[Pair]:
    """Pairs of a prepared tab-separated file."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [Pair(a, b, c) for a, b, c in rows]


def encode(pairs: Iterable[Pair], zh: Encoder, en: Encoder, sampling: float = 0.0) -> list[Example]:
    """Encode pairs; those with an unknown piece in the English side are left out."""
    made = (Example(p.source, zh(p.zh, sampling), en(p.en, sampling)) for p in pairs)
    return [e for e in made if 1 not in e.en]


def pad_to_step(rows: Sequence[list[int]], pad: int) -> Tensor:
    """Rows of ids as one tensor, as wide as the longest rounded up to eight."""
    width = max(map(len, rows))
    width += -width % ROUND_TO
    return torch.tensor([row + [pad] * (width - len(row)) for row in rows])


def pack(examples: list[Example], tokens: int, pad: int, rng: random.Random) -> list[tuple[Tensor, Tensor]]:
    """Batches (source, target) of at most about `tokens` padded target pieces, in random order.

    Pairs of like length come together; which pairs exactly changes with the state of `rng`.
    """

    def key(e: Example) -> tuple[int, float]:
        return (-(-max(len(e.en), len(e.zh)) // ROUND_TO), len(e.en) + rng.random() * 4)

    batches: list[list[Example]] = []
    widest = 0
    for example in sorted(examples, key=key):
        widest = max(widest, len(example.en), len(example.zh))
        if batches and (len(batches[-1]) + 1) * widest <= tokens:
            batches[-1].append(example)
        else:
            batches.append([example])
            widest = max(len(example.en), len(example.zh))
    rng.shuffle(batches)
    return [(pad_to_step([e.zh for e in b], pad), pad_to_step([e.en for e in b], pad)) for b in batches]
