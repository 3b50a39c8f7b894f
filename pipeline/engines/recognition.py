"""The recognition model: in eight bits where the processor is made for it, and again in full where that is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.engines.ctc import BLANK, Labels, Peak, Shares, decode
from pipeline.engines.eight_bit import eight_bit, fit_for_eight_bits
from pipeline.engines.onnx import Model
from pipeline.engines.strips import HEIGHT

DOUBT = 0.6
"""A line in which the eight-bit model reads a character with less confidence is read again in full."""
FOREIGN = 0.8
"""A line that is read with less confidence all in all is in a script that the models lack."""
THIN, LONG = 0.7, 8
"""So is one of so many squares of its height in which ink stands, of which fewer characters are read to a square: print that is known
has 1 to 3."""
_TWO_WIDTHS = frozenset(",，:：;；()（）~～")


class Recognition:
    """Reads strips of lines."""

    def __init__(self, path: Path, threads: int) -> None:
        self._path, self._threads = path, threads
        self._in_eight_bits = fit_for_eight_bits()

    @property
    def kind(self) -> str:
        """In what numbers lines are read first."""
        return "int8" if self._in_eight_bits else "float32"

    def __call__(self, content: NDArray[np.float32]) -> tuple[Peak, ...]:
        """The characters in a strip, (1, 3, HEIGHT, columns). Raises ToolFailed."""
        if self._in_eight_bits:
            best, sure = likeliest(self._quick, content)
            if not in_doubt(best, sure, self._characters, inked_squares(content)):
                return decode(best, sure, self._characters)
        return decode(*likeliest(self._full, content), self._characters)

    @cached_property
    def _quick(self) -> Model:
        return Model(eight_bit(self._path), self._threads)

    @cached_property
    def _full(self) -> Model:
        return Model(self._path, self._threads)

    @cached_property
    def _characters(self) -> Sequence[str]:
        return ["", *(self._quick if self._in_eight_bits else self._full).characters, " "]


def likeliest(model: Model, content: NDArray[np.float32]) -> tuple[Labels, Shares]:
    """For each step of a strip the likeliest character and how likely it is. Raises ToolFailed.

    numpy finds them several times faster than onnxruntime's own nodes.
    """
    scores = model(content)[0]
    best = scores.argmax(axis=1)
    return best, scores[np.arange(len(best)), best]


def inked_squares(content: NDArray[np.float32]) -> float:
    """The width of what is inked of a strip, in its heights."""
    return float((content[0, 0].min(axis=0) < 0).sum()) / HEIGHT


def in_doubt(best: Labels, sure: Shares, characters: Sequence[str], squares: float) -> bool:
    """Whether a line is to be read again in full: a character is unsure, or one may be lost between two gaps.

    Spaces, and signs that come in two widths, are no doubts: the ink tells those, and both widths count as one. Nor is a line
    that is unsure all over, or of whose ink, so many `squares` of its height wide, next to nothing is read: it is in a script
    that neither model has.
    """
    inked = [peak for peak in decode(best, sure, characters) if not peak.text.isspace()]
    unsure = sum(peak.confidence for peak in inked) < FOREIGN * len(inked)
    if unsure or (squares > LONG and len(inked) < THIN * squares):
        return False
    gap = np.pad(best == BLANK, 1, constant_values=True)
    lost = gap[:-2] & gap[1:-1] & gap[2:] & (sure < DOUBT)
    return bool(lost.any()) or any(peak.confidence < DOUBT for peak in inked if peak.text not in _TWO_WIDTHS)
