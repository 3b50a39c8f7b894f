"""What the network is computed on, and in which precision: chosen anew at each start."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import torch

BFLOAT16_FLAGS = frozenset({"amx_bf16", "avx512_bf16"})


@dataclass(frozen=True)
class Hardware:
    """Device and number type of the computing copies; the weights that are stepped on stay fp32.

    `chunk` is how many rows of the output layer are computed at a time: few enough for a core's cache.
    """

    device: str
    dtype: torch.dtype
    chunk: int


def processor_flags(path: Path = Path("/proc/cpuinfo")) -> frozenset[str]:
    """The instruction sets that the processor names; none where the system does not tell."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return frozenset()
    lines = (line for line in text.splitlines() if line.startswith("flags"))
    return frozenset(next(lines, "").partition(":")[2].split())


def choose(device: str, flags: frozenset[str]) -> Hardware:
    """bf16 on an accelerator, and on a processor that multiplies it natively; elsewhere fp32.

    Raises SystemExit where CUDA is asked for and there is none.
    """
    if device == "cuda":
        if not torch.cuda.is_available():
            raise SystemExit("no CUDA device here: leave --device out to train on the processor")
        return Hardware("cuda", torch.bfloat16, 8192)
    native = bool(BFLOAT16_FLAGS & flags)
    return Hardware("cpu", torch.bfloat16 if native else torch.float32, 256)


def prepare_processor() -> None:
    """One thread a worker, no denormals, and room for the compiled kernels of every shape of batch."""
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8192")
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
