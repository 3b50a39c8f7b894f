"""Getting models into a folder: from the Hugging Face hub, or from a folder that someone carried over."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from pipeline.engines.forms import REQUIRED, WEIGHT_FILES
from pipeline.engines.manifest import ModelEntry, Weights, faults, sha256, weights_in, write_card
from pipeline.errors import SettingsError, ToolError, ToolFailed

OPTIONAL = ("tokenizer_config.json", "generation_config.json", "README.md", "LICENSE")


class Stated(NamedTuple):
    """What a hub states of one file: its bytes, the SHA-256 of a large file, git's own checksum of a small one."""

    size: int | None = None
    sha256: str | None = None
    blob: str | None = None


class Hub(Protocol):
    """A place on the network that has models. Raises ToolFailed."""

    def files(self, repository: str, revision: str) -> tuple[str, Mapping[str, Stated]]:
        """The exact revision, and each file with its size and checksums."""
        ...

    def download(self, repository: str, name: str, revision: str, folder: Path, size: int | None) -> None:
        """Put one file into a folder; goes on where an earlier try stopped."""
        ...


class HuggingFace:
    """The Hugging Face hub, or the mirror that HF_ENDPOINT names. Refuses where HF_HUB_OFFLINE is set."""

    def __init__(self, endpoint: str | None = None) -> None:
        self._endpoint = endpoint or os.environ.get("HF_ENDPOINT") or None

    def files(self, repository: str, revision: str) -> tuple[str, Mapping[str, Stated]]:
        """The exact revision, and each file with the size and the checksums that the hub states."""
        self._refuse_offline(repository)
        from huggingface_hub import HfApi

        try:
            api = HfApi(endpoint=self._endpoint)
            info = api.model_info(repository, revision=revision or None, files_metadata=True, timeout=30)
        except Exception as error:
            raise self._unreachable(repository, error) from error
        names = {
            s.rfilename: Stated(s.size, s.lfs.sha256 if s.lfs else None, s.blob_id)
            for s in info.siblings or ()
        }
        return info.sha or revision, names

    def download(self, repository: str, name: str, revision: str, folder: Path, size: int | None) -> None:
        """Put one file into a folder, asking only for the bytes that `NAME.part` does not hold.

        huggingface_hub itself goes on after a broken connection, but not after its process was ended.
        """
        self._refuse_offline(repository)
        from huggingface_hub import hf_hub_url
        from huggingface_hub.file_download import http_get
        from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]

        url = hf_hub_url(repository, name, revision=revision, endpoint=self._endpoint)
        headers = build_hf_headers() | {"Accept-Encoding": "identity"}
        part = folder / f"{name}.part"
        try:
            with part.open("ab") as file:
                http_get(url, file, resume_size=file.tell(), headers=headers, expected_size=size)
        except Exception as error:
            raise self._unreachable(repository, error) from error
        part.replace(folder / name)

    def _refuse_offline(self, repository: str) -> None:
        if os.environ.get("HF_HUB_OFFLINE", "").upper() in {"1", "TRUE", "YES", "ON"}:
            raise ToolFailed(
                f"{repository} is not fetched: HF_HUB_OFFLINE is set.", cure=_by_hand(repository)
            )

    def _unreachable(self, repository: str, error: Exception) -> ToolFailed:
        reason = str(error).strip().split("\n")[0] or type(error).__name__
        return ToolFailed(f"{repository} cannot be fetched: {reason}.", cure=_by_hand(repository))


def _by_hand(repository: str) -> str:
    name = repository.rpartition("/")[2]
    return (
        "The same command goes on where it stopped. Or, on a machine with a network, download "
        f"{', '.join(REQUIRED)} and {' or '.join(WEIGHT_FILES)} "
        f"from https://huggingface.co/{repository} into a folder {name}, bring it here, "
        f"and run `scanglot models add {name}`."
    )


def fetch(entry: ModelEntry, place: Path, hub: Hub) -> Weights:
    """Get a model of the manifest into a place. A broken download goes on where it stopped; every file is checked.

    Raises SettingsError where the manifest names no hub, ToolFailed where the hub or a checksum fails.
    """
    if entry.hub is None:
        raise SettingsError(f"{entry.name} is not on a hub.", cure="See `scanglot models list`.")
    folder, part = place / entry.name, place / f".fetching-{entry.name}"
    revision, offered = hub.files(entry.hub, entry.revision)
    weights_file = next((name for name in WEIGHT_FILES if name in offered), None)
    lacking = [name for name in REQUIRED if name not in offered]
    if weights_file is None or lacking:
        raise ToolFailed(
            f"{entry.hub} lacks {', '.join(lacking) or ' and '.join(WEIGHT_FILES)}.",
            cure="It is no MarianMT model: take another.",
        )
    _make(part)
    for name in (*REQUIRED, *(n for n in OPTIONAL if n in offered), weights_file):
        if not _is(part / name, offered[name]):
            hub.download(entry.hub, name, revision, part, offered[name].size)
        _check(part / name, offered[name], entry.sha256.get(name))
    _replace(folder, part)
    weights = Weights(entry.model_copy(update={"revision": revision}), folder)
    write_card(weights)
    return weights_in(folder)


def is_here(entry: ModelEntry, place: Path) -> bool:
    """Whether a place holds the model whole, in the revision that the manifest wants."""
    try:
        weights = weights_in(place / entry.name)
    except ToolError:
        return False
    pinned = not entry.revision or weights.entry.revision == entry.revision
    return pinned and bool(weights.entry.sha256) and not faults(weights)


def _check(path: Path, stated: Stated, pinned: str | None) -> None:
    """Compare a file with what the hub states and what the manifest pins. Raises ToolFailed, the file gone."""
    if not _is(path, stated):
        path.unlink()
        raise ToolFailed(f"{path.name} arrived damaged.", where=str(path), cure="Run the command again.")
    if pinned is not None and sha256(path) != pinned:
        path.unlink()
        raise ToolFailed(
            f"{path.name} is not the file that the manifest pins.",
            where=str(path),
            cure="The hub has another version: do not use it, and tell us.",
        )


def _is(path: Path, stated: Stated) -> bool:
    if not path.is_file() or stated.size not in {None, path.stat().st_size}:
        return False
    if stated.sha256 is not None:
        return sha256(path) == stated.sha256
    return stated.blob is None or _blob(path) == stated.blob


def _blob(path: Path) -> str:
    """The checksum by which git knows a file: of its length and content."""
    content = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def add(source: Path, place: Path, entry: ModelEntry) -> Weights:
    """Copy a model folder into a place under the entry's name, with its checksums. Raises ToolError, SettingsError."""
    weights = weights_in(source)
    if not entry.source or not entry.target:
        raise SettingsError(
            f"the languages of {entry.name} are not known.", cure="Say them with --from and --to."
        )
    folder, part = place / entry.name, place / f".adding-{entry.name}"
    if folder.exists() and folder.resolve() == source.resolve():
        raise SettingsError("the model is already there.", where=str(folder))
    _make(part)
    for name in (*weights.files.names, *OPTIONAL):
        if (source / name).is_file():
            shutil.copyfile(source / name, part / name)
    _replace(folder, part)
    write_card(Weights(entry, folder))
    return weights_in(folder)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ToolError(
            f"the folder cannot be made: {error}.", where=str(folder), cure="Say another with --into."
        ) from error


def _replace(folder: Path, part: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    part.rename(folder)
