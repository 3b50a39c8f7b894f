"""The end of an article as a second front page: what it prints in English, and when it was received, fills what the first lacks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from pipeline.languages.families import ENGLISH
from pipeline.languages.strangers import written_in
from pipeline.records.article import Affiliation, Article, ArticleType, Author, Flag, Severity
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Segments
from pipeline.stages.extract.people.email import with_noted_emails
from pipeline.stages.extract.people.names_in_title import parted

_ONCE = ("doi", "received", "revised", "accepted", "published", "funding")
"""Values that an article has one of, or one list."""
_LATIN = "Latin"
_TONGUES = ("title", "abstract", "keywords", "journal")
"""Values that it has in each language."""


def with_closing(article: Article, end: Article) -> Article:
    """The article with the English title, names, places, abstract and keywords, DOI, dates and funding of its last pages that its first lack.

    Where these name another number of authors, no name of theirs is taken and the record says so: they may be of the next article.
    Names and places in Latin letters are the same in English.
    """
    end = _without_names_in_title(end, article.authors)
    update: dict[str, object] = {
        name: getattr(end, name) for name in _ONCE if getattr(end, name) and not getattr(article, name)
    }
    latin = written_in(article.language) == _LATIN
    thesis = article.article_type is ArticleType.THESIS
    tongues = tuple(name for name in _TONGUES if not (thesis and name == "journal"))
    for name in tongues if not latin or ENGLISH in end.abstract else ():
        mine, told = getattr(article, name), getattr(end, name)
        if ENGLISH in told and ENGLISH not in mine:
            update[name] = mine | {ENGLISH: told[ENGLISH]}
    if thesis:
        for name in ("abstract", "keywords"):
            mine, told = getattr(article, name), getattr(end, name)
            lacking = {code for code in (ENGLISH, article.language) if code in told and code not in mine}
            if lacking:
                update[name] = mine | {code: told[code] for code in lacking}
    if latin:
        return article.model_copy(update=update)
    own, english = article.authors, [author for author in end.authors if ENGLISH in author.name]
    if english and not any(ENGLISH in author.name for author in own):
        if own and len(own) != len(english):
            update["flags"] = (*article.flags, _unlike(len(own), len(english)))
        else:
            update["authors"] = tuple(_authors(own, english))
    if not any(ENGLISH in place.name for place in article.affiliations):
        update["affiliations"] = tuple(_places(article.affiliations, end.affiliations))
    return article.model_copy(update=update)


def with_notes(article: Article, notes: Segments) -> Article:
    """The article with the addresses that notes on its authors at its end tell."""
    return article.model_copy(update={"authors": with_noted_emails(article.authors, notes)})


def _without_names_in_title(end: Article, own: Sequence[Author]) -> Article:
    """The end with the article's Chinese authors as its names where its English title ends in their readings."""
    title, names = parted(end, own)
    if title is None or end.authors:
        return end
    people = tuple(Author(name={ENGLISH: name}) for name in names)
    return end.model_copy(update={"title": {**end.title, ENGLISH: title}, "authors": people})


def _unlike(mine: int, told: int) -> Flag:
    said = f"The first pages name {mine}, the English at the end {told}: it may belong to another article."
    return Flag(
        code="authors.count_mismatch",
        path=FieldPath.of("authors"),
        severity=Severity.WARNING,
        message=said,
    )


def _authors(mine: Sequence[Author], told: Sequence[Author]) -> list[Author]:
    """The authors with their English names and their addresses, by their order; those of the end where the article has none."""
    if not mine:
        return [each.model_copy(update={"affiliations": ()}) for each in told]
    return [
        author.model_copy(
            update={
                "name": author.name | {ENGLISH: english.name[ENGLISH]},
                "email": author.email or english.email,
            }
        )
        for author, english in zip(mine, told, strict=True)
    ]


def _places(mine: Sequence[Affiliation], told: Sequence[Affiliation]) -> list[Affiliation]:
    """The affiliations with their English names, by their order; those of the end where the article has none."""
    if not mine:
        return list(told)
    if len(told) > len(mine):
        return list(mine)
    return [
        place.model_copy(update={"name": place.name | english.name}) if english else place
        for place, english in zip_longest(mine, told)
    ]
