"""Files of torch are read without torch; what else a pickle may hold is refused, never run."""

from __future__ import annotations

import io
import os
import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path

import numpy as np
import pytest

from pipeline.engines.pickled import read_tensors

torch = pytest.importorskip("torch")


@pytest.mark.parametrize("zipped", [True, False])
def test_tensors_of_every_kind_come_back(tmp_path: Path, zipped: bool) -> None:
    whole = torch.arange(24, dtype=torch.float32).reshape(4, 6)
    state = OrderedDict(
        a=whole, turned=whole.T, part=whole[1:3, 2:], half=whole.half(), ids=torch.tensor([3, -1]), one=torch.tensor(2.5)
    )  # fmt: skip
    torch.save(state, tmp_path / "x.bin", _use_new_zipfile_serialization=zipped)
    found = read_tensors(tmp_path / "x.bin")
    assert list(found) == list(state)
    for name, value in state.items():
        assert np.array_equal(found[name], value.numpy()), name


@pytest.mark.parametrize("zipped", [True, False])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, zipped: bool) -> None:
    path = tmp_path / "x.bin"
    torch.save({"a": torch.zeros(5000)}, path, _use_new_zipfile_serialization=zipped)
    content = path.read_bytes()
    for length in (0, 10, 300, len(content) - 3000):
        path.write_bytes(content[:length])
        with pytest.raises(ValueError, match=r"x\.bin"):
            read_tensors(path)


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch ran",)


def test_a_pickle_that_would_run_something_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "row.bin").write_bytes(pickle.dumps(Evil()))
    with zipfile.ZipFile(tmp_path / "zip.bin", "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps({"a": Evil()}))
    for name in ("row.bin", "zip.bin"):
        with pytest.raises(ValueError, match=r"it names posix\.system"):
            read_tensors(tmp_path / name)
    assert not (tmp_path / "ran").exists()


def test_a_tensor_beyond_its_storage_is_refused(tmp_path: Path) -> None:
    saved = io.BytesIO()
    torch.save({"a": torch.zeros(4, 4)}, saved)
    with zipfile.ZipFile(saved) as archive, zipfile.ZipFile(tmp_path / "x.bin", "w") as forged:
        for name in archive.namelist():
            content = archive.read(name)
            forged.writestr(name, content[:16] if name.endswith("data/0") else content)
    with pytest.raises(ValueError, match=r"x\.bin holds no tensors"):
        read_tensors(tmp_path / "x.bin")
