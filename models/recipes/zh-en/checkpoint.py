"""Checkpoints outside the repository: whole at any moment, in small files, and weights kept for averaging."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from network import Shape, marian_config, new_model
from torch import Tensor
from transformers import MarianMTModel

PART = 16 * 2**20


@dataclass
class Progress:
    """What a checkpoint remembers beside the weights: how far, and where the stage under way began."""

    update: int = 0
    seconds: float = 0.0
    tokens: int = 0
    round: int = 0
    stage: str = ""
    began: int = 0


def write_parts(state: Any, folder: Path) -> None:
    """Write a state as files of at most 16 MiB, aside first: a kill at any moment leaves a whole state."""
    whole = io.BytesIO()
    torch.save(state, whole)
    aside = folder.with_name(folder.name + ".new")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    view = whole.getbuffer()
    for number, start in enumerate(range(0, len(view), PART)):
        (aside / f"{number:03d}").write_bytes(view[start : start + PART])
    before = folder.with_name(folder.name + ".old")
    shutil.rmtree(before, ignore_errors=True)
    if folder.exists():
        folder.rename(before)
    aside.rename(folder)
    shutil.rmtree(before, ignore_errors=True)


def is_written(folder: Path) -> bool:
    """Whether a state was written under this name."""
    return folder.exists() or folder.with_name(folder.name + ".old").exists()


def read_parts(folder: Path, device: str = "cpu") -> Any:
    """Read a state that was written in parts; raises FileNotFoundError where there is none."""
    found = folder if folder.exists() else folder.with_name(folder.name + ".old")
    if not found.exists():
        raise FileNotFoundError(folder)
    whole = io.BytesIO(b"".join(part.read_bytes() for part in sorted(found.iterdir())))
    return torch.load(whole, weights_only=True, map_location=device)


def save(folder: Path, model: MarianMTModel, optimizer: torch.optim.Optimizer, progress: Progress) -> None:
    """Write the checkpoint."""
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "progress": asdict(progress)}
    write_parts(state, folder / "checkpoint")


def keep_weights(folder: Path, model: MarianMTModel, update: int, most: int = 24) -> None:
    """Keep the weights alone, for averaging; the oldest go."""
    halves = {k: v.half().cpu() for k, v in model.state_dict().items()}
    write_parts(halves, folder / "weights" / f"{update:07d}")
    for old in kept_weights(folder)[:-most]:
        shutil.rmtree(old)


def kept_weights(folder: Path) -> list[Path]:
    """The kept weights, oldest first."""
    return sorted(p for p in (folder / "weights").glob("*") if p.name.isdigit())


def last_weights(folder: Path, count: int, until: int = 10**9) -> list[Path]:
    """The newest kept weights that are not newer than an update, oldest first."""
    return [p for p in kept_weights(folder) if int(p.name) <= until][-count:]


def read_shape(folder: Path) -> Shape | None:
    """The size of the network that is being trained in a folder, if one is."""
    path = folder / "shape.json"
    return Shape(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def _write_shape(folder: Path, shape: Shape) -> None:
    (folder / "shape.json").write_text(json.dumps(asdict(shape)) + "\n", encoding="utf-8")


def shape_of(model: MarianMTModel) -> Shape:
    """The size of a model that there is."""
    c = model.config
    return Shape(c.d_model, c.encoder_layers, c.decoder_layers, c.encoder_attention_heads, c.encoder_ffn_dim)


def _from_weights(folder: Path, weights: Path) -> MarianMTModel:
    """A model folder's weights, taken for the start; its vocabulary must be the prepared one."""
    model = MarianMTModel.from_pretrained(str(weights), dtype=torch.float32, attn_implementation="eager")
    sizes = len(json.loads((folder / "vocab.json").read_text(encoding="utf-8")))
    if model.config.vocab_size != sizes:
        raise SystemExit(f"{weights} knows {model.config.vocab_size} pieces, {folder} has {sizes}")
    _write_shape(folder, shape_of(model))
    return model


def load_or_start(
    folder: Path, shape: Shape, targets: int, weights: Path | None = None
) -> tuple[MarianMTModel, dict[str, Any] | None, Tensor]:
    """The model of the last checkpoint, or given weights, or a new one; with the checkpoint and the lexicon."""
    start = torch.load(folder / "lexicon.pt", weights_only=True)
    table = start["table"].float()
    if is_written(folder / "checkpoint"):
        state = read_parts(folder / "checkpoint")
        model = MarianMTModel(marian_config(read_shape(folder) or shape, start["embedding"].shape[0]))
        model.load_state_dict(state["model"])
        return model, state, table
    if weights is not None:
        return _from_weights(folder, weights), None, table
    _write_shape(folder, shape)
    torch.manual_seed(1)
    return new_model(shape, start["embedding"], targets), None, table
