"""The curriculum: what each stage draws from which source, how long its sentences are, how it steps."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from cleaning import Pair


@dataclass(frozen=True)
class Stage:
    """One stage. `weights` says how often a source's pairs come in one round (0.5: every second pair).

    A source is named in full or, for a whole archive, by what stands before its colon. `guide` weighs the
    alignment loss; in a stage that `falls` the rate goes down to nothing by its end.
    """

    name: str
    longest: int
    tokens: int
    rate: float
    weights: Mapping[str, float] = field(default_factory=dict)
    warm_up: int = 500
    dropout: float = 0.0
    smoothing: float = 0.1
    sampling: float = 0.0
    guide: float = 1.0
    falls: bool = False


SHORT = {
    "cc_cedict": 0.2, "hpo_zh_terms": 0.4, "tatoeba": 0.5, "tatoeba_opus_testset": 0.5,
    "chinaxiv_med_titles": 3, "chinaxiv_med_captions": 2, "chinaxiv_sci_captions": 0.5,
    "chinaxiv_sci_keywords": 0.5, "chinaxiv_med_keywords": 1, "chinaxiv_med_abs": 3, "chinaxiv_med_abs+": 4,
    "tico19_dev": 2, "tico19_dev+": 2, "tico19_terminology": 2, "synthetic": 0.3,
}  # fmt: skip
LONG = {
    "cc_cedict": 0.08, "hpo_zh_terms": 0.3, "tatoeba": 0.1, "tatoeba_opus_testset": 0.1,
    "chinaxiv_sci_captions": 0.2, "chinaxiv_sci_keywords": 0.1, "chinaxiv_med_titles": 2,
    "chinaxiv_med_captions": 1, "chinaxiv_med_keywords": 1, "chinaxiv_med_abs": 2, "chinaxiv_med_abs+": 2,
    "chinaxiv_sci_abs+": 0.5, "tico19_dev": 2, "tico19_dev+": 1, "synthetic": 0.1, "more": 0.07,
}  # fmt: skip
NEAR = {
    "cc_cedict": 0, "hpo_zh_terms": 0.15, "tatoeba": 0, "tatoeba_opus_testset": 0, "chinaxiv_sci_abs": 0.8,
    "chinaxiv_sci_abs+": 0.4, "chinaxiv_sci_captions": 0.1, "chinaxiv_sci_keywords": 0,
    "chinaxiv_sci_titles": 0.5, "chinaxiv_med_titles": 2, "chinaxiv_med_captions": 0.5,
    "chinaxiv_med_keywords": 0.3, "chinaxiv_med_abs": 2, "chinaxiv_med_abs+": 2, "tico19_dev": 2,
    "tico19_dev+": 1, "synthetic": 0.25, "more": 0,
}  # fmt: skip
STAGES = {
    s.name: s
    for s in (
        Stage("short", longest=40, tokens=1300, rate=1e-3, weights=SHORT),
        Stage("middle", longest=48, tokens=1300, rate=6e-4, weights=LONG, guide=0.5),
        Stage("long", 128, 2000, rate=6e-4, weights=LONG, dropout=0.1, sampling=0.3, guide=0.2),
        Stage("settle", 192, 2000, rate=6e-4, weights=NEAR, dropout=0.1, guide=0.2, falls=True),
    )
}


def share(stage: Stage, source: str) -> float:
    """How often a pair of a source comes in one round of a stage."""
    return stage.weights.get(source, stage.weights.get(source.partition(":")[0], 1.0))


def choose(pairs: list[Pair], stage: Stage, rng: random.Random) -> list[Pair]:
    """The pairs of one round, each as often as its source weighs."""
    chosen = []
    for pair in pairs:
        weight = share(stage, pair.source)
        chosen += [pair] * (int(weight) + (rng.random() < weight % 1))
    return chosen
