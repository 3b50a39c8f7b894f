"""How sure each printed value is: the extractors' weight, raised by agreement, brought to a share of right values."""

from __future__ import annotations

from textwrap import shorten

from pipeline.records.article import Article, Field, Flag, Origin
from pipeline.records.identifiers import ArticleNumber, Doi, valid_issn
from pipeline.records.values import values
from pipeline.stages.check.codes import flag

_TITLE = 0.93
"""The share of titles that come out letter for letter where no citation confirms them, whatever the lines' confidence."""

_SHOWN = 120
"""Characters of a value that a message shows."""


def check_confidence(article: Article) -> tuple[Article, tuple[Flag, ...]]:
    """Raises what others confirm, and flags what stays below the threshold."""
    article = _raised(article)
    unsure = [
        flag(
            "field.uncertain",
            path,
            f"'{shorten(field.value, _SHOWN, placeholder=' ...')}' is only {field.confidence:.0%} sure.",
        )
        for path, about, fields in values(article)
        for field in fields
        if field.origin is Origin.PRINTED and field.confidence < about.least
    ]
    return article, tuple(unsure)


def _raised(article: Article) -> Article:
    """Odds multiplied for each independent confirmation between DOI, ISSN, article number and issue."""
    doi = Doi.parse(article.doi.value) if article.doi else None
    number = ArticleNumber.parse(article.article_number.value) if article.article_number else None
    issn = article.issn.value if article.issn else ""
    year = article.year.value if article.year else ""
    confirmations: dict[str, list[object]] = {
        "doi": [doi and doi.issn == issn and valid_issn(issn) and not _inferred(article.issn)],
        "issn": [valid_issn(issn)],
        "year": [doi and year in map(str, doi.years)],
        "issue": [doi and article.issue and article.issue.value in doi.numbers],
        "first_page": [doi and article.first_page and article.first_page.value in doi.numbers],
        "article_number": [number and str(number.year) == year and number.issn == issn],
    }
    update: dict[str, object] = {}
    for name, said in confirmations.items():
        field: Field | None = getattr(article, name)
        if field and any(said):
            update[name] = field.model_copy(
                update={"confidence": _surer(field.confidence, sum(1 for s in said if s))}
            )
    title = {
        language: field
        if field.also or field.origin is not Origin.PRINTED
        else field.model_copy(update={"confidence": field.confidence * _TITLE})
        for language, field in article.title.items()
    }
    return article.model_copy(update=update | {"title": title})


def _surer(confidence: float, times: int) -> float:
    odds = min(confidence, 0.999) / (1 - min(confidence, 0.999)) * 5.0**times
    return odds / (1 + odds)


def _inferred(field: Field | None) -> bool:
    """Whether a value was taken from another one, which it then cannot confirm."""
    return field is not None and field.origin is Origin.INFERRED
