"""What this system's package manager calls what we need, and the commands that install it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources

Which = Callable[[str], str | None]


@cache
def _managers() -> dict[str, dict[str, str]]:
    text = (resources.files(__package__) / "packages.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def installs(thing: str, which: Which = shutil.which) -> str:
    """The command that installs a `tesseract`, `poppler`, `poppler-data`, or Tesseract's data of a language code.

    It is this system's package manager's; Debian's where none is known. Root needs no sudo.
    """
    known = _managers()
    manager = next((table for name, table in known.items() if which(name)), known["apt-get"])
    name = manager.get(thing) or manager["language"].format(code=thing, hyphened=thing.replace("_", "-"))
    start = manager["install"].removeprefix("sudo ") if _is_root() else manager["install"]
    return f"{start} {name}"


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def merged(commands: Iterable[str]) -> list[str]:
    """The commands with those of one package manager as one, each name once, in order."""
    starts = [table["install"] for table in _managers().values()]
    starts += [start.removeprefix("sudo ") for start in starts] + ["pip install"]
    found: dict[str, dict[str, None]] = {}
    for command in commands:
        start = next((start for start in starts if command.startswith(f"{start} ")), command)
        found.setdefault(start, {}).update(dict.fromkeys(shlex.split(command.removeprefix(start))))
    return [shlex.join([*shlex.split(start), *names]) for start, names in found.items()]


def runs(command: str) -> int:
    """Run a command of ours at the terminal, once it was agreed to; returns its exit code, 127 where there is none such."""
    words = shlex.split(command)
    own = {"pip": ["-m", "pip"], "scanglot": ["-m", "pipeline"]}
    if words[0] in own:
        words = [sys.executable, *own[words[0]], *words[1:]]
    else:
        manager = next((name for name in _managers() if name in words[:2]), None)
        words += [_managers()[manager]["sure"]] if manager else []
    try:
        return subprocess.run(words, check=False).returncode
    except OSError:
        return 127
