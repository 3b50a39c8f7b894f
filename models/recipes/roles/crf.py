"""The fitting itself: a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) with L2 penalty, by L-BFGS.

Ours because examples count differently, and because weights without one journal are found from those without any: eight
fits take the time of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import torch
from torch import Tensor

from pipeline.stages.segment.aligned import Example
from pipeline.stages.segment.front import LABELS, Weights

_STEPS, _TOLERANCE = 120, 1e-5
_CODES = {label: n for n, label in enumerate(LABELS)}
_K = len(LABELS)


@dataclass(frozen=True)
class _Batch:
    """Examples of like length as tensors, padded: features of each line, labels, which lines are real."""

    shown: Tensor
    turned: Tensor
    labels: Tensor
    real: Tensor
    counts: Tensor


class _Product(torch.autograd.Function):
    """A sparse matrix times a dense one, with the gradient of the dense one by the turned matrix."""

    @staticmethod
    def forward(ctx: Any, shown: Tensor, turned: Tensor, weights: Tensor) -> Tensor:
        ctx.turned = turned
        return shown @ weights

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[None, None, Tensor]:
        return None, None, ctx.turned @ grads[0].contiguous()


def fitted(weighed: Sequence[tuple[Example, float]], smooth: float, start: Weights | None = None) -> Weights:
    """The weights that fit some examples best, each counted so often; `smooth` is the L2 penalty, `start` where to begin."""
    names = sorted({feature for example, _ in weighed for line in example.lines for feature in line})
    places = {name: n for n, name in enumerate(names)}
    batches = [_batch(like, places) for like in _by_length(weighed)]
    states, moves = torch.zeros(len(names), _K), torch.zeros(_K, _K)
    if start is not None:
        _begin(states, moves, places, start)
    states.requires_grad_()
    moves.requires_grad_()
    search = torch.optim.LBFGS(
        [states, moves],
        max_iter=_STEPS,
        tolerance_change=_TOLERANCE,
        history_size=12,
        line_search_fn="strong_wolfe",
    )

    def loss() -> Tensor:
        search.zero_grad()
        value = sum((_loss(batch, states, moves) for batch in batches), torch.zeros(()))
        value = value + 0.5 * smooth * (states.square().sum() + moves.square().sum())
        value.backward()  # type: ignore[no-untyped-call]
        return value

    search.step(loss)  # type: ignore[arg-type]
    return _weights(names, states.detach(), moves.detach())


def _by_length(weighed: Sequence[tuple[Example, float]]) -> Iterator[list[tuple[Example, float]]]:
    """The examples by the length of their runs: padding is what costs most."""
    known = sorted(weighed, key=lambda one: len(one[0].lines))
    for _, like in groupby(known, key=lambda one: len(one[0].lines).bit_length()):
        yield list(like)


def _batch(weighed: Sequence[tuple[Example, float]], places: Mapping[str, int]) -> _Batch:
    longest = max(len(example.lines) for example, _ in weighed)
    rows, columns = [], []
    labels = torch.zeros(len(weighed), longest, dtype=torch.long)
    real = torch.zeros(len(weighed), longest, dtype=torch.bool)
    for e, (example, _) in enumerate(weighed):
        for n, (line, label) in enumerate(zip(example.lines, example.labels, strict=True)):
            rows += [e * longest + n] * len(line)
            columns += [places[feature] for feature in line]
            labels[e, n], real[e, n] = _CODES[label], True
    shown = torch.sparse_coo_tensor(
        torch.tensor([rows, columns]),
        torch.ones(len(rows)),
        (len(weighed) * longest, len(places)),
        check_invariants=True,
    ).coalesce()
    counts = torch.tensor([count for _, count in weighed])
    return _Batch(shown.to_sparse_csr(), shown.t().coalesce().to_sparse_csr(), labels, real, counts)


def _loss(batch: _Batch, states: Tensor, moves: Tensor) -> Tensor:
    """Minus the logarithm of how likely all labels are."""
    many, longest = batch.labels.shape
    fits = _Product.apply(batch.shown, batch.turned, states).view(many, longest, _K)
    own = fits.gather(2, batch.labels.unsqueeze(2)).squeeze(2)
    score = (own * batch.real).sum(1)
    taken = moves[batch.labels[:, :-1], batch.labels[:, 1:]]
    score = score + (taken * batch.real[:, 1:]).sum(1)
    ahead = fits[:, 0]
    for n in range(1, longest):
        onward = torch.logsumexp(ahead.unsqueeze(2) + moves, 1) + fits[:, n]
        ahead = torch.where(batch.real[:, n].unsqueeze(1), onward, ahead)
    return ((torch.logsumexp(ahead, 1) - score) * batch.counts).sum()


def _begin(states: Tensor, moves: Tensor, places: Mapping[str, int], start: Weights) -> None:
    for feature, own in start.states.items():
        for label, weight in own.items():
            if feature in places:
                states[places[feature], _CODES[label]] = weight
    for (before, label), weight in start.moves.items():
        moves[_CODES[before], _CODES[label]] = weight


def _weights(names: Sequence[str], states: Tensor, moves: Tensor) -> Weights:
    rows = zip(names, states.tolist(), strict=True)
    return Weights(
        {name: dict(zip(LABELS, row, strict=True)) for name, row in rows},
        {
            (before, label): float(moves[_CODES[before], _CODES[label]])
            for before in LABELS
            for label in LABELS
        },
    )
