"""The values of an article by the path that the record has them at, and the way between an article and a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel

from pipeline.records.article import Article, Field
from pipeline.records.catalogue import About, Contributor, Dated, Institution, Printed, Shape, catalogue
from pipeline.records.paths import FieldPath
from pipeline.records.record import Record

SEVERAL = "; "
"""What parts the words of a list where they stand as one text."""

Value = tuple[FieldPath, About, tuple[Field, ...]]
"""A record path, what the catalogue says of it, and its fields: several for keywords, else one."""


def values(article: Article) -> Iterator[Value]:
    """Every value of an article, in the record's order."""
    for name, about in catalogue(Printed).items():
        if name == "authors":
            yield from _people(article)
        elif name == "affiliations":
            for n, place in enumerate(article.affiliations):
                yield from _by_language(FieldPath.of("affiliations", n, "name"), about, place.name)
        else:
            yield from _of_shape(FieldPath.of(name), about, getattr(article, name))
    for name, about in catalogue(Dated).items():
        yield from _of_shape(FieldPath.of(name), about, getattr(article, name))


def _people(article: Article) -> Iterator[Value]:
    for n, author in enumerate(article.authors):
        for name, about in catalogue(Contributor).items():
            yield from _of_shape(FieldPath.of("authors", n, name), about, getattr(author, name))


def _of_shape(path: FieldPath, about: About, value: Any) -> Iterator[Value]:
    match about.shape:
        case Shape.ONE | Shape.DATE if value is not None:
            yield path, about, (value,)
        case Shape.MANY:
            yield from ((path.below(n), about, (one,)) for n, one in enumerate(value))
        case Shape.TEXT:
            yield from _by_language(path, about, value)
        case Shape.ABSTRACT:
            yield from _by_language(path, about, {code: one.text for code, one in value.items()})
        case Shape.WORDS:
            yield from ((path.below(code), about, words) for code, words in value.items())


def _by_language(path: FieldPath, about: About, found: dict[str, Field]) -> Iterator[Value]:
    yield from ((path.below(code), about, (field,)) for code, field in found.items())


Each = Callable[[FieldPath, Any], Any]
"""Makes of a value at a path what the other side holds in its place."""


def as_printed(
    source: BaseModel, names: dict[str, About], each: Each, member: FieldPath | None = None
) -> dict[str, Any]:
    """The values of those fields of an article, a record or an author of one, each turned by `each`, by name."""
    return {
        name: _turned(member.below(name) if member else FieldPath.of(name), about, value, each)
        for name, about in names.items()
        if (value := getattr(source, name)) is not None
    }


def _turned(path: FieldPath, about: About, value: Any, each: Each) -> Any:
    match about.shape:
        case Shape.ONE | Shape.DATE:
            return each(path, value)
        case Shape.MANY:
            return tuple(each(path.below(n), one) for n, one in enumerate(value))
        case Shape.MEMBERS:
            return tuple(_member(path.below(n), one, each) for n, one in enumerate(value))
        case Shape.PLAIN:
            return value
    return {code: _in_language(path.below(code), about, one, each) for code, one in value.items()}


def _in_language(path: FieldPath, about: About, value: Any, each: Each) -> Any:
    if about.shape is Shape.ABSTRACT:
        return {"text": each(path, value.text), "sections": value.sections}
    return tuple(each(path, one) for one in value) if about.shape is Shape.WORDS else each(path, value)


def _member(path: FieldPath, member: BaseModel, each: Each) -> dict[str, Any]:
    plain = {"id": member.id} if isinstance(member, Institution) else {}
    return plain | as_printed(member, catalogue(type(member)), each, path)


def printed_values(source: Article | Record, each: Each) -> dict[str, Any]:
    """Every field of the catalogue but the dates, for `Article(...)` or `Record(...)`."""
    return as_printed(source, catalogue(Printed), each)


def dates_of(source: BaseModel, each: Each) -> dict[str, Any]:
    """The dates of an article or of a record's `dates`."""
    return as_printed(source, catalogue(Dated), each)


def texts(record: Record) -> dict[str, str]:
    """The values of a record by the paths of its evidence, as text; the words of a list are joined by `; `."""
    found: dict[str, list[str]] = {}

    def keep(path: FieldPath, value: object) -> object:
        found.setdefault(path, []).append(str(value))
        return value

    printed_values(record, keep)
    dates_of(record.dates, keep)
    return {path: SEVERAL.join(said) for path, said in found.items()}
