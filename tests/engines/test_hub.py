"""Fetching: checked, resumed, and clear about what went wrong. The hub here is a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.engines.hub import add, fetch
from pipeline.engines.manifest import Entry, faults, read_manifest
from pipeline.errors import SettingsError, ToolFailed

CONTENT = {
    name: f"content of {name}".encode()
    for name in ("config.json", "source.spm", "target.spm", "vocab.json", "pytorch_model.bin", "README.md")
}
ENTRY = Entry(name="opus-mt-zh-en", source="zh", target="en", hub="org/opus-mt-zh-en", licence="cc-by-4.0")


class FolderHub:
    """Serves CONTENT; `spoil` names files that arrive damaged the first time."""

    def __init__(self, without: str = "", spoil: str = "") -> None:
        self._content = {k: v for k, v in CONTENT.items() if k != without}
        self.spoil = spoil
        self.asked: list[str] = []

    def files(self, repository: str, revision: str) -> tuple[str, Mapping[str, str | None]]:
        sums: dict[str, str | None] = {k: hashlib.sha256(v).hexdigest() for k, v in self._content.items()}
        return "abc123", sums | {"README.md": None}

    def download(self, repository: str, name: str, revision: str, folder: Path) -> None:
        self.asked.append(name)
        content = b"damaged" if name == self.spoil else self._content[name]
        (folder / name).write_bytes(content)


def test_fetch_pins_the_revision_and_every_checksum(tmp_path: Path) -> None:
    weights = fetch(ENTRY, tmp_path, FolderHub())
    assert weights.revision == "abc123"
    assert faults(weights) == []
    assert read_manifest(weights.folder / "scanglot.toml")["opus-mt-zh-en"].licence == "cc-by-4.0"
    assert [p.name for p in tmp_path.iterdir()] == ["opus-mt-zh-en"]


def test_a_damaged_file_is_never_put_in_place(tmp_path: Path) -> None:
    hub = FolderHub(spoil="pytorch_model.bin")
    with pytest.raises(ToolFailed, match="damaged"):
        fetch(ENTRY, tmp_path, hub)
    assert not (tmp_path / "opus-mt-zh-en").exists()
    hub.spoil = ""
    assert fetch(ENTRY, tmp_path, hub).revision == "abc123"


def test_what_cannot_be_fetched_is_said(tmp_path: Path) -> None:
    with pytest.raises(ToolFailed, match=r"lacks vocab\.json"):
        fetch(ENTRY, tmp_path, FolderHub(without="vocab.json"))
    with pytest.raises(SettingsError, match="not on a hub"):
        fetch(ENTRY.model_copy(update={"hub": None}), tmp_path, FolderHub())


def test_add_wants_to_know_the_languages(tmp_path: Path) -> None:
    folder = tmp_path / "from" / "some-model"
    folder.mkdir(parents=True)
    for name, content in CONTENT.items():
        (folder / name).write_bytes(content)
    with pytest.raises(SettingsError, match="--from"):
        add(folder, tmp_path / "models", Entry(name="some-model", source="", target=""))
    weights = add(folder, tmp_path / "models", Entry(name="some-model", source="zh", target="fr"))
    assert (weights.entry.source, weights.entry.target) == ("zh", "fr")
    assert faults(weights) == []
    with pytest.raises(SettingsError, match="already"):
        add(weights.folder, tmp_path / "models", weights.entry)
