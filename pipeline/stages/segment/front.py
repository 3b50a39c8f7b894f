"""A run of lines without labels before an abstract, told apart into what stands over a title, title, people, places."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache

from pipeline.languages import languages
from pipeline.records.segment import Role
from pipeline.stages.segment.heads import head_likeness
from pipeline.stages.segment.names import author_likeness, place_likeness
from pipeline.stages.segment.pieces import Piece

_ORDERS = (
    (Role.OTHER, Role.TITLE, Role.AUTHORS, Role.AFFILIATIONS),
    (Role.OTHER, Role.AUTHORS, Role.TITLE, Role.AFFILIATIONS),
)
_UNUSUAL = 2.5
"""What it costs, in nats, that authors stand before the title."""


def front_roles(run: Sequence[Piece]) -> list[Role]:
    """The role of each line of a run: the likeliest way to cut it into the parts, in the order that journals print."""
    if not run:
        return []
    scores = [_scores(piece, run) for piece in run]
    best: tuple[float, list[Role]] = (-math.inf, [])
    for n, order in enumerate(_ORDERS):
        value, roles = _best(scores, order)
        value -= n * _UNUSUAL
        if value > best[0]:
            best = (value, roles)
    return best[1]


def _best(scores: Sequence[dict[Role, float]], order: Sequence[Role]) -> tuple[float, list[Role]]:
    """Viterbi over lines where the role may only stay or move on along the order."""
    table: list[list[tuple[float, int]]] = []
    for n, line in enumerate(scores):
        row = []
        for k, role in enumerate(order):
            before = (
                [(table[n - 1][j][0] - _move(j, k, order), j) for j in range(k + 1)]
                if n
                else [(_begin(k, order), k)]
            )
            value, came = max(before)
            row.append((value + line[role], came))
        table.append(row)
    k = max(range(len(order)), key=lambda i: table[-1][i][0])
    total, roles = table[-1][k][0], []
    for n in range(len(scores) - 1, -1, -1):
        roles.append(order[k])
        k = table[n][k][1]
    return total, roles[::-1]


def _begin(k: int, order: Sequence[Role]) -> float:
    skipped = order[:k]
    return -3.0 if Role.TITLE in skipped else 0.0


def _move(j: int, k: int, order: Sequence[Role]) -> float:
    skipped = order[j + 1 : k]
    return 2.0 if Role.TITLE in skipped else 0.3 * len(skipped)


def _scores(piece: Piece, run: Sequence[Piece]) -> dict[Role, float]:
    """Log likeness of a line to each role."""
    tallest = sorted((p.size for p in run if len(p.text) > 3), reverse=True)[:3] or [piece.size]
    ratio = piece.size / max(tallest[len(tallest) // 2] if len(tallest) > 2 else tallest[0], 1)
    people, place, head = author_likeness(piece.text), place_likeness(piece.text), head_likeness(piece.text)
    big = 1 / (1 + math.exp(-14 * (ratio - 0.84)))
    tag = is_article_type(piece.text)
    title = 0.02 if tag else (0.12 + 0.88 * big) * (1 - 0.75 * people) * (1 - 0.55 * place) * (1 - head)
    if len(piece.text.strip()) < 3 and not piece.full:
        title *= 0.6
    over = 0.9 if tag else max(0.9 * head, 0.12 * (1 - big))
    chances = {
        Role.TITLE: title,
        Role.AUTHORS: 0.9 * people * (1.15 - 0.5 * big),
        Role.AFFILIATIONS: 0.95 * place * (1.1 - 0.5 * big) + 0.03 * (1 - big),
        Role.OTHER: over,
    }
    return {role: math.log(max(chance, 1e-3)) for role, chance in chances.items()}


def is_article_type(text: str) -> bool:
    """Whether a line says what kind of article follows (·论著·, Original article) and nothing else."""
    bare = re.sub(r"^[^\w]+|[^\w]+$", "", text)
    if _key(bare) in _article_types():
        return True
    parts = [_key(p) for p in re.split(r"[·•・/|｜—–-]", bare) if p.strip()]
    return bool(parts) and all(p in _article_types() for p in parts)


def _key(text: str) -> str:
    return re.sub(r"[\s\u3000·•]", "", text).casefold()


@cache
def _article_types() -> frozenset[str]:
    return frozenset(_key(form) for found in languages().values() for form in found.article_types)
