"""English titles with the names below them in the same type and line: the readings of the Chinese authors tell where they begin."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.languages.families import ENGLISH
from pipeline.languages.romanize import names_at_end
from pipeline.languages.scripts import Script, main_script
from pipeline.records.article import Article, Author, Field


def with_names_from_title(article: Article) -> Article:
    """The article, names at the end of its English title as its Chinese authors' English ones where they have none."""
    title, names = parted(article, article.authors)
    if title is None or any(ENGLISH in author.name for author in article.authors):
        return article
    people = (
        author.model_copy(update={"name": {**author.name, ENGLISH: name}})
        for author, name in zip(article.authors, names, strict=True)
    )
    return article.model_copy(update={"title": {**article.title, ENGLISH: title}, "authors": tuple(people)})


def parted(article: Article, own: Sequence[Author]) -> tuple[Field | None, list[Field]]:
    """An English title without the names at its end, and these: the readings of all these authors; None where it ends otherwise."""
    title = article.title.get(ENGLISH)
    han = [[f.value for f in a.name.values() if main_script(f.value) is Script.HAN] for a in own]
    if title is None or not han or not all(han):
        return None, []
    found = names_at_end(title.value, [names[0] for names in han])
    if not found:
        return None, []
    cut = title.model_copy(update={"value": title.value[: found[0][0]].rstrip(" ,;")})
    return cut, [title.model_copy(update={"value": title.value[a:b].strip(" ,;")}) for a, b in found]
