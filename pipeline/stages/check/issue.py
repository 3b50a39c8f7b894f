"""Year, volume, issue, pages, ISSN, article number and dates against one another."""

from __future__ import annotations

import re

from pipeline.languages.families import family
from pipeline.languages.scripts import Script
from pipeline.records.article import Article, Field, Flag
from pipeline.records.identifiers import ArticleNumber, valid_issn
from pipeline.records.paths import FieldPath
from pipeline.stages.check.codes import flag

_YEARS = range(1800, 2101)
"""Years that articles are of."""

_CLEAR = 0.9
_SINGLE = ("year", "volume", "issue", "first_page", "last_page")
_CLC = re.compile(r"[A-KN-VXZ][A-Z]? ?\d[\d.\-+=/()]*")


def check_issue(article: Article) -> tuple[Article, tuple[Flag, ...]]:
    """Flags where the page contradicts itself on the issue, its pages, its serial number or its dates."""
    found = [
        *_conflicts(article),
        *_year(article),
        *_pages(article),
        *_issn(article),
        *_article_number(article),
    ]
    found += _dates(article)
    found += [
        flag("clc.shape", FieldPath.of("clc", n), f"'{c.value}'")
        for n, c in enumerate(article.clc)
        if not _CLC.fullmatch(c.value)
    ]
    found += _journal(article)
    return article, tuple(found)


def _journal(article: Article) -> list[Flag]:
    """No journal, or one in Latin letters only over an article in others: its own name is a logo, or was not read."""
    if not article.journal:
        return [flag("journal.missing", FieldPath.of("journal"))]
    own = family(article.language)
    if own == Script.LATIN or any(family(code) == own for code in article.journal):
        return []
    said = "It was found in another language than the article's only."
    return [flag("journal.missing", FieldPath.of("journal", article.language), said)]


def _number(field: Field | None) -> int | None:
    digits = re.sub(r"\D", "", field.value) if field else ""
    return int(digits) if digits else None


def _conflicts(article: Article) -> list[Flag]:
    found = []
    for name in _SINGLE:
        field: Field | None = getattr(article, name)
        if field and field.rivals:
            said = f"Read as {field.value} and as {', '.join(field.rivals)}."
            told = FieldPath.of(name)
            found.append(flag("issue.conflict" if field.confidence < _CLEAR else "field.rival", told, said))
    return found


def _year(article: Article) -> list[Flag]:
    year = _number(article.year)
    if year is None:
        return [flag("year.missing", FieldPath.of("year"))]
    return [] if year in _YEARS else [flag("year.implausible", FieldPath.of("year"), f"{year}")]


def _pages(article: Article) -> list[Flag]:
    first, last = _number(article.first_page), _number(article.last_page)
    if first is None or last is None or first <= last:
        return []
    return [flag("pages.order", FieldPath.of("last_page"), f"{first} to {last}.")]


def _issn(article: Article) -> list[Flag]:
    if article.issn is None:
        return []
    if not valid_issn(article.issn.value):
        return [
            flag("issn.check_digit", FieldPath.of("issn"), f"{article.issn.value} has a wrong check digit.")
        ]
    found = [flag("issn.inferred", FieldPath.of("issn"))] if article.issn.origin == "inferred" else []
    if article.issn.repairs:
        found.append(
            flag("issn.repaired", FieldPath.of("issn"), f"Mended: {'; '.join(article.issn.repairs)}.")
        )
    return found


def _article_number(article: Article) -> list[Flag]:
    number = ArticleNumber.parse(article.article_number.value) if article.article_number else None
    if number is None or article.article_number is None:
        return []
    said = {
        "issn": (number.issn, article.issn.value if article.issn else None),
        "year": (number.year, _number(article.year)),
        "issue": (number.issue, article.issue.value if article.issue else None),
        "first page": (number.first_page, _number(article.first_page)),
        "last page": (number.last_page, _number(article.last_page)),
    }
    odd = [
        f"{name} {ours}, not {printed}"
        for name, (printed, ours) in said.items()
        if ours not in {None, printed}
    ]
    found = (
        [flag("article_number.mismatch", FieldPath.of("article_number"), f"The page says {'; '.join(odd)}.")]
        if odd
        else []
    )
    if article.article_number.repairs:
        found.append(flag("article_number.repaired", FieldPath.of("article_number")))
    return found


def _dates(article: Article) -> list[Flag]:
    history = [d.value for d in (article.received, article.revised, article.accepted, article.published) if d]
    found = []
    first, last = article.received, article.published
    early = any(first.value[:7] > later[:7] for later in history) if first else False
    late = article.accepted is not None and last is not None and article.accepted.value[:7] > last.value[:7]
    if early or late:
        found.append(flag("dates.order", FieldPath.of("dates"), f"{' → '.join(history)}"))
    year = _number(article.year)
    if article.received and year and int(article.received.value[:4]) > year:
        found.append(
            flag(
                "dates.year", FieldPath.of("received"), f"Received {article.received.value}, issue of {year}."
            )
        )
    return found
