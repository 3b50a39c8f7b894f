"""Getting models into a folder: from the Hugging Face hub, or from a folder that someone carried over."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from pipeline.engines.manifest import (
    REQUIRED,
    WEIGHT_FILES,
    Entry,
    Weights,
    sha256,
    weights_in,
    write_card,
)
from pipeline.errors import SettingsError, ToolError, ToolFailed

OPTIONAL = ("tokenizer_config.json", "generation_config.json", "README.md", "LICENSE")


class Hub(Protocol):
    """A place on the network that has models. Raises ToolFailed."""

    def files(self, repository: str, revision: str) -> tuple[str, Mapping[str, str | None]]:
        """The exact revision, and each file with its checksum where the hub states one."""
        ...

    def download(self, repository: str, name: str, revision: str, folder: Path) -> None:
        """Put one file into a folder; goes on where an earlier try stopped."""
        ...


class HuggingFace:
    """The Hugging Face hub. Refuses where HF_HUB_OFFLINE is set."""

    def files(self, repository: str, revision: str) -> tuple[str, Mapping[str, str | None]]:
        """The exact revision, and each file with the SHA-256 that the hub states for large files."""
        self._refuse_offline(repository)
        from huggingface_hub import HfApi

        try:
            info = HfApi().model_info(repository, revision=revision or None, files_metadata=True, timeout=30)
        except Exception as error:
            raise self._unreachable(repository, error) from error
        names = {s.rfilename: (s.lfs.sha256 if s.lfs else None) for s in info.siblings or ()}
        return info.sha or revision, names

    def download(self, repository: str, name: str, revision: str, folder: Path) -> None:
        """Put one file into a folder; huggingface_hub resumes a broken download by itself."""
        self._refuse_offline(repository)
        from huggingface_hub import hf_hub_download

        try:
            hf_hub_download(repository, name, revision=revision, local_dir=folder)
        except Exception as error:
            raise self._unreachable(repository, error) from error

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
        f"On a machine with a network, download {', '.join(REQUIRED)} and {' or '.join(WEIGHT_FILES)} "
        f"from https://huggingface.co/{repository} into a folder {name}, bring it here, "
        f"and run `scanglot models add {name}`."
    )


def fetch(entry: Entry, place: Path, hub: Hub) -> Weights:
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
        raise ToolFailed(f"{entry.hub} is no MarianMT model: it lacks {', '.join(lacking) or 'weights'}.")
    _make(part)
    for name in (*REQUIRED, *(n for n in OPTIONAL if n in offered), weights_file):
        hub.download(entry.hub, name, revision, part)
        _check(part / name, offered[name] or entry.sha256.get(name))
    _replace(folder, part)
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    weights = Weights(entry.model_copy(update={"revision": revision}), folder)
    write_card(weights)
    return weights_in(folder)


def _check(path: Path, expected: str | None) -> None:
    if expected is not None and sha256(path) != expected:
        path.unlink()
        raise ToolFailed(f"{path.name} arrived damaged.", where=str(path), cure="Run the command again.")


def add(source: Path, place: Path, entry: Entry) -> Weights:
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
    for name in (*REQUIRED, *OPTIONAL, weights.file.name):
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
