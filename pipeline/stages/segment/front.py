"""A run of lines without labels before an abstract, told apart into what stands over a title, title, people, places.

A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over the features of `features.py`; its
weights are fitted by `models/recipes/roles` and stand in `front.tsv`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from math import exp, log
from pathlib import Path

from pipeline.records.segment import Role
from pipeline.stages.segment.features import Features, features
from pipeline.stages.segment.pieces import Piece
from pipeline.stages.segment.settled import BEGIN_TITLE, settled
from pipeline.stages.segment.surroundings import Surroundings
from pipeline.trace import consider, weighs

LABELS = (
    BEGIN_TITLE,
    *(
        role.value
        for role in (Role.TITLE, Role.AUTHORS, Role.AFFILIATIONS, Role.ABSTRACT, Role.BODY, Role.OTHER)
    ),
)

_Fit = dict[str, float]
"""How well each label fits a line by itself."""

_TOLD = 4
"""How many of its reasons a label tells."""


@dataclass(frozen=True)
class LinePart:
    """The part that a line plays, whether a title begins with it, and how sure that is, 0..1."""

    role: Role
    begins: bool = False
    sure: float = 1.0


@dataclass(frozen=True)
class RoleWeights:
    """Weights of features by label, and of one label after another, in nats."""

    states: dict[str, dict[str, float]]
    moves: dict[tuple[str, str], float]

    def scores(self, line: Features) -> dict[str, float]:
        """How well each label fits a line by itself."""
        found = dict.fromkeys(LABELS, 0.0)
        for feature in line:
            for label, weight in self.states.get(feature, {}).items():
                found[label] += weight
        return found

    def rival(self, line: Features, label: str) -> str:
        """The label that would fit a line best by itself, were it not this one's."""
        fits = self.scores(line)
        return max(
            (other for other in LABELS if part_of(other).role != part_of(label).role), key=fits.__getitem__
        )

    def reasons(self, line: Features, label: str, rival: str) -> str:
        """The features that spoke most for a label against another, in nats; what stands around counts too."""
        speak = {
            feature: self.states.get(feature, {}).get(label, 0.0)
            - self.states.get(feature, {}).get(rival, 0.0)
            for feature in line
        }
        most = sorted(speak, key=lambda feature: -abs(speak[feature]))[:_TOLD]
        return ", ".join(f"{feature} {speak[feature]:+.1f}" for feature in most)


def front_parts(run: Sequence[Piece], around: Surroundings, file: Path | None = None) -> list[LinePart]:
    """The part of each line of a run by the weights of a file (None: our own): the likeliest sequence, as `settled` leaves it."""
    if not run:
        return []
    lines, known = features(run, around), weights(file)
    fits = [known.scores(line) for line in lines]
    labels = _likeliest(fits, known)
    if weighs():
        for piece, line, label in zip(run, lines, labels, strict=True):
            rival = known.rival(line, label)
            for role in (label, rival):
                consider(
                    part_of(role).role.value,
                    f"page {piece.page}: {piece.text!r} is {label}, not {rival}: {known.reasons(line, label, rival)}",
                )
    labels = settled(run, labels, around.text_size)
    sure = certainties(fits, labels, known)
    return [replace(part_of(label), sure=chance) for label, chance in zip(labels, sure, strict=True)]


def certainties(fits: Sequence[_Fit], labels: Sequence[str], known: RoleWeights) -> list[float]:
    """How likely it is for each line, over all sequences, that it has the role of its label (forward and backward sums)."""
    to = {b: [(a, known.moves.get((a, b), 0.0)) for a in LABELS] for b in LABELS}
    of = {a: [(b, known.moves.get((a, b), 0.0)) for b in LABELS] for a in LABELS}
    ahead = [fits[0]]
    for own in fits[1:]:
        last = ahead[-1]
        ahead.append({b: own[b] + _sum([last[a] + move for a, move in to[b]]) for b in LABELS})
    back = [dict.fromkeys(LABELS, 0.0)]
    for own in reversed(fits[1:]):
        after = back[-1]
        back.append({a: _sum([move + own[b] + after[b] for b, move in of[a]]) for a in LABELS})
    whole = _sum(list(ahead[-1].values()))
    alike = {one: [each for each in LABELS if part_of(each).role is part_of(one).role] for one in LABELS}
    return [
        min(
            1.0,
            exp(_sum([a[each] + b[each] for each in alike[label]]) - whole),
        )
        for a, b, label in zip(ahead, reversed(back), labels, strict=True)
    ]


def _sum(logs: Sequence[float]) -> float:
    """The logarithm of a sum, from the logarithms of what is summed."""
    most = max(logs)
    return most + log(sum([exp(one - most) for one in logs]))


def best_labels(lines: Sequence[Features], known: RoleWeights) -> list[str]:
    """The likeliest sequence of labels (Viterbi)."""
    return _likeliest([known.scores(line) for line in lines], known)


def _likeliest(fits: Sequence[_Fit], known: RoleWeights) -> list[str]:
    to = {b: [(a, known.moves.get((a, b), 0.0)) for a in LABELS] for b in LABELS}
    table: list[dict[str, tuple[float, str]]] = []
    for fit in fits:
        row: dict[str, tuple[float, str]] = {}
        for label, score in fit.items():
            before = [(table[-1][last][0] + move, last) for last, move in to[label]] if table else [(0.0, "")]
            value, came = max(before)
            row[label] = (value + score, came)
        table.append(row)
    label = max(table[-1], key=lambda each: table[-1][each][0])
    found = [label]
    for row in reversed(table[1:]):
        found.append(row[found[-1]][1])
    return found[::-1]


@cache
def weights(path: Path | None = None) -> RoleWeights:
    """The fitted weights of a file (default: those of the package)."""
    source = path or resources.files(__package__) / "front.tsv"
    states: dict[str, dict[str, float]] = {}
    moves: dict[tuple[str, str], float] = {}
    for kind, first, label, weight in _table_rows(source.read_text(encoding="utf-8")):
        if kind == "move":
            moves[first, label] = float(weight)
        else:
            states.setdefault(first, {})[label] = float(weight)
    return RoleWeights(states, moves)


def _table_rows(text: str) -> Iterator[list[str]]:
    return csv.reader(text.splitlines()[1:], delimiter="\t")


def part_of(label: str) -> LinePart:
    """The part that a label of the model stands for."""
    return LinePart(Role.TITLE, begins=True) if label == BEGIN_TITLE else LinePart(Role(label))
