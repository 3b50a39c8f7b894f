"""Authors of the two languages against one another by pinyin, and e-mail addresses against their owners' names."""

from __future__ import annotations

import re

from pipeline.languages.families import ENGLISH, family, is_chinese
from pipeline.languages.hangul_names import reads_in_latin
from pipeline.languages.namesakes import both_printed, in_pinyin, lists, readers, reads_so
from pipeline.languages.romanize import is_login_of
from pipeline.languages.scripts import Script
from pipeline.records.article import Article, Author, Flag, Origin
from pipeline.records.hosts import real_host
from pipeline.records.paths import FieldPath
from pipeline.stages.check.codes import flag

_MAILBOX = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_UNSURE = 0.6


def check_people(article: Article) -> tuple[Article, tuple[Flag, ...]]:
    """Flags names of the two languages that do not belong together, and addresses that are suspect or were mended."""
    if not article.authors:
        return article, (flag("authors.missing", FieldPath.of("authors")),)
    found = [*_matched(article.authors), *_uneven(article.authors), *_misread(article.authors)]
    for n, author in enumerate(article.authors):
        found += _email(author, FieldPath.of("authors", n, "email"))
    return article, tuple(found)


def _uneven(authors: tuple[Author, ...]) -> list[Flag]:
    """A flag where one language names fewer authors than another (Chinese and Latin names are compared elsewhere)."""
    counts: dict[str, int] = {}
    for author in authors:
        for language, name in author.name.items():
            if name.origin == "printed":
                counts[language] = counts.get(language, 0) + 1
    if len(set(counts.values())) <= 1 or any(map(is_chinese, counts)):
        return []
    return [flag("authors.count_mismatch", FieldPath.of("authors"), f"Names by language: {counts}.")]


def _matched(authors: tuple[Author, ...]) -> list[Flag]:
    """Flags where the Latin names are not the readings of the Chinese ones."""
    han, latin = lists(authors)
    if not han or not latin or readers(authors):
        return []
    if len(han) != len(latin):
        return [
            flag(
                "authors.count_mismatch",
                FieldPath.of("authors"),
                f"{len(han)} Chinese and {len(latin)} Latin names.",
            )
        ]
    pairs = [(n, names) for n, author in enumerate(authors) if (names := both_printed(author))]
    return [
        flag(
            "authors.name_mismatch",
            FieldPath.of("authors", n, "name", ENGLISH),
            f"{one.value} is no reading of {own.value}.",
        )
        for n, (own, one) in pairs
        if in_pinyin(authors) and not reads_so(own.value, one.value)
    ]


def _misread(authors: tuple[Author, ...]) -> list[Flag]:
    """Flags where a printed Latin name can be no reading of the Korean one beside it."""
    return [
        flag(
            "authors.name_mismatch",
            FieldPath.of("authors", n, "name", code),
            f"{author.name[ENGLISH].value} is no reading of {own.value}.",
        )
        for n, author in enumerate(authors)
        for code, own in author.name.items()
        if family(code) == Script.HANGUL
        and ENGLISH in author.name
        and author.name[ENGLISH].origin is Origin.PRINTED
        and not reads_in_latin(own.value, author.name[ENGLISH].value)
    ]


def _email(author: Author, path: FieldPath) -> list[Flag]:
    email, found = author.email, []
    if email is None:
        return []
    if email.repairs:
        found.append(flag("email.repaired", path, f"Mended: {'; '.join(email.repairs)}."))
    local, _, domain = email.value.partition("@")
    odd = not _MAILBOX.fullmatch(email.value) or not real_host(domain)
    owned = any(is_login_of(local, name.value) for name in author.name.values())
    broken = any(re.search(r"-\s*\n", repair) for repair in email.repairs)
    if odd or broken or (email.confidence < _UNSURE and not owned):
        found.append(
            flag(
                "email.suspect",
                path,
                f"Read as '{email.evidence[0].raw if email.evidence else email.value}'.",
            )
        )
    return found
