"""The fitting itself: a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) by L-BFGS.

The L2 penalty is on the distance from other weights where such are given (Chelba and Acero 2004): what pages of our own
making tell is kept where real ones say nothing. Ours because examples count differently and for that penalty.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import torch
from torch import Tensor

from pipeline.stages.segment.aligned import LabelledRun
from pipeline.stages.segment.front import LABELS, RoleWeights

_STEPS, _TOLERANCE = 60, 1e-5
_NONE = RoleWeights({}, {})
torch.set_num_threads(1)
warnings.filterwarnings("ignore", "Sparse CSR tensor support", UserWarning)
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


def fitted(
    weighed: Sequence[tuple[LabelledRun, float]], smooth: float, near: RoleWeights = _NONE
) -> RoleWeights:
    """The weights that fit some examples best, each counted so often; `smooth` is the L2 penalty on how far they are from `near`."""
    names = sorted({f for example, _ in weighed for line in example.lines for f in line} | set(near.states))
    places = {name: n for n, name in enumerate(names)}
    batches = [_batch(like, places) for like in _by_length(weighed)]
    origin = _as_tensors(near, places)
    states, moves = (part.clone().requires_grad_() for part in origin)
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
        far = (states - origin[0]).square().sum() + (moves - origin[1]).square().sum()
        value = value + 0.5 * smooth * far
        value.backward()  # type: ignore[no-untyped-call]
        return value

    search.step(loss)  # type: ignore[arg-type]
    return _weights(names, states.detach(), moves.detach())


def _by_length(weighed: Sequence[tuple[LabelledRun, float]]) -> Iterator[list[tuple[LabelledRun, float]]]:
    """The examples by the length of their runs: padding is what costs most."""
    known = sorted(weighed, key=lambda one: len(one[0].lines))
    for _, like in groupby(known, key=lambda one: len(one[0].lines).bit_length()):
        yield list(like)


def _batch(weighed: Sequence[tuple[LabelledRun, float]], places: Mapping[str, int]) -> _Batch:
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


def _as_tensors(known: RoleWeights, places: Mapping[str, int]) -> tuple[Tensor, Tensor]:
    states, moves = torch.zeros(len(places), _K), torch.zeros(_K, _K)
    for feature, own in known.states.items():
        for label, weight in own.items():
            states[places[feature], _CODES[label]] = weight
    for (before, label), weight in known.moves.items():
        moves[_CODES[before], _CODES[label]] = weight
    return states, moves


def _weights(names: Sequence[str], states: Tensor, moves: Tensor) -> RoleWeights:
    rows = zip(names, states.tolist(), strict=True)
    return RoleWeights(
        {name: dict(zip(LABELS, row, strict=True)) for name, row in rows},
        {
            (before, label): float(moves[_CODES[before], _CODES[label]])
            for before in LABELS
            for label in LABELS
        },
    )
