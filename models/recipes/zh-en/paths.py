"""Where prepared data and checkpoints of this recipe lie: outside the repository, found again at any start."""

from __future__ import annotations

import os
from pathlib import Path


def work_folder() -> Path:
    """`$XDG_CACHE_HOME/scanglot/train/zh-en`, by default under `~/.cache`."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "scanglot" / "train" / "zh-en"
