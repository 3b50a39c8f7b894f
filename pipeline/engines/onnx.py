"""One ONNX model, run in this process by onnxruntime."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ToolFailed

QUIET = 4
"""onnxruntime's level of messages at which only fatal ones are printed."""


class Model:
    """A model with one input, from a file or from its content."""

    def __init__(self, source: Path | bytes, threads: int) -> None:
        from onnxruntime import InferenceSession, RunOptions, SessionOptions

        options = SessionOptions()
        options.log_severity_level = QUIET
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session: Any = InferenceSession(
            source if isinstance(source, bytes) else str(source),
            options,
            providers=["CPUExecutionProvider"],
        )
        self._name: str = self._session.get_inputs()[0].name
        self._last: Any = RunOptions()
        self._last.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")

    @property
    def characters(self) -> list[str]:
        """The alphabet written in a recognition model, one character a line."""
        return list(self._session.get_modelmeta().custom_metadata_map["character"].splitlines())

    def __call__(self, content: NDArray[np.float32], *, last: bool = True) -> NDArray[np.float32]:
        """The model's only answer. Raises ToolFailed."""
        answer: NDArray[np.float32] = self.answers(content, last=last)[0]
        return answer

    def answers(self, content: NDArray[np.float32], *, last: bool = True) -> list[NDArray[Any]]:
        """All of the model's answers. Raises ToolFailed.

        The `last` of some runs gives their memory back, so that no page leaves it larger; to do so at each costs a tenth.
        """
        try:
            found: list[NDArray[Any]] = self._session.run(
                None, {self._name: content}, self._last if last else None
            )
        except Exception as error:
            raise ToolFailed(f"RapidOCR failed ({type(error).__name__}).", cure="Report the file.") from error
        return found
