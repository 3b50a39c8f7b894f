"""How sentences are grouped for a Marian model: like lengths together, in few padded shapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

LONGEST = 500
"""Pieces that a sentence may have: Marian positions end at 512."""

_STEP = 16
_BUDGET = 1024


def padded(length: int) -> int:
    """The padded length, in pieces: few shapes, since oneDNN compiles a kernel for each new one."""
    return -(-max(length, 1) // _STEP) * _STEP


def output_limit(length: int) -> int:
    """How many pieces may come out for a padded input length: room for every real sentence, an end to runaways."""
    return min(LONGEST, 2 * length + 32)


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions of the sentences, grouped by padded length and at most so many that the batch stays small.

    `lengths` are in pieces; sentences of length 0 or over LONGEST are left out.
    """
    usable = sorted(
        (i for i, n in enumerate(lengths) if 0 < n <= LONGEST), key=lambda i: (padded(lengths[i]), i)
    )
    batch: list[int] = []
    for i in usable:
        shape = padded(lengths[i])
        if batch and (padded(lengths[batch[0]]) != shape or (len(batch) + 1) * shape > _BUDGET):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
