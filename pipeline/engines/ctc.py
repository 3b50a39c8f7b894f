"""Greedy CTC decoding (Graves et al. 2006) that keeps where in the line each character stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]
Shares = NDArray[np.float32]

BLANK = 0


class Peak(NamedTuple):
    """A character read, where its peak stands as a share of the width given to the model, and how sure it is."""

    text: str
    start: float
    end: float
    confidence: float


def decode(best: Labels, sure: Shares, characters: Sequence[str]) -> tuple[Peak, ...]:
    """Read one line: the likeliest character of each step and its probability; repeated steps of one are one glyph."""
    steps = len(best)
    borders = np.flatnonzero(np.diff(best)) + 1
    starts = np.concatenate(([0], borders))
    ends = np.concatenate((borders, [steps]))
    glyphs = []
    for start, end in zip(starts, ends, strict=True):
        label = int(best[start])
        if label == BLANK:
            continue
        confidence = float(sure[start:end].max())
        glyphs.append(Peak(characters[label], start / steps, end / steps, min(1.0, confidence)))
    return tuple(glyphs)
