"""The tensors of a `pytorch_model.bin`, without torch and without running anything that a pickle may name.

torch writes two forms: since 1.6 a zip with `data.pkl` and a file a storage, before that pickles one after the other
with the storages behind them. Most opus-mt weights are of the second.
"""

from __future__ import annotations

import io
import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.lib.stride_tricks import as_strided

_MAGIC = 0x1950A86A20F9469CFC6C
_TYPES = {
    "FloatStorage": "<f4", "HalfStorage": "<f2", "DoubleStorage": "<f8", "LongStorage": "<i8",
    "IntStorage": "<i4", "ByteStorage": "u1", "BoolStorage": "?",
}  # fmt: skip

_BROKEN = (
    *(pickle.UnpicklingError, zipfile.BadZipFile, EOFError, StopIteration),
    *(ValueError, KeyError, TypeError, AttributeError, IndexError),
)

Storage = np.ndarray[Any, np.dtype[Any]]


def read_tensors(path: Path) -> dict[str, Storage]:
    """The arrays of a saved state by name. Raises ValueError for what is none, or names anything but tensors."""
    try:
        with path.open("rb") as file:
            found = _zipped(path) if zipfile.is_zipfile(file) else _in_a_row(path)
    except _BROKEN as error:
        raise ValueError(f"{path.name} holds no tensors that can be read ({error})") from error
    return {name: value for name, value in found.items() if isinstance(value, np.ndarray)}


class _Tensors(pickle.Unpickler):
    """Knows the few names of which a state of tensors is made; `storage` gives the numbers of (type, key, count)."""

    def __init__(self, file: BinaryIO | io.BytesIO, storage: Callable[[str, str, int], Storage]) -> None:
        super().__init__(file)
        self._storage = storage

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _tensor
        if (module, name) == ("torch._utils", "_rebuild_parameter"):
            return lambda tensor, *_: tensor
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if module == "torch" and name in _TYPES:
            return _TYPES[name]
        raise pickle.UnpicklingError(f"it names {module}.{name}")

    def persistent_load(self, pid: Any) -> Storage:
        _, kind, key, _, count, *_ = pid
        return self._storage(kind, key, count)


def _tensor(
    storage: Storage, offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_: object
) -> Storage:
    """A view of a storage. Raises ValueError where it would reach beyond."""
    reach = offset + sum((n - 1) * step for n, step in zip(size, stride, strict=True)) + 1
    if min((0, offset, *size, *stride)) < 0 or (0 not in size and reach > len(storage)):
        raise ValueError("a tensor reaches beyond its storage")
    steps = tuple(step * storage.itemsize for step in stride)
    return as_strided(storage[offset:], size, steps)


def _zipped(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        index = next(name for name in archive.namelist() if name.endswith("/data.pkl"))
        base = index.removesuffix("data.pkl")

        def storage(kind: str, key: str, count: int) -> Storage:
            return np.frombuffer(archive.read(f"{base}data/{key}"), kind, count)

        found: dict[str, Any] = _Tensors(io.BytesIO(archive.read(index)), storage).load()
    return found


def _in_a_row(path: Path) -> dict[str, Any]:
    """The older form: the state names storages that stand behind it, so they are filled after they were named."""
    storages: dict[str, Storage] = {}

    def storage(kind: str, key: str, count: int) -> Storage:
        return storages.setdefault(key, np.zeros(count, kind))

    with path.open("rb") as file:
        magic, _version, _machine, found, keys = (_Tensors(file, storage).load() for _ in range(5))
        if magic != _MAGIC:
            raise ValueError("it was not written by torch")
        for key in keys:
            count = int.from_bytes(file.read(8), "little")
            into = storages[key]
            into[:] = np.frombuffer(file.read(count * into.itemsize), into.dtype, len(into))
    state: dict[str, Any] = found
    return state
