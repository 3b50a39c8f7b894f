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

DOUBT = 0.6
"""A line in which the eight-bit model reads a character with less confidence is read again in full."""
FOREIGN = 0.8
"""A line that is read with less confidence all in all is in a script that the models lack."""
_TWO_WIDTHS = frozenset(",，:：;；()（）~～")


class Recognition:
    """Reads strips of lines."""

    def __init__(self, path: Path, threads: int) -> None:
        self._path, self._threads = path, threads
        self._quick = Model(eight_bit(path), threads) if fit_for_eight_bits() else None
        self._characters = ["", *(self._quick or self._full).characters, " "]

    @property
    def kind(self) -> str:
        """In what numbers lines are read first."""
        return "float32" if self._quick is None else "int8"

    def __call__(self, content: NDArray[np.float32]) -> tuple[Peak, ...]:
        """The characters in a strip, (1, 3, HEIGHT, columns). Raises ToolFailed."""
        if self._quick is not None:
            best, sure = self._quick.answers(content, last=False)
            if not in_doubt(best[0], sure[0], self._characters):
                return decode(best[0], sure[0], self._characters)
        scores = self._full(content, last=False)[0]
        return decode(scores.argmax(axis=1), scores.max(axis=1), self._characters)

    def rest(self, content: NDArray[np.float32]) -> None:
        """Give the memory back that lines took, by reading a strip of paper."""
        for model in self._opened():
            model.answers(content)

    def _opened(self) -> Sequence[Model]:
        full = [self._full] if "_full" in self.__dict__ else []
        return [*full, *([self._quick] if self._quick else [])]

    @cached_property
    def _full(self) -> Model:
        return Model(self._path, self._threads)


def in_doubt(best: Labels, sure: Shares, characters: Sequence[str]) -> bool:
    """Whether a line is to be read again in full: a character is unsure, or one may be lost between two gaps.

    Spaces, and signs that come in two widths, are no doubts: the ink tells those, and both widths count as one. Nor is a line
    that is unsure all over: it is in a script that neither model has.
    """
    inked = [peak for peak in decode(best, sure, characters) if not peak.text.isspace()]
    if inked and sum(peak.confidence for peak in inked) < FOREIGN * len(inked):
        return False
    gap = np.pad(best == BLANK, 1, constant_values=True)
    lost = gap[:-2] & gap[1:-1] & gap[2:] & (sure < DOUBT)
    return bool(lost.any()) or any(peak.confidence < DOUBT for peak in inked if peak.text not in _TWO_WIDTHS)
