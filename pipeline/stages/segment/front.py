"""A run of lines without labels before an abstract, told apart into what stands over a title, title, people, places."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pipeline.languages import languages
from pipeline.languages.labels import article_key, article_types
from pipeline.records.segment import Role
from pipeline.stages.segment.heads import head_likeness, is_notice
from pipeline.stages.segment.names import author_likeness, place_likeness
from pipeline.stages.segment.pieces import Piece
from pipeline.stages.segment.tongue import LATIN

_ORDERS = (
    (Role.OTHER, Role.TITLE, Role.AUTHORS, Role.AFFILIATIONS, Role.BODY),
    (Role.OTHER, Role.AUTHORS, Role.TITLE, Role.AFFILIATIONS, Role.BODY),
    (Role.OTHER, Role.AUTHORS, Role.AFFILIATIONS, Role.TITLE, Role.BODY),
    (
        Role.OTHER,
        Role.TITLE,
        Role.AUTHORS,
        Role.AFFILIATIONS,
        Role.TITLE,
        Role.AUTHORS,
        Role.AFFILIATIONS,
        Role.BODY,
    ),
)
"""The orders in which journals print front matter; the last one has two languages of one script, one after the other."""
_UNUSUAL = (0.0, 1.8, 2.5, 3.5)
"""What each order costs, in nats."""
_GOES_ON = 1.5
"""How strongly a line belongs to one that breaks off, in nats."""


def front_roles(run: Sequence[Piece]) -> list[Role]:
    """The role of each line of a run: the likeliest way to cut it into the parts, in the order that journals print.

    Tags, page numbers and notes such as `scan the code` may stand anywhere and are taken out first.
    """
    kept = [n for n, piece in enumerate(run) if not (is_article_type(piece.text) or is_notice(piece.text))]
    roles = [Role.OTHER] * len(run)
    for n, role in zip(kept, _cut([run[n] for n in kept]), strict=True):
        roles[n] = role
    return roles


def _cut(run: Sequence[Piece]) -> list[Role]:
    if not run:
        return []
    scores = [_scores(piece, run, people) for piece, people in zip(run, _people(run), strict=True)]
    joins = [0.0, *(_join(a, b) for a, b in pairwise(run))]
    best: tuple[float, list[Role]] = (-math.inf, [])
    orders = _ORDERS if any(piece.tongue == LATIN for piece in run) else _ORDERS[:3]
    for cost, order in zip(_UNUSUAL, orders, strict=False):
        value, roles = _best(scores, joins, order)
        if value - cost > best[0]:
            best = (value - cost, roles)
    return best[1]


def _join(above: Piece, below: Piece) -> float:
    """How strongly two lines belong together: above 0 in one block of one size, below 0 over a change of either.

    A line that breaks off after a preposition goes on in the next: the size of boxes is less sure than that.
    """
    if _open_end().search(above.text.rstrip()):
        return _GOES_ON
    same_block = above.block == below.block
    same_size = 0.85 < below.size / max(above.size, 1) < 1.18
    return (0.15 if same_block else -0.25) + (0.1 if same_size else -0.3)


@cache
def _open_end() -> re.Pattern[str]:
    words = "|".join(sorted({w for known in languages().values() for w in known.open_words}))
    return re.compile(rf"(?<![\w.-])(?:{words})$", re.IGNORECASE)


def _best(
    scores: Sequence[dict[Role, float]], joins: Sequence[float], order: Sequence[Role]
) -> tuple[float, list[Role]]:
    """Viterbi over lines where the role may only stay or move on along the order."""
    table: list[list[tuple[float, int]]] = []
    for n, line in enumerate(scores):
        row = []
        for k, role in enumerate(order):
            before = [(_begin(k, order), k)]
            if n:
                before = [
                    (table[n - 1][j][0] + (joins[n] if j == k else -joins[n]) - _move(j, k, order), j)
                    for j in range(k + 1)
                ]
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
    """What it costs to go from one part to another: titles are short, and parts are seldom left out."""
    if j == k:
        return 0.25 if order[k] is Role.TITLE else 0.0
    skipped = order[j + 1 : k]
    return 2.0 if Role.TITLE in skipped else 0.3 * len(skipped)


def _people(run: Sequence[Piece]) -> list[float]:
    """How much each line looks like people, by itself or with those that stand beside it: names set far apart."""
    rows: list[list[Piece]] = []
    for piece in run:
        box = piece.line.bbox
        beside = rows and rows[-1][-1].page == piece.page and rows[-1][-1].line.bbox.right <= box.left
        if beside and rows[-1][-1].line.bbox.shares_rows(box) > 0.5 * box.height:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    found: list[float] = []
    for row in rows:
        together = author_likeness(", ".join(piece.text for piece in row)) if len(row) > 1 else 0.0
        found.extend(max(together, author_likeness(piece.text)) for piece in row)
    return found


def _scores(piece: Piece, run: Sequence[Piece], people: float) -> dict[Role, float]:
    """Log likeness of a line to each role; `people` is how much it looks like names."""
    place, head = place_likeness(piece.text), head_likeness(piece.text)
    big, told = _bigness(piece, run), _telling(piece)
    title = (0.12 + 0.88 * big) * (1 - 0.75 * people) * (1 - 0.55 * place) * (1 - head) * (1 - 0.8 * told)
    if len(piece.text.strip()) < 3 and not piece.full:
        title *= 0.6
    chances = {
        Role.TITLE: title,
        Role.AUTHORS: 0.9 * people * (1.15 - 0.5 * big),
        Role.AFFILIATIONS: 0.95 * place * (1.1 - 0.5 * big) + 0.03 * (1 - big),
        Role.OTHER: max(0.9 * head, 0.12 * (1 - big)),
        Role.BODY: max(0.9 * told * (1 - 0.7 * place), 0.3) * (1 - 0.7 * big) * (1 - people),
    }
    return {role: math.log(max(chance, 1e-3)) for role, chance in chances.items()}


def _bigness(piece: Piece, run: Sequence[Piece]) -> float:
    """How large a line is set among the lines of its run, 0..1; a half where all are of one size."""
    sizes = sorted((p.size for p in run if len(p.text) > 3), reverse=True) or [piece.size]
    if sizes[0] < 1.2 * sizes[-1]:
        return 0.5
    return 1 / (1 + math.exp(-14 * (piece.size / max(sizes[0], 1) - 0.84)))


def _telling(piece: Piece) -> float:
    """How much a line reads like running text, 0..1: sentences, and letters from edge to edge."""
    text = piece.text
    sentence = bool(
        re.search(r"[。；]|[.;!?]\s+[A-ZА-ЯÀ-Þ]|[a-zа-яß가-힣]{2}[.!?]$|, (?:and|which|with|so) ", text)
    )
    return 0.35 * piece.full + 0.45 * sentence + 0.2 * (len(text) > 60)


def is_article_type(text: str) -> bool:
    """Whether a line says what kind of article follows (·论著·, Original article) and nothing else."""
    bare = re.sub(r"^[^\w]+|[^\w]+$", "", text)
    if re.match(r"\s*(?:[·•・][^·•・]{2,24}[·•・]|[【《〈<\[][^】》〉>\]]{2,12}[】》〉>\]])\s*$", text):
        return True
    if article_key(bare) in article_types():
        return True
    parts = [article_key(p) for p in re.split(r"[·•・/|｜—–-]", bare) if p.strip()]
    return bool(parts) and all(p in article_types() for p in parts)
