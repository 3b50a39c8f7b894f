"""Greedy CTC decoding (Graves et al. 2006) that keeps where in the line each character stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

BLANK = 0


class Peak(NamedTuple):
    """A character read, where its peak stands as a share of the width given to the model, and how sure it is."""

    text: str
    start: float
    end: float
    confidence: float


def decode(scores: Scores, characters: Sequence[str]) -> tuple[Peak, ...]:
    """Read one line. `scores` (steps, characters) are probabilities; repeated steps of a character are one glyph."""
    best = scores.argmax(axis=1)
    steps = len(best)
    borders = np.flatnonzero(np.diff(best)) + 1
    starts = np.concatenate(([0], borders))
    ends = np.concatenate((borders, [steps]))
    glyphs = []
    for start, end in zip(starts, ends, strict=True):
        label = int(best[start])
        if label == BLANK:
            continue
        confidence = float(scores[start:end, label].max())
        glyphs.append(Peak(characters[label], start / steps, end / steps, min(1.0, confidence)))
    return tuple(glyphs)
