"""A wheel carries every file that the program reads at run time."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

from pipeline.engines.forms import REQUIRED

ROOT = Path(__file__).parents[1]
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


def test_every_file_of_the_package_is_packed() -> None:
    patterns = SETUPTOOLS["package-data"]["pipeline"]
    files = [
        path
        for path in (ROOT / "pipeline").rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and not path.name.startswith(".")
    ]
    assert files
    assert [f for f in files if not any(fnmatch(f.name, p.removeprefix("**/")) for p in patterns)] == []


def test_the_draft_model_and_the_manifest_are_packed() -> None:
    data = SETUPTOOLS["data-files"]
    packed = {
        f"{place}/{path.name}"
        for place, globs in data.items()
        for pattern in globs
        for path in ROOT.glob(pattern)
    }
    model = "share/scanglot/models/scanglot-zh-en-draft"
    assert {f"{model}/{name}" for name in (*REQUIRED, "model.safetensors", "scanglot.toml")} <= packed
    assert "share/scanglot/models/manifest.toml" in packed


def test_a_python_that_is_too_old_is_told_in_one_line() -> None:
    code = "import sys; sys.version_info = (3, 10, 1); import pipeline"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (1, "scanglot needs Python 3.11 or newer; this is 3.10.\n")
