"""Word translation probabilities between pieces, by which the model starts and its attention is guided.

IBM model 1 (Brown et al. 1993) with the diagonal prior of fast_align (Dyer et al. 2013).
"""

from __future__ import annotations

import torch
from torch import Tensor

DIAGONAL = 4.0
NULL = 0.08


def diagonal_prior(target_lengths: Tensor, source_lengths: Tensor, rows: int, columns: int) -> Tensor:
    """Unnormalised prior that target position t stems from source position s: (batch, rows, columns)."""
    down = torch.arange(rows, device=target_lengths.device)[None, :, None]
    across = torch.arange(columns, device=source_lengths.device)[None, None, :]
    t, s = down / target_lengths[:, None, None], across / source_lengths[:, None, None]
    inside = across < source_lengths[:, None, None]
    return torch.exp(-DIAGONAL * (t - s).abs()) * inside


def posteriors(table: Tensor, source: Tensor, target: Tensor, pad: int) -> tuple[Tensor, Tensor]:
    """How probably each target piece stems from each source piece, and that it stems from one at all.

    `table[t, s]` is p(target piece t | source piece s), its column 0 that of the empty word. `source` is
    (batch, columns), `target` (batch, rows), both padded. Gives (batch, rows, columns) summing to one over
    columns, and (batch, rows).
    """
    source_lengths, target_lengths = (source != pad).sum(1), (target != pad).sum(1)
    prior = diagonal_prior(target_lengths, source_lengths, target.shape[1], source.shape[1])
    prior = prior / prior.sum(2, keepdim=True) * (1 - NULL)
    rows = target.clamp(max=table.shape[0] - 1)
    joint = table[rows[:, :, None], source[:, None, :]] * prior
    total = joint.sum(2)
    empty = table[rows, 0] * NULL
    return joint / (total[:, :, None] + 1e-12), total / (total + empty + 1e-12)


def sharpened(share: Tensor, rounds: int = 2) -> Tensor:
    """Posteriors that favour runs: a link counts more where its neighbours are linked alike.

    Tells apart the equal digits of a line and words that occur twice. Same shape, rows sum to one.
    """
    for _ in range(rounds):
        padded = torch.nn.functional.pad(share, (1, 1, 1, 1))
        run = padded[:, :-2, :-2] + padded[:, 2:, 2:]
        same = padded[:, :-2, 1:-1] + padded[:, 2:, 1:-1]
        share = share * (0.2 + run + 0.6 * same)
        share = share / (share.sum(2, keepdim=True) + 1e-12)
    return share


def _count(table: Tensor, batches: list[tuple[Tensor, Tensor]], pad: int) -> Tensor:
    counts = torch.zeros_like(table)
    flat = counts.view(-1)
    width = table.shape[1]
    for source, target in batches:
        share, some = posteriors(table, source, target, pad)
        real = (target != pad) & (target < table.shape[0])
        rows = target.clamp(max=table.shape[0] - 1)
        share = share * (some * real)[:, :, None]
        flat.index_add_(0, (rows[:, :, None] * width + source[:, None, :]).flatten(), share.flatten())
        flat.index_add_(0, (rows * width).flatten(), ((1 - some) * real).flatten())
    return counts


def lexicon(batches: list[tuple[Tensor, Tensor]], targets: int, size: int, rounds: int = 5) -> Tensor:
    """p(target | source) from padded batches of (source, target) ids: (targets, size).

    `targets` is the number of ids that may stand in a target, `size` that of the whole vocabulary, whose
    last id is the padding. Column 0, the end of the sentence, serves as the empty word.
    """
    table = torch.full((targets, size), 1.0 / targets)
    for _ in range(rounds):
        counts = _count(table, batches, size - 1)
        counts[:, size - 1] = 0
        table = (counts + 1e-7) / (counts.sum(0, keepdim=True) + 1e-7 * targets + 0.05)
    return table


def sentence_vectors(batches: list[tuple[Tensor, Tensor]], targets: int, width: int) -> Tensor:
    """Vectors of the target pieces from what stands within three pieces of them: (targets, width).

    Positive pointwise mutual information, reduced by singular value decomposition (Levy & Goldberg 2014).
    """
    counts = torch.zeros(targets * targets)
    for _, target in batches:
        for gap in (1, 2, 3):
            left, right = target[:, :-gap].flatten(), target[:, gap:].flatten()
            both = (left < targets) & (right < targets)
            flat = left[both] * targets + right[both]
            counts.index_add_(0, flat, torch.full(flat.shape, 1.0 / gap))
    square = counts.view(targets, targets)
    square = square + square.T
    rows = square.sum(1, keepdim=True) + 1.0
    smooth = rows**0.75
    ratio = torch.log((square + 1e-9) * smooth.sum() / (rows * smooth.T)).clamp(min=0)
    u, s, _ = torch.svd_lowrank(ratio, q=width, niter=3)
    return u * s.sqrt()


def _unit(rows: Tensor) -> Tensor:
    return rows / (rows.norm(dim=1, keepdim=True) + 1e-6)


def first_embedding(table: Tensor, vectors: Tensor, seed: int = 1) -> Tensor:
    """Embedding rows to start from, unit length: (size, width).

    A target piece gets its own vector with some noise; a source piece the mean of its translations.
    """
    targets, size = table.shape
    noise = torch.randn(size, vectors.shape[1], generator=torch.Generator().manual_seed(seed))
    rows = _unit(noise)
    centred = vectors - vectors.mean(0)
    rows[:targets] = _unit(_unit(centred) + 0.7 * rows[:targets])
    sharp = table[:, targets:] ** 1.3
    source = _unit((sharp.T / (sharp.sum(0)[:, None] + 1e-9)) @ rows[:targets])
    rows[targets:] = _unit(source + 0.3 * rows[targets:])
    rows[size - 1] = 0
    return rows
