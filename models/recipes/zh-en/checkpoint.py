"""Checkpoints outside the repository: whole at any moment, and weights kept for averaging."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from network import Shape, marian_config, new_model
from torch import Tensor
from transformers import MarianMTModel


@dataclass
class Progress:
    """What a checkpoint remembers beside the weights."""

    update: int = 0
    seconds: float = 0.0
    tokens: int = 0
    round: int = 0


def save(folder: Path, model: MarianMTModel, optimizer: torch.optim.Optimizer, progress: Progress) -> None:
    """Write the checkpoint aside and rename it, so that a kill at any moment leaves a whole one."""
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "progress": asdict(progress)}
    aside = folder / "checkpoint.new"
    torch.save(state, aside)
    aside.replace(folder / "checkpoint.pt")


def keep_weights(folder: Path, model: MarianMTModel, update: int, most: int = 12) -> None:
    """Keep the weights alone, for averaging; the oldest go."""
    kept = folder / "weights"
    kept.mkdir(exist_ok=True)
    halves = {k: v.half() for k, v in model.state_dict().items()}
    torch.save(halves, kept / "new")
    (kept / "new").replace(kept / f"{update:07d}.pt")
    for old in sorted(kept.glob("*.pt"))[:-most]:
        old.unlink()


def last_weights(folder: Path, count: int, until: int = 10**9) -> list[Path]:
    """The newest kept weights that are not newer than an update, oldest first."""
    kept = (p for p in sorted((folder / "weights").glob("*.pt")) if int(p.stem) <= until)
    return list(kept)[-count:]


def read_shape(folder: Path) -> Shape | None:
    """The size of the network that is being trained in a folder, if one is."""
    path = folder / "shape.json"
    return Shape(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def load_or_start(
    folder: Path, shape: Shape, targets: int
) -> tuple[MarianMTModel, dict[str, Any] | None, Tensor]:
    """The model of the last checkpoint, or a new one of a given shape; with the checkpoint and the lexicon."""
    start = torch.load(folder / "lexicon.pt", weights_only=True)
    found = folder / "checkpoint.pt"
    table = start["table"].float()
    if not found.exists():
        (folder / "shape.json").write_text(json.dumps(asdict(shape)) + "\n", encoding="utf-8")
        torch.manual_seed(1)
        return new_model(shape, start["embedding"], targets), None, table
    state = torch.load(found, weights_only=True)
    model = MarianMTModel(marian_config(read_shape(folder) or shape, start["embedding"].shape[0]))
    model.load_state_dict(state["model"])
    return model, state, table
