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
    """A model with one input, from a file or from its content, which is opened when it is first asked: many documents need none."""

    def __init__(self, source: Path | bytes, threads: int) -> None:
        self._source, self._threads = source, threads

    @cached_property
    def _session(self) -> Any:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.log_severity_level = QUIET
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        source = self._source if isinstance(self._source, bytes) else str(self._source)
        return InferenceSession(source, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _name(self) -> str:
        return str(self._session.get_inputs()[0].name)

    @cached_property
    def _last(self) -> Any:
        from onnxruntime import RunOptions

        options = RunOptions()
        options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        return options

    @property
    def characters(self) -> list[str]:
        """The alphabet written in a recognition model, one character a line."""
        return list(self._session.get_modelmeta().custom_metadata_map["character"].splitlines())

    def __call__(self, content: NDArray[np.float32], *, last: bool = True) -> NDArray[np.float32]:
        """The model's only answer. Raises ToolFailed.

        The `last` of some runs gives their memory back, so that no page leaves it larger; to do so at each costs a tenth.
        """
        try:
            answers: list[NDArray[np.float32]] = self._session.run(
                None, {self._name: content}, self._last if last else None
            )
        except Exception as error:
            raise ToolFailed(f"RapidOCR failed ({type(error).__name__}).", cure="Report the file.") from error
        return answers[0]
