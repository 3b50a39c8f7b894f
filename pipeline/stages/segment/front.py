"""A run of lines without labels before an abstract, told apart into what stands over a title, title, people, places.

A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over the features of `features.py`; its
weights are fitted by `models/recipes/roles` and stand in `front.tsv`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from pipeline.languages.labels import open_end
from pipeline.records.segment import Role
from pipeline.stages.segment.features import Features, Surroundings, features
from pipeline.stages.segment.pieces import Piece
from pipeline.trace import consider, weighs

BEGIN_TITLE = "begin title"
"""The first line of a title; the lines after it are `title`, so that two titles that meet are parted."""
LABELS = (
    BEGIN_TITLE,
    *(
        role.value
        for role in (Role.TITLE, Role.AUTHORS, Role.AFFILIATIONS, Role.ABSTRACT, Role.BODY, Role.OTHER)
    ),
)

_TITLES = {BEGIN_TITLE, Role.TITLE.value}
_ANY = {BEGIN_TITLE, *(role.value for role in (Role.AUTHORS, Role.ABSTRACT, Role.BODY, Role.OTHER))}
_TOLD = 4
"""How many of its reasons a label tells."""


@dataclass(frozen=True)
class Part:
    """The part that a line plays, and whether a title begins with it."""

    role: Role
    begins: bool = False


@dataclass(frozen=True)
class Weights:
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


def front_parts(run: Sequence[Piece], around: Surroundings, file: Path | None = None) -> list[Part]:
    """The part of each line of a run by the weights of a file (None: our own): the likeliest sequence.

    No title begins, and none ends, after an open word.
    """
    if not run:
        return []
    lines, known = features(run, around), weights(file)
    labels = best_labels(lines, known)
    if weighs():
        for piece, line, label in zip(run, lines, labels, strict=True):
            rival = known.rival(line, label)
            for role in (label, rival):
                consider(
                    part_of(role).role.value,
                    f"page {piece.page}: {piece.text!r} is {label}, not {rival}: {known.reasons(line, label, rival)}",
                )
    for n in range(1, len(run)):
        if not open_end().search(run[n - 1].text.rstrip()):
            continue
        if labels[n - 1] in _TITLES and labels[n] in _ANY:
            labels[n] = Role.TITLE.value
        elif labels[n] == BEGIN_TITLE:
            labels[n] = labels[n - 1]
    return [part_of(label) for label in labels]


def best_labels(lines: Sequence[Features], known: Weights) -> list[str]:
    """The likeliest sequence of labels (Viterbi)."""
    table: list[dict[str, tuple[float, str]]] = []
    for line in lines:
        row: dict[str, tuple[float, str]] = {}
        for label, score in known.scores(line).items():
            before = (
                [(table[-1][last][0] + known.moves.get((last, label), 0.0), last) for last in LABELS]
                if table
                else [(0.0, "")]
            )
            value, came = max(before)
            row[label] = (value + score, came)
        table.append(row)
    label = max(table[-1], key=lambda each: table[-1][each][0])
    found = [label]
    for row in reversed(table[1:]):
        found.append(row[found[-1]][1])
    return found[::-1]


@cache
def weights(path: Path | None = None) -> Weights:
    """The fitted weights of a file (default: those of the package)."""
    source = path or resources.files(__package__) / "front.tsv"
    states: dict[str, dict[str, float]] = {}
    moves: dict[tuple[str, str], float] = {}
    for kind, first, label, weight in _rows(source.read_text(encoding="utf-8")):
        if kind == "move":
            moves[first, label] = float(weight)
        else:
            states.setdefault(first, {})[label] = float(weight)
    return Weights(states, moves)


def _rows(text: str) -> Iterator[list[str]]:
    return csv.reader(text.splitlines()[1:], delimiter="\t")


def part_of(label: str) -> Part:
    """The part that a label of the model stands for."""
    return Part(Role.TITLE, begins=True) if label == BEGIN_TITLE else Part(Role(label))
