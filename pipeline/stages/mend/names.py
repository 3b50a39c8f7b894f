"""Latin names of authors put right by the reading of the Chinese ones: their order, and single letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.languages.confusions import alike, strokes, thin
from pipeline.languages.families import ENGLISH
from pipeline.languages.namesakes import both_printed, in_pinyin, lists, readers, reads_so
from pipeline.languages.romanize import same_person
from pipeline.records.article import Article, Author, Flag, Severity
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Segments
from pipeline.stages.mend.telling import told

RULE = "pinyin of the Chinese name"
_REORDERED = "The two languages name the same authors in another order; they were matched by reading."


def by_reading(latin: str, witnesses: Sequence[str]) -> str:
    """The Latin name with one letter put right, put in or left out, if it then is the reading of the Chinese."""
    (han,) = witnesses
    if same_person(han, latin):
        return latin
    return next((tried for tried in _tries(latin) if same_person(han, tried)), latin)


def _tries(latin: str) -> Iterator[str]:
    if not latin[-1:].isalpha() or latin[-1:] in strokes():  # a raised figure or mark behind the name
        yield latin[:-1]
    for at in range(len(latin)):
        for size in (1, 2):
            read = latin[at : at + size]
            for letter in alike(read.casefold()):
                yield latin[:at] + (letter.upper() if read[0].isupper() else letter) + latin[at + size :]
    yield from (latin[:at] + letter + latin[at:] for at in range(1, len(latin) + 1) for letter in thin())


def mend_names(article: Article, _: Segments) -> tuple[Article, tuple[Flag, ...]]:
    """Puts each Latin name beside the Chinese one that it is the reading of, or mends a letter of it."""
    authors = article.authors
    han, latin = lists(authors)
    if not han or len(han) != len(latin):
        return article, ()
    matched = readers(authors)
    if not matched:
        return _letters_by_reading(article) if in_pinyin(authors) else (article, ())
    if [one.value for one in matched] == [one.value for one in latin]:
        return article, ()
    moved = tuple(_with_latin(author, name) for author, name in zip(authors, matched, strict=True))
    note = Flag(
        code="authors.reordered", path=FieldPath.of("authors"), severity=Severity.INFO, message=_REORDERED
    )
    return article.model_copy(update={"authors": moved}), (note,)


def _letters_by_reading(article: Article) -> tuple[Article, tuple[Flag, ...]]:
    authors, found = list(article.authors), []
    for n, author in enumerate(authors):
        names = both_printed(author)
        if names is None or reads_so(names[0].value, names[1].value):
            continue
        han, latin = names
        value = by_reading(latin.value, [han.value])
        if value != latin.value:
            authors[n] = _with_latin(author, latin.mended(value, RULE))
            said = f"{latin.value} → {value}, the reading of {han.value}."
            found.append(told(RULE, FieldPath.of("authors", n, "name", ENGLISH), said))
    return article.model_copy(update={"authors": tuple(authors)}), tuple(found)


def _with_latin(author: Author, latin: object) -> Author:
    return author.model_copy(update={"name": author.name | {ENGLISH: latin}})
