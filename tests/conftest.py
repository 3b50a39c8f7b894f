"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """Our own sample documents."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation material beside the project; the test is skipped where it is absent."""
    found = ROOT.parent / "shared"
    if not found.is_dir():
        pytest.skip("needs the evaluation pages in ../shared")
    return found
