"""Cover sheets of databases and repositories as witnesses: what they print of the article fills what its pages lack."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.languages.families import ENGLISH
from pipeline.records.article import Article, ArticleType, Author, Field, Flag, Severity
from pipeline.records.paths import FieldPath

_TAKEN = ("doi", "issn", "volume", "issue")
"""Values that a sheet prints of the article and of nothing else; a year may be that of the download."""
_PAGES = ("first_page", "last_page")
"""Values that are taken together, from a sheet that prints both, where the pages print neither."""
_DATES = ("received", "revised", "accepted", "published")
_SURE = 0.77
_LEAST = {"doi": 0.5}
"""What is taken with less where the pages lack it: a DOI as recognition gives it, which its own flag then doubts."""
_KINDS = (ArticleType.CONFERENCE, ArticleType.CHAPTER)
"""What a sheet says that the article is, where its own pages say nothing: `Conference Paper · October 2019`."""
_LONGEST = 14
"""Words of a journal's name at most; what the sheet says of its own archive has more."""
_DEPOSIT = re.compile(r"\b(?:submitted|deposited|soumis|posted|uploaded|added)\b", re.IGNORECASE)
"""What says when a repository got its copy, not the journal its manuscript."""


def with_sheets(article: Article, sheets: Sequence[Article]) -> Article:
    """The article with DOI, ISSN, volume, issue, pages, dates, journal, title and kind from its cover sheets where its own pages lack them.

    `cover.taken` says which; `cover.conflict` where a sheet prints another DOI, ISSN, volume or issue. Dates are the
    journal's alone: a repository's day of deposit is none.
    """
    for sheet in sheets:
        article = _with(article, sheet)
    return article


def _with(article: Article, sheet: Article) -> Article:
    update: dict[str, object] = {}
    flags: list[Flag] = []
    begun = article.first_page and sheet.first_page and article.first_page.value == sheet.first_page.value
    ranged = all(getattr(sheet, name) for name in _PAGES) and not article.last_page
    ranged = ranged and bool(begun or not article.first_page)
    for name in (*_TAKEN, *_DATES, *(_PAGES if ranged else ())):
        mine: Field | None = getattr(article, name)
        told: Field | None = getattr(sheet, name)
        path = FieldPath.of(name)
        if told is None or told.confidence < _LEAST.get(name, _SURE) or _is_deposit(name, told):
            continue
        if mine is None:
            update[name] = told
            flags.append(_taken(path, told))
        elif (
            told.confidence >= _SURE and name not in _DATES and mine.value.casefold() != told.value.casefold()
        ):
            flags.append(_conflict(path, mine, told))
    if article.article_type is ArticleType.ARTICLE and sheet.article_type in _KINDS:
        update["article_type"] = sheet.article_type
    day = update.get("published")
    if article.year is None and isinstance(day, Field):
        update["year"] = year = day.model_copy(update={"value": day.value[:4]})
        flags.append(_taken(FieldPath.of("year"), year))
    if authors := _english(article, sheet):
        update["authors"] = authors
        flags.append(_named(sheet))
    for name in ("title", "journal"):
        named: dict[str, Field] = getattr(sheet, name)
        mine_named: dict[str, Field] = getattr(article, name)
        lacking = {
            code: field
            for code, field in named.items()
            if code not in mine_named
            and not re.search("[:：]", field.value)
            and (name == "title" or len(field.value.split()) <= _LONGEST)
        }
        if lacking and (name == "journal" or not mine_named):
            update[name] = mine_named | lacking
            flags += (_taken(FieldPath.of(name, code), field) for code, field in lacking.items())
    return article.model_copy(update=update | {"flags": (*article.flags, *flags)})


def _english(article: Article, sheet: Article) -> tuple[Author, ...]:
    """The authors with the English names that a sheet prints beside the very same names; empty where it does not."""
    told = {
        name.value: author
        for author in sheet.authors
        for code, name in author.name.items()
        if code != ENGLISH
    }
    own = article.authors
    if article.language == ENGLISH or not own or any(ENGLISH in author.name for author in own):
        return ()
    found = [
        told.get(author.name[article.language].value) if article.language in author.name else None
        for author in own
    ]
    if not all(each and ENGLISH in each.name for each in found):
        return ()
    return tuple(
        author.model_copy(update={"name": author.name | {ENGLISH: each.name[ENGLISH]}})
        for author, each in zip(own, found, strict=True)
        if each
    )


def _named(sheet: Article) -> Flag:
    names = ", ".join(author.name[ENGLISH].value for author in sheet.authors if ENGLISH in author.name)
    message = f"'{names}' stands on the cover sheet only."
    return Flag(code="cover.taken", path=FieldPath.of("authors"), severity=Severity.INFO, message=message)


def _is_deposit(name: str, told: Field) -> bool:
    return name in _DATES and any(_DEPOSIT.search(place.raw) for place in told.evidence)


def _taken(path: FieldPath, told: Field) -> Flag:
    message = f"'{told.value}' stands on the cover sheet only."
    return Flag(code="cover.taken", path=path, severity=Severity.INFO, message=message)


def _conflict(path: FieldPath, mine: Field, told: Field) -> Flag:
    message = f"The article's pages print '{mine.value}', the cover sheet '{told.value}'."
    return Flag(code="cover.conflict", path=path, severity=Severity.WARNING, message=message)
