"""The recognition model with products of eight-bit numbers: half the time, on processors made for them.

Its work is nearly all in convolutions that look at single places, which are products of matrices. Their weights become whole
numbers with a scale for each channel, and what comes in is scaled anew in every line (dynamic quantization), so nothing is
trained, calibrated or downloaded: the model in RapidOCR's wheel is rewritten at first use and kept in the cache.
"""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.engines.manifest import cache_place
from pipeline.engines.onnx_file import Message, array, node, read, tensor

FORM = 3
"""Counts up whenever what is written differs, so that an older one in the cache is not taken for it."""
_FLAGS = frozenset({"avx512_vnni", "avx_vnni"})
"""What Linux calls the instructions without which eight-bit products are slow or overflow."""
_WIDE = 96
"""Channels that come in and go out at least where it is worth while."""
_TOP = 127
"""The largest weight."""
_SINGLE, _WITH_BIAS = (1, 1), 3
"""What a convolution sees that looks at single places, and how many inputs it has with a bias."""


def fit_for_eight_bits() -> bool:
    """Whether this processor has instructions for products of eight-bit numbers that cannot overflow."""
    if platform.machine() not in {"x86_64", "AMD64"}:
        return False
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
        flags = next((line for line in lines if line.startswith("flags")), "")
        return bool(_FLAGS & set(flags.split()))
    return False


def eight_bit(model: Path) -> Path | bytes:
    """The model with eight-bit products, as a file in the cache or, where that cannot be written, as its content."""
    mark = f"{version('rapidocr')}-{version('onnxruntime')}-{FORM}"
    made = cache_place() / "recognition" / f"{model.stem}-{mark}.onnx"
    if made.is_file():
        return made
    content = rewritten(simplified(model))
    try:
        made.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=made.parent, prefix=".", suffix=".part", delete=False) as part:
            part.write(content)
        Path(part.name).replace(made)
    except OSError:
        return content
    return made


def simplified(model: Path) -> Message:
    """The model as onnxruntime simplifies it for any processor, its convolutions left alone."""
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

    options = SessionOptions()
    options.log_severity_level = 4
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    apart = ["ConvAddActivationFusion", "ConvActivationFusion", "MatmulTransposeFusion"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "simplified.onnx"
        options.optimized_model_filepath = str(path)
        InferenceSession(str(model), options, providers=["CPUExecutionProvider"], disabled_optimizers=apart)
        return read(path.read_bytes())


def rewritten(model: Message) -> bytes:
    """The content of a model (from strips to probabilities) with eight-bit products."""
    graph = model.graph
    nodes = list(_Rewriting(graph).nodes())
    used = {name for found in nodes for name in found.input}
    kept = [found for found in graph.initializer if found.name in used]
    del graph.node[:], graph.initializer[:], graph.value_info[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept)
    return bytes(model.SerializeToString())


class _Rewriting:
    """The nodes of a graph, rewritten one after the other; new initializers are put into the graph."""

    def __init__(self, graph: Message) -> None:
        self._graph = graph
        self._values = {found.name: found for found in graph.initializer}

    def nodes(self) -> Iterator[Message]:
        """The nodes of the new graph, in order."""
        total = self._last_sum()
        for found in self._graph.node:
            if found.op_type == "Conv" and self._is_product(found):
                yield from self._convolution(found)
            elif total is not None and found.output[0] == total.input[0]:
                weights = array(self._values[found.input[1]])
                yield self._product(found.input[0], weights, total.input[1], total.output[0])
            elif found is not total:
                yield found

    def _is_product(self, found: Message) -> bool:
        """Whether a convolution looks at single places and is wide."""
        out, into, *seen = self._values[found.input[1]].dims
        return tuple(seen) == _SINGLE and min(out, into) >= _WIDE and len(found.input) == _WITH_BIAS

    def _convolution(self, found: Message) -> Iterator[Message]:
        start, end = found.input[0], found.output[0]
        weights, bias = (array(self._values[name]) for name in found.input[1:])
        yield node("Transpose", [start], [f"{end}_in"], perm=[0, 2, 3, 1])
        matrix = np.ascontiguousarray(weights.reshape(len(weights), -1).T)
        yield self._product(f"{end}_in", matrix, self._kept(f"{end}_bias", bias.reshape(-1)), f"{end}_out")
        yield node("Transpose", [f"{end}_out"], [end], perm=[0, 3, 1, 2])

    def _last_sum(self) -> Message | None:
        """The sum after the product with the alphabet, whose softmax is what the model gives."""
        by_output = {name: found for found in self._graph.node for name in found.output}
        total = by_output.get(by_output[self._graph.output[0].name].input[0])
        product = by_output.get(total.input[0]) if total is not None and total.op_type == "Add" else None
        return total if product is not None and product.op_type == "MatMul" else None

    def _product(self, start: str, weights: NDArray[np.float32], bias: str, end: str) -> Message:
        """The product of what comes in with weights (in, out), each column of which has a scale."""
        scales = (np.maximum(np.abs(weights).max(axis=0), 1e-8) / _TOP).astype(np.float32)
        whole = self._kept(f"{end}_weights", np.round(weights / scales).astype(np.int8))
        inputs = [start, whole, self._kept(f"{end}_scales", scales), "", bias]
        return node("DynamicQuantizeMatMul", inputs, [end], "com.microsoft")

    def _kept(self, name: str, values: NDArray[np.generic]) -> str:
        self._graph.initializer.append(tensor(name, values))
        return name
