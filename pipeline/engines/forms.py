"""The forms in which translation weights come, told by the files of a folder: MarianMT, and Firefox Translations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

REQUIRED = ("config.json", "source.spm", "target.spm", "vocab.json")
WEIGHT_FILES = ("model.safetensors", "pytorch_model.bin")
FIREFOX_FILES = "model.*.bin and vocab.*.spm (or srcvocab.*.spm and trgvocab.*.spm)"

_FIREFOX_PAIR = re.compile(r"^model\.([a-z]{2})([a-z]{2})\.")


class Form(StrEnum):
    """Which engine can run the weights."""

    MARIAN = "marian"
    FIREFOX = "firefox"


@dataclass(frozen=True)
class Files:
    """The files that a model needs, by name. `shortlist` is Firefox's lexicon of likely words, where it is there."""

    form: Form
    weights: str
    source: str
    target: str
    beside: tuple[str, ...] = ()
    shortlist: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, the weights last, each once."""
        optional = (self.shortlist,) if self.shortlist else ()
        return tuple(dict.fromkeys((*self.beside, self.source, self.target, *optional, self.weights)))

    @property
    def pair(self) -> tuple[str, str]:
        """The languages that a Firefox model's file name states; two empty strings where none are."""
        found = _FIREFOX_PAIR.match(self.weights)
        return (found[1], found[2]) if found else ("", "")


def files_of(folder: Path) -> Files | None:
    """The files of the model that a folder holds, or None where it holds no whole one."""
    return _marian(folder) or _firefox(folder)


def _marian(folder: Path) -> Files | None:
    weights = next((name for name in WEIGHT_FILES if (folder / name).is_file()), None)
    if weights is None or not all((folder / name).is_file() for name in REQUIRED):
        return None
    return Files(Form.MARIAN, weights, "source.spm", "target.spm", ("config.json", "vocab.json"))


def _firefox(folder: Path) -> Files | None:
    weights = _first(folder, "model.*.bin")
    shared = _first(folder, "vocab.*.spm")
    source, target = shared or _first(folder, "srcvocab.*.spm"), shared or _first(folder, "trgvocab.*.spm")
    if weights is None or source is None or target is None:
        return None
    return Files(Form.FIREFOX, weights, source, target, shortlist=_first(folder, "lex.*.bin"))


def _first(folder: Path, pattern: str) -> str | None:
    return next((path.name for path in sorted(folder.glob(pattern)) if path.is_file()), None)
