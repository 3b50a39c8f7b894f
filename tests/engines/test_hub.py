"""Fetching: checked, resumed, and clear about what went wrong. The hub is a folder, or a server on this machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pipeline.engines.hub import HuggingFace, Stated, add, fetch, is_here
from pipeline.engines.manifest import ModelEntry, faults, read_manifest
from pipeline.errors import SettingsError, ToolFailed
from tests.engines.hub_server import REVISION, FakeHub, served

CONTENT = {
    name: f"content of {name}".encode()
    for name in ("config.json", "source.spm", "target.spm", "vocab.json", "pytorch_model.bin", "README.md")
}
ENTRY = ModelEntry(
    name="opus-mt-zh-en", source="zh", target="en", hub="org/opus-mt-zh-en", licence="cc-by-4.0"
)


class FolderHub:
    """Serves CONTENT; `spoil` names files that arrive damaged the first time."""

    def __init__(self, without: str = "", spoil: str = "") -> None:
        self._content = {k: v for k, v in CONTENT.items() if k != without}
        self.spoil = spoil
        self.asked: list[str] = []

    def files(self, repository: str, revision: str) -> tuple[str, Mapping[str, Stated]]:
        sums = {k: Stated(sha256=hashlib.sha256(v).hexdigest()) for k, v in self._content.items()}
        return "abc123", sums | {"README.md": Stated()}

    def download(self, repository: str, name: str, revision: str, folder: Path, size: int | None) -> None:
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
        add(folder, tmp_path / "models", ModelEntry(name="some-model", source="", target=""))
    weights = add(folder, tmp_path / "models", ModelEntry(name="some-model", source="zh", target="fr"))
    assert (weights.entry.source, weights.entry.target) == ("zh", "fr")
    assert faults(weights) == []
    with pytest.raises(SettingsError, match="already"):
        add(weights.folder, tmp_path / "models", weights.entry)


BIG = bytes(range(256)) * 400


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    with served(FakeHub({"org/opus-mt-zh-en": {**CONTENT, "pytorch_model.bin": BIG}})) as fake:
        yield fake


def test_a_model_comes_over_the_network_whole_and_pinned(hub: FakeHub, tmp_path: Path) -> None:
    weights = fetch(ENTRY, tmp_path, HuggingFace(hub.url))
    assert (weights.revision, weights.file.read_bytes()) == (REVISION, BIG)
    assert faults(weights) == []
    assert is_here(ENTRY, tmp_path)
    assert not is_here(ENTRY.model_copy(update={"revision": "another"}), tmp_path)
    weights.file.write_bytes(BIG[:-1])
    assert not is_here(ENTRY, tmp_path)


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library writes what it got every so many bytes."""
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 10_000)


def gets(hub: FakeHub, name: str) -> list[str]:
    return [span for way, each, span in hub.asked if way == "GET" and each == name]


@pytest.mark.usefixtures("small_pieces")
def test_a_broken_transfer_goes_on_where_it_stopped(hub: FakeHub, tmp_path: Path) -> None:
    hub.breaks_after = {"pytorch_model.bin": 50_000}
    assert fetch(ENTRY, tmp_path, HuggingFace(hub.url)).file.read_bytes() == BIG
    assert gets(hub, "pytorch_model.bin") == ["", "bytes=50000-"]


@pytest.mark.usefixtures("small_pieces")
def test_an_ended_fetch_goes_on_where_it_stopped(
    hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(_seconds: float) -> None:
        raise KeyboardInterrupt

    hub.breaks_after = {"pytorch_model.bin": 70_000}
    with monkeypatch.context() as patched:
        patched.setattr("huggingface_hub.file_download.time.sleep", end)
        with pytest.raises(KeyboardInterrupt):
            fetch(ENTRY, tmp_path, HuggingFace(hub.url))
    assert not (tmp_path / "opus-mt-zh-en").exists()
    weights = fetch(ENTRY, tmp_path, HuggingFace(hub.url))
    assert weights.file.read_bytes() == BIG
    assert gets(hub, "pytorch_model.bin") == ["", "bytes=70000-"]
    assert all(gets(hub, name) == [""] for name in CONTENT if name != "pytorch_model.bin")
    assert not list(weights.folder.glob("*.part"))


@pytest.mark.parametrize("name", ["pytorch_model.bin", "config.json"])
def test_a_wrong_checksum_is_refused_for_large_and_small_files(
    hub: FakeHub, tmp_path: Path, name: str
) -> None:
    hub.spoils = {name}
    with pytest.raises(ToolFailed, match=f"{name} arrived damaged"):
        fetch(ENTRY, tmp_path, HuggingFace(hub.url))
    assert not (tmp_path / "opus-mt-zh-en").exists()
    hub.spoils = set()
    assert faults(fetch(ENTRY, tmp_path, HuggingFace(hub.url))) == []


def test_a_file_that_the_manifest_does_not_pin_is_refused(hub: FakeHub, tmp_path: Path) -> None:
    pinned = ENTRY.model_copy(update={"sha256": {"source.spm": hashlib.sha256(b"another").hexdigest()}})
    with pytest.raises(ToolFailed, match="not the file that the manifest pins"):
        fetch(pinned, tmp_path, HuggingFace(hub.url))


def test_a_repository_that_is_not_there_is_said(hub: FakeHub, tmp_path: Path) -> None:
    with pytest.raises(ToolFailed, match="org/nothing cannot be fetched"):
        fetch(ENTRY.model_copy(update={"hub": "org/nothing"}), tmp_path, HuggingFace(hub.url))
    with pytest.raises(ToolFailed, match="cannot be fetched"):
        fetch(ENTRY, tmp_path, HuggingFace("http://127.0.0.1:9"))
