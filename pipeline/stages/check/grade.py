"""One score for a record, its grade, and what an indexer may do with it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.article import Article, Flag, Kind, Severity, Status
from pipeline.records.record import MODEL_MISSING, doubtful
from pipeline.records.values import values

_COST = {Severity.INFO: 0.0, Severity.WARNING: 0.04, Severity.ERROR: 0.2}
_LOST = {"text.not_taken": 0.12, "document.unrecognised": 0.2}
"""What flags cost that tell of something on the page that is not in the record: each place of it."""
_MANY = 3
"""Kinds of doubt about the reading up to which a record may still be good."""
_GRADES = ((0.9, "excellent"), (0.75, "good"), (0.5, "fair"), (0.0, "poor"))


def score(article: Article, flags: Sequence[Flag]) -> float:
    """0..1: how sure the printed values are on the average, by weight, less what the flags cost."""
    said = [
        (about.weight, field.confidence)
        for _, about, fields in values(article)
        for field in fields
        if about.weight
    ] or [(1.0, 0.5)]
    mean = sum(weight * value for weight, value in said) / sum(weight for weight, _ in said)
    cost = sum(
        _COST[severity] for _, severity in {(f.code, f.severity) for f in flags if f.code != MODEL_MISSING}
    )
    cost += sum(_LOST.get(f.code, 0.0) for f in flags)
    return round(max(0.0, mean - cost), 4)


def grade(value: float, flags: Sequence[Flag]) -> str:
    """The word for a score; one doubt about the reading leaves no record excellent, an error or many doubts none good."""
    doubts = [f for f in flags if f.severity is not Severity.INFO and not f.code.startswith("translation.")]
    codes = {f.code for f in doubts}
    most = 0 if not doubts else 1
    if any(f.severity is Severity.ERROR for f in doubts) or len(codes) > _MANY:
        most = 2
    word = next(n for n, (least, _) in enumerate(_GRADES) if value >= least)
    return _GRADES[max(word, most)][1]


def status(article: Article, flags: Sequence[Flag]) -> Status:
    """`needs_review` as soon as one flag is more than information; a model that is missing is no such flag."""
    nameless = article.kind is not Kind.ARTICLE and not article.title
    return Status.NEEDS_REVIEW if doubtful(flags) or nameless else Status.OK
