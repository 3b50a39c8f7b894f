"""Weights that go on learning from lines whose labels are known, and how far they help on what they have not seen."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from pipeline.stages.segment.aligned import LabelledRun
from pipeline.stages.segment.front import RoleWeights, best_labels

FOLDS = 5
_ROUNDS, _STEP = 8, 0.1
"""How often the examples are gone through, and by how many nats a mistake moves each weight that made it.

Steps of 0.25 learn a journal as well, but help no other one (docs/measuring.md).
"""
_LEAST = 0.002
"""Nats below which a weight is not written."""

_Key = tuple[str, str, str]
"""Kind (`state` or `move`), feature or label before, label."""


def learned(base: RoleWeights, known: Sequence[LabelledRun], seed: int = 7) -> RoleWeights:
    """The weights after going on from `base` on examples: an averaged structured perceptron (Collins 2002).

    Where `base` makes no mistake nothing changes; averaging keeps single odd pages from turning what was known.
    """
    totals: dict[_Key, float] = defaultdict(float)
    order, steps = list(known), 0
    draw = random.Random(seed)
    now = _copied(base)
    for _ in range(_ROUNDS):
        draw.shuffle(order)
        for example in order:
            steps += 1
            for key, step in _mistakes(example, now).items():
                _add(now, key, step)
                totals[key] += step * (steps - 1)
    for key, total in totals.items():
        _add(now, key, -total / steps)
    return now


def _mistakes(example: LabelledRun, now: RoleWeights) -> dict[_Key, float]:
    """By how much each weight moves: towards the labels that are right, away from those given."""
    given = best_labels(example.lines, now)
    changes: dict[_Key, float] = defaultdict(float)
    for labels, step in ((example.labels, _STEP), (given, -_STEP)):
        for line, label in zip(example.lines, labels, strict=True):
            for feature in line:
                changes["state", feature, label] += step
        for before, label in pairwise(labels):
            changes["move", before, label] += step
    return {key: step for key, step in changes.items() if step}


def _add(now: RoleWeights, key: _Key, step: float) -> None:
    kind, of, label = key
    if kind == "move":
        now.moves[of, label] = now.moves.get((of, label), 0.0) + step
    else:
        own = now.states.setdefault(of, {})
        own[label] = own.get(label, 0.0) + step


def _copied(base: RoleWeights) -> RoleWeights:
    return RoleWeights({feature: dict(own) for feature, own in base.states.items()}, dict(base.moves))


def compared(base: RoleWeights, known: Sequence[LabelledRun]) -> tuple[int, int, int]:
    """(lines, those right by `base`, those right by weights that have not seen the line's group)."""
    groups = sorted({example.group for example in known})
    lines = before = after = 0
    for left_out in folds(groups):
        held = [example for example in known if example.group in left_out]
        taught = learned(base, [example for example in known if example.group not in left_out])
        for example in held:
            lines += len(example.lines)
            before += _right(example, base)
            after += _right(example, taught)
    return lines, before, after


def folds(groups: Sequence[str], count: int = FOLDS) -> Iterator[set[str]]:
    """The groups that are left out in turn in cross-validation, so many times, or once each where they are fewer."""
    count = min(count, len(groups))
    yield from (set(groups[n::count]) for n in range(count))


def _right(example: LabelledRun, known: RoleWeights) -> int:
    given = best_labels(example.lines, known)
    return sum(a == b for a, b in zip(example.labels, given, strict=True))


def write(known: RoleWeights, path: Path) -> None:
    """Write weights as a table: kind, feature or label before, label, nats."""
    rows = ["kind\tof\tlabel\tnats"]
    rows += [f"move\t{a}\t{b}\t{w:.3f}" for (a, b), w in sorted(known.moves.items())]
    rows += [
        f"state\t{feature}\t{label}\t{w:.3f}"
        for feature, own in sorted(known.states.items())
        for label, w in sorted(own.items())
        if abs(w) >= _LEAST
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_text("\n".join(rows) + "\n", encoding="utf-8")
    unfinished.replace(path)
