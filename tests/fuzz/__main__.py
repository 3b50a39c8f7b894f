"""The fuzz targets under atheris, guided by coverage, so many seconds in all: `python -m tests.fuzz 60`.

`python -m tests.fuzz TARGET [libFuzzer options]` runs one target, for instance on the file of a crash. Needs the
optional extra `fuzz`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.words import SEEDS, WORDS

NAMES = ("layer", "listings", "tesseract_hocr", "fields", "language", "article", "page_ranges", "files")


def dictionary(folder: Path) -> Path:
    """The words of our parsers in libFuzzer's form."""
    path = folder / "words.dict"
    lines = ['"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"' for word in WORDS]
    path.write_text("\n".join(lines) + "\n", encoding="ascii")
    return path


def corpus(folder: Path, name: str) -> Path:
    """A folder of inputs to begin with."""
    path = folder / name
    path.mkdir()
    for number, seed in enumerate((*SEEDS, " ".join(WORDS))):
        (path / f"seed{number}").write_text(seed, encoding="utf-8")
    return path


def fuzz_all(seconds: int) -> int:
    """Every target for its share of the time, each in a process of its own; returns how many crashed."""
    crashed = 0
    with tempfile.TemporaryDirectory(prefix="scanglot-fuzz-") as folder:
        words = dictionary(Path(folder))
        for name in NAMES:
            print(f"fuzzing {name}", flush=True)
            options = [f"-max_total_time={max(1, seconds // len(NAMES))}", f"-dict={words}", "-verbosity=0"]
            options += ["-max_len=600", "-timeout=20", f"-artifact_prefix={Path.cwd()}/crash-{name}-"]
            command = [sys.executable, "-m", "tests.fuzz", name, *options, str(corpus(Path(folder), name))]
            crashed += (
                subprocess.run(command, check=False, env=os.environ | {"TMPDIR": folder}).returncode != 0
            )
    return crashed


def fuzz(name: str, options: list[str]) -> None:
    """One target with libFuzzer's own options, for instance the file of a crash."""
    import atheris

    with atheris.instrument_imports(include=["pipeline"]):
        from tests.fuzz.targets import TARGETS
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


def main() -> None:
    """Fuzz everything for some seconds, or one target."""
    what, *options = sys.argv[1:] or ["60"]
    if what.isdigit():
        sys.exit(1 if fuzz_all(int(what)) else 0)
    fuzz(what, options)


if __name__ == "__main__":
    main()
