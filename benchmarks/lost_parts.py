"""Fit the weights of `lost_parts.toml`: when a part of a sentence has no counterpart in its translation.

    python -m benchmarks.lost_parts --archive ../shared/mt/zh-en.tar.xz [--folds 5]

Good pairs of the parts that rules are worked out on (benchmarks/guards.py), and the same with a clause of the English left out.
Which part of the Chinese that clause renders is not known: it is the one that looks most lost, by the weights of the round
before (a logistic regression, repeated until no other part is chosen). With `--folds` it prints how many lost clauses
weights find that were fitted on other sentences, at three shares of false alarms.
"""

from __future__ import annotations

import argparse
import random
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.faults import dropped_clause
from benchmarks.guards import ARCHIVE, MORE, PAGES, ZH_EN, good_lines
from pipeline.languages.lexicon import lexicon
from pipeline.languages.lost_parts import lost_parts
from pipeline.stages.translate.coverage import coverage
from pipeline.stages.translate.lost import Signs, dropped, parts

PARTS = ("tuning", "seen", "read", "learnt")
MOST = 1000
SHARES = (0.03, 0.05, 0.07)
_ROUNDS, _STEPS, _LEAST_WEIGHT = 12, 60, 1e-3
_LONGEST = 800

Numbers = NDArray[np.float64]


class Case(NamedTuple):
    """A pair of sentences: the signs of each part with a one behind them, and whether a clause is lost."""

    signs: Numbers
    lost: bool
    fold: int


def cases(archive: Path, pages: Path, more: Path, seeds: Sequence[int] = (18, 19)) -> list[Case]:
    """Good pairs, and faulty ones: a clause each time another seed chooses another."""
    lines = [line for part in PARTS for line in good_lines(archive, pages, part, MOST, more)]
    found = []
    for number, line in enumerate(dict.fromkeys(lines)):
        dice = [random.Random(seed * 100_000 + number) for seed in seeds]
        for target in dict.fromkeys([line.target, *(dropped_clause(line.target, d) for d in dice)]):
            signs = _signs(line.source, target) if target else None
            if signs is not None:
                fold = zlib.crc32(line.source.encode()) // 16
                found.append(Case(signs, target != line.target, fold))
    return found


def _signs(source: str, target: str) -> Numbers | None:
    """The signs of every part; None where another test answers, or nothing can be lost."""
    words = lexicon(ZH_EN.source, ZH_EN.target)
    assert words is not None
    found = coverage(source, target, words)
    finding = dropped(source, target, found, ZH_EN) if len(source) <= _LONGEST else None
    if not found.stems or len(source) > _LONGEST or (finding and finding.message.startswith("it breaks off")):
        return None
    rows = [(*signs, 1.0) for _, _, signs in parts(source, target, found, ZH_EN)]
    return np.array(rows) if rows else None


def fit(known: Sequence[Case]) -> Numbers:
    """Weights of the signs, the constant last."""
    every = np.concatenate([case.signs for case in known])
    mean, spread = every.mean(0), every.std(0) + 1e-9
    mean[-1], spread[-1] = 0.0, 1.0
    scaled = [(case.signs - mean) / spread for case in known]
    lost = np.array([case.lost for case in known], dtype=float)
    now = lost_parts(ZH_EN.source, ZH_EN.target).weights
    weights = np.array([*(now[name] for name in Signs._fields), now["constant"]]) * spread
    chosen: list[int] = []
    for _ in range(_ROUNDS):
        worst = [int(np.argmax(rows @ weights)) for rows in scaled]
        if worst == chosen:
            break
        chosen = worst
        rows = np.array([rows[i] for rows, i in zip(scaled, chosen, strict=True)])
        weights = _regression(rows, lost)
    raw = weights / spread
    raw[-1] = weights[-1] - (raw[:-1] * mean[:-1]).sum()
    return raw


def _regression(rows: Numbers, lost: Numbers) -> Numbers:
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (odds - lost) / len(rows) + _LEAST_WEIGHT * weights
        bend = (rows * (odds * (1 - odds))[:, None]).T @ rows / len(rows)
        step = np.linalg.solve(bend + _LEAST_WEIGHT * np.eye(len(weights)), slope)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def left_out(known: Sequence[Case], folds: int) -> str:
    """What weights find that were fitted without a fold's sentences."""
    scores = np.zeros(len(known))
    for fold in range(folds):
        weights = fit([case for case in known if case.fold % folds != fold])
        for i, case in enumerate(known):
            if case.fold % folds == fold:
                scores[i] = (case.signs @ weights).max()
    lost = np.array([case.lost for case in known])
    least = [float(np.quantile(scores[~lost], 1 - share)) for share in SHARES]
    return "\n".join(
        f"# false alarms {share:.0%}: least = {level:.2f}, {(scores[lost] > level).mean():.1%} of lost clauses"
        for share, level in zip(SHARES, least, strict=True)
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--pages", type=Path, default=PAGES)
    parser.add_argument("--more", type=Path, default=MORE)
    parser.add_argument(
        "--folds", type=int, default=0, help="measure on sentences left out, in so many folds"
    )
    args = parser.parse_args()
    known = cases(args.archive, args.pages, args.more)
    print(f"# {sum(not c.lost for c in known)} good pairs, {sum(c.lost for c in known)} with a lost clause")
    if args.folds:
        print(left_out(known, args.folds))
    print("[weights]")
    for name, weight in zip((*Signs._fields, "constant"), fit(known), strict=True):
        print(f"{name} = {weight:.3f}")


if __name__ == "__main__":
    main()
