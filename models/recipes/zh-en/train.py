"""Train, or go on with the training that was begun; stop it at any time, nothing is lost.

nice -n 19 python models/recipes/zh-en/train.py --stage short --until 3000
"""

from __future__ import annotations

import argparse
import json
import math
import random
import signal
import threading
import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import asdict, fields
from pathlib import Path

import torch
from batches import encode, pack, read_pairs
from checkpoint import Progress, keep_weights, load_or_start, save
from lexicon import posteriors, sharpened
from network import Shape, Trainee, guide_loss, set_dropout, word_loss
from paths import work_folder
from stages import STAGES, Stage, choose
from torch import Tensor
from vocabulary import Encoder, target_size

STEADY = 1500


def rate(update: int, peak: float, warm_up: int) -> float:
    """Learning rate: linear to `peak`, then with the inverse square root of the update."""
    steady = max(warm_up, STEADY)
    return peak * min((update + 1) / warm_up, math.sqrt(steady / max(update, steady)))


def guide_weight(update: int) -> float:
    """Weight of the alignment loss: full while the attention locks on, a fifth in the end."""
    return max(0.2, 1.0 - update / 12000)


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
            print(f"round {progress.round}: {len(short)} pairs, {len(made)} batches", flush=True)
            yield from made
            progress.round += 1


def step(
    trainee: Trainee, batch: tuple[Tensor, Tensor], table: Tensor, weight: float, smoothing: float
) -> tuple[Tensor, float, float]:
    """Losses of one batch: the sum to descend, nats a piece, alignment loss."""
    source, target = batch
    pad = trainee.model.config.pad_token_id
    scores, attention = trainee(source, target)
    with torch.no_grad():
        share, some = posteriors(table, source, target, pad)
        sure = share.max(2).values.sqrt()
        share = sharpened(share)
        some = some * sure * share.max(2).values * (target != pad)
    words = word_loss(scores, target[target != pad], smoothing)
    guided = guide_loss(attention, share, some)
    return words + weight * guided, words.item(), guided.item()


class Run:
    """A training under way: workers that take batches in turn and step on shared weights.

    Each worker computes with one thread on a replica whose parameters share their memory with the model's
    (Hogwild, Recht et al. 2011). Two such workers outrun one computation on two threads by far where
    other programs want the cores too, because no thread ever waits for another.
    """

    def __init__(self, folder: Path, shape: Shape, stage: Stage) -> None:
        self.folder, self.stage = folder, stage
        vocab = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        self.targets = target_size(folder / "target.spm")
        self.model, state, self.table = load_or_start(folder, shape, self.targets)
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=1e-3, betas=(0.9, 0.98), weight_decay=0.0, fused=True
        )
        self.progress = Progress()
        if state is not None:
            self.optimizer.load_state_dict(state["optimizer"])
            self.progress = Progress(**state["progress"])
        set_dropout(self.model, stage.dropout)
        self.lock = threading.Lock()
        self._batches = Data(folder, vocab).batches(stage, self.progress)
        self._log = Log(folder / "log.jsonl", stage.name)
        self.saved = time.monotonic()
        self.stop = False

    def replica(self) -> Trainee:
        """A copy of the model that computes by itself but shares the weights."""
        copy = deepcopy(self.model).train()
        for theirs, ours in zip(copy.parameters(), self.model.parameters(), strict=True):
            theirs.data = ours.data
        return Trainee(copy, self.targets)

    def work(self) -> None:
        """Take batch after batch until told to stop."""
        trainee = self.replica()
        while not self.stop:
            with self.lock:
                batch = next(self._batches)
            guide = guide_weight(self.progress.update)
            loss, words, guided = step(trainee, batch, self.table, guide, self.stage.smoothing)
            trainee.model.zero_grad(set_to_none=True)
            loss.backward()
            with self.lock:
                self._apply(trainee, batch, words, guided)

    def _apply(self, trainee: Trainee, batch: tuple[Tensor, Tensor], words: float, guided: float) -> None:
        torch.nn.utils.clip_grad_norm_(trainee.model.parameters(), 1.0)
        for ours, theirs in zip(self.model.parameters(), trainee.model.parameters(), strict=True):
            ours.grad = theirs.grad
        for group in self.optimizer.param_groups:
            group["lr"] = rate(self.progress.update, self.stage.rate, self.stage.warm_up)
        self.optimizer.step()
        n = int((batch[1] != trainee.model.config.pad_token_id).sum())
        self.progress.update += 1
        self.progress.tokens += n
        self._log.add(words, guided, n, self.progress)

    def write(self) -> None:
        """Write a checkpoint and the weights for averaging."""
        with self.lock:
            save(self.folder, self.model, self.optimizer, self.progress)
            keep_weights(self.folder, self.model, self.progress.update)
            self.saved = time.monotonic()


class Log:
    """Means of the losses over a hundred updates, one JSON line each."""

    def __init__(self, path: Path, stage: str) -> None:
        self._path, self._stage = path, stage
        self._sums = [0.0] * 4
        self._since = time.monotonic()

    def add(self, words: float, guided: float, tokens: int, progress: Progress) -> None:
        """Count one update; every hundredth writes a line."""
        self._sums = [a + b for a, b in zip(self._sums, (words, guided, tokens, 1), strict=True)]
        if progress.update % 100:
            return
        spent, count = time.monotonic() - self._since, self._sums[3]
        progress.seconds += spent
        line = {"stage": self._stage, **asdict(progress), "nats": round(self._sums[0] / count, 4)}
        line |= {"guide": round(self._sums[1] / count, 4), "tokens_per_second": round(self._sums[2] / spent)}
        with self._path.open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        self._sums, self._since = [0.0] * 4, time.monotonic()


def train(run: Run, until: int, minutes: float, workers: int) -> None:
    """Train up to an update or for some minutes, writing a checkpoint every eight minutes."""
    torch.set_num_threads(1)
    signal.signal(signal.SIGTERM, lambda *_: setattr(run, "stop", True))
    ends = time.monotonic() + minutes * 60
    threads = [threading.Thread(target=run.work, daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    while all(t.is_alive() for t in threads) and run.progress.update < until and time.monotonic() < ends:
        time.sleep(1)
        if time.monotonic() - run.saved > 480:
            run.write()
    run.stop = True
    for thread in threads:
        thread.join()
    run.write()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=work_folder())
    parser.add_argument("--stage", choices=sorted(STAGES), required=True)
    parser.add_argument("--until", type=int, default=10**9)
    parser.add_argument("--minutes", type=float, default=10**9)
    parser.add_argument("--workers", type=int, default=2)
    for field in fields(Shape):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=int, default=field.default)
    args = parser.parse_args()
    torch.set_flush_denormal(True)
    shape = Shape(**{f.name: getattr(args, f.name) for f in fields(Shape)})
    train(Run(args.folder, shape, STAGES[args.stage]), args.until, args.minutes, args.workers)


if __name__ == "__main__":
    main()
