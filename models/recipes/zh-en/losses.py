"""What training descends: cross-entropy of the next piece, computed in chunks, and the guided alignment."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import Function


class _ChunkedCrossEntropy(Function):
    """Loss and gradients of the output layer, a chunk of rows at a time.

    The scores of a batch over 8,000 pieces would fill 50 MB several times over; a chunk stays in the cache,
    and its gradient is known as soon as its scores are.
    """

    @staticmethod
    def forward(
        ctx: Any, states: Tensor, weight: Tensor, wanted: Tensor, smoothing: float, chunk: int
    ) -> Tensor:
        count, pieces = len(states), len(weight)
        to_states = torch.empty_like(states)
        to_weight = torch.zeros(weight.shape, device=weight.device)
        total = torch.zeros((), device=weight.device)
        for start in range(0, count, chunk):
            rows, gold = states[start : start + chunk], wanted[start : start + chunk, None]
            filled = torch.nn.functional.pad(rows, (0, 0, 0, chunk - len(rows)))
            scores = (filled @ weight.T)[: len(rows)].float()
            norm = scores.logsumexp(1, keepdim=True)
            loss = norm - (1 - smoothing) * scores.gather(1, gold) - smoothing * scores.mean(1, keepdim=True)
            total += loss.sum()
            slope = scores.sub_(norm).exp_().sub_(smoothing / pieces)
            slope.scatter_add_(1, gold, slope.new_full(gold.shape, smoothing - 1))
            grad = torch.nn.functional.pad((slope / count).to(weight.dtype), (0, 0, 0, chunk - len(rows)))
            to_states[start : start + chunk] = (grad @ weight)[: len(rows)]
            to_weight += grad.T @ filled
        ctx.save_for_backward(to_states, to_weight.to(weight.dtype))
        return total / count

    @staticmethod
    def backward(ctx: Any, outer: Tensor) -> tuple[Tensor, Tensor, None, None, None]:
        to_states, to_weight = ctx.saved_tensors
        return to_states * outer.to(to_states.dtype), to_weight * outer.to(to_weight.dtype), None, None, None


def word_loss(states: Tensor, weight: Tensor, wanted: Tensor, smoothing: float, chunk: int = 256) -> Tensor:
    """Mean cross-entropy in nats a target piece, labels smoothed.

    `states` is (rows, width), `weight` (pieces, width), `wanted` the ids (rows) that ought to follow.
    """
    loss: Tensor = _ChunkedCrossEntropy.apply(states, weight, wanted, smoothing, chunk)  # type: ignore[no-untyped-call]
    return loss


def guide_loss(attention: Tensor, posterior: Tensor, some: Tensor) -> Tensor:
    """Cross-entropy of the attention against word alignments (Chen et al. 2016), each row weighted by `some`."""
    rows = -(posterior * (attention + 1e-6).log()).sum(2)
    return (rows * some).sum() / (some.sum() + 1e-6)
