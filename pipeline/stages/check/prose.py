"""Abstracts that are none or not whole: where they begin and end, tables, other languages; and fields one language lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pipeline.languages import languages
from pipeline.languages.families import ENGLISH, family, is_chinese, same_family
from pipeline.languages.names import institutions_run_on
from pipeline.languages.scripts import Script, language_of, script_counts
from pipeline.languages.suspects import reasons
from pipeline.records.article import Article, Flag, Origin
from pipeline.records.paths import FieldPath
from pipeline.stages.check.codes import flag

_FEW = 10
"""Words that show what a text is."""

_SHORT = {True: 40, False: 120}
"""Characters of an abstract at least, in a script without spaces and elsewhere."""
_LONG = {True: 2500, False: 6000}
_TABLE = 0.3
"""Words that are numbers among all, from which on a text is a table."""
_OWN = 0.5
"""Letters in the script of its language, at least."""
_DENSE = 4
"""Letters that a Han character, Kana or Hangul syllable counts for."""
_EASTERN = frozenset({Script.HAN, Script.KANA, Script.HANGUL})
_STOP, _PLACES = re.compile(r"[，,。；;：:、]"), 4
"""What ends a part of a sentence, and from how many parts of names of institutions on it is a list of them."""
_SURE = 120
"""Characters from which on words tell a Latin-script language."""


def check_prose(article: Article) -> tuple[Article, tuple[Flag, ...]]:
    """Flags abstracts that fail a test, and a title, abstract or list of names that a printed language lacks."""
    found = []
    for language, abstract in article.abstract.items():
        if abstract.text.origin is Origin.PRINTED and (why := _against(abstract.text.value, language)):
            found.append(flag("abstract.suspect", FieldPath.of("abstract", language), f"{'; '.join(why)}."))
    return article, (*found, *_lacking(article))


def _against(text: str, language: str) -> list[str]:
    why = reasons("abstract", text)
    dense = family(language) in {"Han", "Kana", "Hangul"}
    if not _SHORT[dense] <= len(text) <= _LONG[dense]:
        why.append("its length")
    words = text.split()
    if (
        not dense
        and len(words) > _FEW
        and sum(bool(re.match(r"[^\w]*\d", w)) for w in words) > _TABLE * len(words)
    ):
        why.append("a table")
    if institutions_run_on(_STOP.split(text, maxsplit=1)[0]) >= _PLACES:
        why.append("a list of places at its beginning")
    if _of_another_language(text, language):
        why.append("another language")
    return why


@lru_cache(maxsize=256)
def _of_another_language(text: str, language: str) -> bool:
    weights = {s: n * (_DENSE if s in _EASTERN else 1) for s, n in script_counts(text).items()}
    own = sum(n for script, n in weights.items() if script in _scripts(language)) / (
        sum(weights.values()) or 1
    )
    if family(language) and own < _OWN:
        return True
    return family(language) == "Latin" and len(text) > _SURE and language_of(text, language) != language


def _scripts(language: str) -> frozenset[Script]:
    known = languages().get(language)
    names = known.scripts if known else ()
    return frozenset(
        script for script in Script if any(script.value.lower() in name.lower() for name in names)
    )


def _lacking(article: Article) -> list[Flag]:
    """What a language that prints an abstract or keywords must print too, and what the document's own must have."""
    titles, abstracts = _printed(article.title), _printed({c: a.text for c, a in article.abstract.items()})
    words = {
        code for code, fields in article.keywords.items() if any(f.origin is Origin.PRINTED for f in fields)
    }
    own = {article.language} if titles else set()
    untitled = {c for c in (abstracts | words) - titles if not same_family(c, article.language)} | (
        own - titles
    )
    bare = (words | own) - abstracts if abstracts else set()
    found = [
        flag("title.lacking", FieldPath.of("title", code))
        for code in sorted(untitled)
        if not _has(article.title, code)
    ]
    found += [
        flag("abstract.lacking", FieldPath.of("abstract", code))
        for code in sorted(bare)
        if not _has(article.abstract, code)
    ]
    return [*found, *_nameless(article, english=ENGLISH in titles & abstracts)]


def _has(values: Mapping[str, object], code: str) -> bool:
    """Whether a field has a value in a language, or in another variety of it."""
    return any(other == code or (is_chinese(code) and is_chinese(other)) for other in values)


def _nameless(article: Article, *, english: bool) -> list[Flag]:
    """Names or affiliations that are lacking in the document's language, or names in the letters of a printed English title."""
    found = []
    for name in ("authors", "affiliations"):
        people = getattr(article, name)
        codes = {code for one in people for code in one.name}
        if people and not any(_has({code: ""}, article.language) for code in codes):
            found.append(
                flag("authors.lacking" if name == "authors" else "affiliations.lacking", FieldPath.of(name))
            )
        elif name == "authors" and people and english and "Latin" not in {family(code) for code in codes}:
            found.append(flag("authors.lacking", FieldPath.of(name)))
    return found


def _printed(values: Mapping[str, object]) -> set[str]:
    return {code for code, value in values.items() if getattr(value, "origin", None) is Origin.PRINTED}
