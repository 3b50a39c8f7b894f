"""A training under way: its data, its steps, its log."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from batches import encode, pack, read_pairs
from checkpoint import Progress, keep_weights, load_or_start, save
from hardware import Hardware
from lexicon import posteriors, sharpened
from losses import guide_loss, word_loss
from network import Shape, Trainee, set_dropout
from stages import Stage, choose
from torch import Tensor
from vocabulary import Encoder, target_size


@dataclass(frozen=True)
class Start:
    """What a training begins with where there is no checkpoint: a size, or weights and the pieces they saw."""

    shape: Shape = field(default_factory=Shape)
    weights: Path | None = None
    seen: int = 0


def rate(stage: Stage, update: int, share: float) -> float:
    """Learning rate: linear up to the stage's, then level, or linear down as the stage's `share` is done."""
    level = stage.rate * min(1.0, (update + 1) / stage.warm_up)
    return level * max(0.02, 1.0 - share) if stage.falls else level


class Data:
    """Endless batches of a stage, drawn anew each round."""

    def __init__(self, folder: Path, vocab: dict[str, int]) -> None:
        self._pairs = read_pairs(folder / "training.tsv")
        self._zh = Encoder(folder / "source.spm", vocab)
        self._en = Encoder(folder / "target.spm", vocab)
        self._pad = vocab["<pad>"]

    def batches(self, stage: Stage, progress: Progress) -> Iterator[tuple[Tensor, Tensor]]:
        """Batches (source, target) without end; counts the rounds in `progress`.

        A resumed round is drawn anew from the update reached, or the head of a round would come too often.
        """
        while True:
            rng = random.Random(progress.update)
            pairs = choose(self._pairs, stage, rng)
            examples = encode(pairs, self._zh, self._en, stage.sampling)
            short = [e for e in examples if len(e.en) <= stage.longest and len(e.zh) <= stage.longest]
            made = pack(short, stage.tokens, self._pad, rng)
            pieces = sum(len(e.en) for e in short)
            print(
                f"round {progress.round}: {len(short)} pairs, {pieces} pieces, {len(made)} batches",
                flush=True,
            )
            yield from made
            progress.round += 1


class Run:
    """A training under way: workers that take batches in turn and step on the same weights.

    Each worker computes with one thread on a copy in the hardware's precision, taken from the fp32 weights
    before each batch (Hogwild, Recht et al. 2011). Two such workers outrun one computation on two threads
    by far where other programs want the cores too, because no thread ever waits for another.
    """

    def __init__(
        self, folder: Path, start: Start, stage: Stage, hardware: Hardware, until: int = 10**9
    ) -> None:
        self.folder, self.stage, self.hardware, self.until = folder, stage, hardware, until
        vocab = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        self.targets = target_size(folder / "target.spm")
        model, state, table = load_or_start(folder, start.shape, self.targets, start.weights)
        self.model, self.table = model.to(hardware.device), table.to(hardware.device)
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=stage.rate, betas=(0.9, 0.98), weight_decay=0.0, fused=True
        )
        self.progress = Progress(tokens=start.seen)
        if state is not None:
            self.optimizer.load_state_dict(state["optimizer"])
            self.progress = Progress(**state["progress"])
        if self.progress.stage != stage.name:
            self.progress.stage, self.progress.began = stage.name, self.progress.update
        set_dropout(self.model, stage.dropout)
        self.lock = threading.Lock()
        self.share = 0.0
        self.stop = False
        self._batches = Data(folder, vocab).batches(stage, self.progress)
        self._log = Log(folder / "log.jsonl")

    def replica(self) -> Trainee:
        """A copy of the model to compute with."""
        return Trainee(deepcopy(self.model).to(self.hardware.dtype).train(), self.targets)

    def done(self) -> bool:
        """Whether the stage is at its end, or somebody said so."""
        return self.stop or self._share_done() >= 1.0

    def _share_done(self) -> float:
        """How much of the stage is done, 0..1: by its updates or by the clock, whichever ends first."""
        reached, whole = self.progress.update - self.progress.began, self.until - self.progress.began
        return max(self.share, reached / whole if whole > 0 else 1.0)

    def work(self) -> None:
        """Take batch after batch until told to stop."""
        trainee = self.replica()
        while not self.done():
            with self.lock:
                batch = next(self._batches)
                self._take_weights(trainee)
            loss, words, guided = self.losses(trainee, batch)
            loss.backward()  # type: ignore[no-untyped-call]
            with self.lock:
                self._step(trainee)
                self._count(batch, words, guided)

    def _take_weights(self, trainee: Trainee) -> None:
        with torch.no_grad():
            for theirs, ours in zip(trainee.model.parameters(), self.model.parameters(), strict=True):
                theirs.copy_(ours)
                theirs.grad = None

    def losses(self, trainee: Trainee, batch: tuple[Tensor, Tensor]) -> tuple[Tensor, float, float]:
        """Losses of one batch: the sum to descend, nats a piece, alignment loss."""
        source, target = (side.to(self.hardware.device) for side in batch)
        states, weight, attention = trainee(source, target)
        pad = trainee.model.config.pad_token_id
        wanted = target[target != pad]
        words = word_loss(states, weight, wanted, self.stage.smoothing, self.hardware.chunk)
        if not self.stage.guide:
            return words, words.item(), 0.0
        guided = guide_loss(attention, *self._alignment(source, target, pad))
        return words + self.stage.guide * guided, words.item(), guided.item()

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def _alignment(self, source: Tensor, target: Tensor, pad: int) -> tuple[Tensor, Tensor]:
        share, some = posteriors(self.table, source, target, pad)
        sure = share.max(2).values.sqrt()
        share = sharpened(share)
        return share, some * sure * share.max(2).values * (target != pad)

    def _step(self, trainee: Trainee) -> None:
        for ours, theirs in zip(self.model.parameters(), trainee.model.parameters(), strict=True):
            ours.grad = None if theirs.grad is None else theirs.grad.float()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for group in self.optimizer.param_groups:
            group["lr"] = rate(self.stage, self.progress.update, self._share_done())
        self.optimizer.step()

    def _count(self, batch: tuple[Tensor, Tensor], words: float, guided: float) -> None:
        pieces = int((batch[1] != self.model.config.pad_token_id).sum())
        self.progress.update += 1
        self.progress.tokens += pieces
        self._log.add(words, guided, pieces, self.progress)

    def write(self) -> None:
        """Write a checkpoint and the weights for averaging."""
        with self.lock:
            save(self.folder, self.model, self.optimizer, self.progress)
            keep_weights(self.folder, self.model, self.progress.update)


class Log:
    """Means of the losses over a hundred updates, one JSON line each."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sums = [0.0] * 4
        self._since = time.monotonic()

    def add(self, words: float, guided: float, tokens: int, progress: Progress) -> None:
        """Count one update; every hundredth writes a line."""
        self._sums = [a + b for a, b in zip(self._sums, (words, guided, tokens, 1), strict=True)]
        if progress.update % 100:
            return
        spent, count = time.monotonic() - self._since, self._sums[3]
        progress.seconds += spent
        line = {**asdict(progress), "nats": round(self._sums[0] / count, 4)}
        line |= {"guide": round(self._sums[1] / count, 4), "tokens_per_second": round(self._sums[2] / spent)}
        with self._path.open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        self._sums, self._since = [0.0] * 4, time.monotonic()
