"""Encoded pairs, sampled by weight and packed into batches of like length."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from cleaning import Pair
from torch import Tensor
from vocabulary import Encoder

WIDTHS = (*range(8, 48, 4), *range(48, 129, 8), 160, 192, 256)


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
    """Encode pairs; those with an unknown piece in the English side are left out.

    `sampling` > 0 draws the pieces of the Chinese side anew each time: English words drawn into pieces would
    be half again as long, and teach the model to spell.
    """
    made = (Example(p.source, zh(p.zh, sampling), en(p.en)) for p in pairs)
    return [e for e in made if 1 not in e.en]


def width(length: int) -> int:
    """The width of the batch that a row of some length goes into."""
    return next((w for w in WIDTHS if length <= w), length)


def padded(rows: Sequence[list[int]], pad: int) -> Tensor:
    """Rows of ids as one tensor of one of the few widths."""
    wide = width(max(map(len, rows)))
    return torch.tensor([row + [pad] * (wide - len(row)) for row in rows])


def pack(examples: list[Example], tokens: int, pad: int, rng: random.Random) -> list[tuple[Tensor, Tensor]]:
    """Batches (source, target) of at most about `tokens` padded pieces a side, in random order.

    Few shapes only: for every shape the kernels of a processor are compiled anew. Which pairs come together
    changes with the state of `rng`.
    """
    shelves: dict[tuple[int, int], list[Example]] = defaultdict(list)
    for example in rng.sample(examples, len(examples)):
        shelves[width(len(example.en)), width(len(example.zh))].append(example)
    batches: list[list[Example]] = []
    for shape, shelf in sorted(shelves.items()):
        rows = max(1, tokens // max(shape))
        batches += [shelf[start : start + rows] for start in range(0, len(shelf), rows)]
    rng.shuffle(batches)
    return [(padded([e.zh for e in b], pad), padded([e.en for e in b], pad)) for b in batches]
