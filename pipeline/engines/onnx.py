"""One ONNX model, run in this process by onnxruntime."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ToolFailed

QUIET = 4
"""onnxruntime's level of messages at which only fatal ones are printed."""


class Model:
    """A model with one input, from a file or from its content, which is opened when it is first asked: many documents need none.

    It keeps no memory from one run to the next: strips of all lengths would add up, and the time is the same.
    """

    def __init__(self, source: Path | bytes, threads: int) -> None:
        self._source, self._threads = source, threads

    @cached_property
    def _session(self) -> Any:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.log_severity_level = QUIET
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        source = self._source if isinstance(self._source, bytes) else str(self._source)
        return InferenceSession(source, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _name(self) -> str:
        return str(self._session.get_inputs()[0].name)

    @property
    def characters(self) -> list[str]:
        """The alphabet written in a recognition model, one character a line."""
        return list(self._session.get_modelmeta().custom_metadata_map["character"].splitlines())

    def __call__(self, content: NDArray[np.float32]) -> NDArray[np.float32]:
        """The model's only answer. Raises ToolFailed."""
        try:
            answers: list[NDArray[np.float32]] = self._session.run(None, {self._name: content})
        except Exception as error:
            raise ToolFailed(f"RapidOCR failed ({type(error).__name__}).", cure="Report the file.") from error
        return answers[0]
