"""Pages looked at by pdfium: quick, in one process of its own for all documents, and never the last word.

What it tells spares a program of poppler's; where it tells nothing, that program is started.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.engines.standing import StandingProgram
from pipeline.errors import ToolError
from pipeline.records.page import Pixels
from pipeline.trace import tell

_PROGRAM = Path(__file__).with_name("pdfium_program.py")
_SECONDS = 20.0
"""How long one answer may take; poppler takes over then."""


class Pdfium:
    """Asks the program, which is started at the first question and again after its end."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._program = StandingProgram([sys.executable, "-P", str(_PROGRAM)], min(seconds, _SECONDS))
        self._failed: Path | None = None

    def drawn(self, path: Path, page: int, dpi: int) -> Pixels | None:
        """A page as a BGR picture, None where it cannot be drawn."""
        answer = self._ask("drawn", path, page, dpi)
        if answer is None:
            return None
        about, rows = answer
        height, width, stride = (int(about[key]) for key in ("height", "width", "stride"))
        grid = np.frombuffer(rows, np.uint8).reshape(height, stride)
        return grid[:, : 3 * width].reshape(height, width, 3)

    def pictured(self, path: Path, page: int) -> float | None:
        """The square points that a page's pictures take up together, None where it cannot be told."""
        answer = self._ask("pictured", path, page)
        return None if answer is None else float(answer[0]["area"])

    def _ask(self, what: str, path: Path, *asked: object) -> tuple[dict[str, Any], bytearray] | None:
        """The answer about a document; none about one that it has failed on before."""
        if path == self._failed:
            return None
        try:
            return self._program.ask(what, str(path.absolute()), *asked)
        except (ToolError, ValueError) as error:
            self._failed = path
            tell("engines.pdfium", "gave no answer: %s", error)
            return None
