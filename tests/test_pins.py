"""The pinned versions install on the oldest Python that scanglot runs on."""

from __future__ import annotations

import re
from importlib.metadata import distributions
from pathlib import Path

from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
OLDEST = "3.11.2"
"""Python of Debian 12, where the two commands are promised."""


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_pin_asks_for_a_newer_python_than_debian_has() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {_normal(line.split("==")[0]): line.split("==")[1] for line in lines if "==" in line}
    pinned = [one for one in distributions() if pins.get(_normal(one.metadata["Name"])) == one.version]
    assert len(pinned) > 50
    newer = {
        f"{one.metadata['Name']}=={one.version}": asked
        for one in pinned
        if (asked := one.metadata.get("Requires-Python")) and not SpecifierSet(asked).contains(OLDEST)
    }
    assert newer == {}
