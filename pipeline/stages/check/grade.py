"""One score for a record, its grade, and what an indexer may do with it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.article import Article, Flag, Kind, Severity, Status
from pipeline.records.values import values

_COST = {Severity.INFO: 0.0, Severity.WARNING: 0.04, Severity.ERROR: 0.2}
_LOST = {"text.not_taken": 0.12, "document.unrecognised": 0.2}
"""What flags cost that tell of something on the page that is not in the record: each place of it."""
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
    cost = sum(_COST[severity] for _, severity in {(f.code, f.severity) for f in flags})
    cost += sum(_LOST.get(f.code, 0.0) for f in flags)
    return round(max(0.0, mean - cost), 4)


def grade(value: float) -> str:
    """The word for a score."""
    return next(word for least, word in _GRADES if value >= least)


def status(article: Article, flags: Sequence[Flag]) -> Status:
    """`needs_review` as soon as one flag is more than information."""
    doubtful = any(f.severity is not Severity.INFO for f in flags)
    return (
        Status.NEEDS_REVIEW
        if doubtful or (article.kind is not Kind.ARTICLE and not article.title)
        else Status.OK
    )
