"""Titles that can be none: other parts of the page, glued or cut, doubled, garbled, or in another language."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from pipeline.languages import languages
from pipeline.languages.families import ENGLISH, family
from pipeline.languages.scripts import Script, letters_alone, main_script
from pipeline.languages.suspects import reasons
from pipeline.records.article import Article, Field, Flag, Origin
from pipeline.records.paths import FieldPath
from pipeline.stages.check.codes import flag

_EASTERN_NAME = 2
"""Characters of a name in Han, Kana or Hangul that a title may hold by chance."""

_LETTERS = re.compile(r"[^\W\d_]")
_EASTERN = {Script.HAN, Script.KANA, Script.HANGUL}
_LEAST = {True: 4, False: 10}
"""Letters of a title at least, in an eastern script and elsewhere."""
_MOST = {True: 110, False: 400}
_SHARE = 0.55
"""Letters among the characters of a title, at least."""
_WORD = 4
"""Letters of a word that is no rest of a failed recognition."""
_RUN = 3
"""Words in a row that no title holds twice."""
_LONG_WORD = 6
"""Letters of two words in a row that no title holds twice either."""
_MOST_OF = 0.5
"""The share of a title from which on a journal's name within it is a piece of it."""
_NAMED = 6
"""Letters of an author's name at least that is looked for in a title."""


def check_titles(article: Article) -> tuple[Article, tuple[Flag, ...]]:
    """Flags each printed title that fails a test, and journals that are no names."""
    found = []
    for language, title in article.title.items():
        why = _against(title.value, language, article)
        if _stands_alone(language, article):
            why.append("a language that nothing else is printed in")
        if why and title.origin is Origin.PRINTED:
            found.append(
                flag(
                    "title.suspect",
                    FieldPath.of("title", language),
                    f"'{title.value[:60]}': {'; '.join(why)}.",
                )
            )
    for language, journal in article.journal.items():
        why = reasons("journal", journal.value)
        if any(
            _makes_up(letters_alone(journal.value), letters_alone(t.value)) for t in article.title.values()
        ):
            why.append("part of the title")
        if _stands_alone(language, article):
            why.append("a language that nothing else is printed in")
        if why and journal.origin is Origin.PRINTED:
            found.append(
                flag(
                    "journal.suspect",
                    FieldPath.of("journal", language),
                    f"'{journal.value[:60]}': {'; '.join(why)}.",
                )
            )
    return article, tuple(found)


def _stands_alone(language: str, article: Article) -> bool:
    """Whether a title is in a third language, of which there is neither an abstract nor keywords nor a name."""
    held = {
        *article.abstract,
        *article.keywords,
        *(code for author in article.authors for code in author.name),
    }
    return language not in {article.language, ENGLISH} | held


def _against(value: str, language: str, article: Article) -> list[str]:
    why = reasons("title", value)
    eastern = main_script(value) in _EASTERN
    letters = len(_LETTERS.findall(value))
    if (
        letters < _LEAST[eastern]
        or letters < _SHARE * len(value.replace(" ", ""))
        or not _worded(value, eastern)
    ):
        why.append("hardly any words")
    if len(value) > _MOST[eastern]:
        why.append("its length")
    if _doubled(value):
        why.append("words that stand twice")
    if _open_end(language).search(value):
        why.append("its last word")
    if _is_foreign(value, language):
        why.append("another language")
    if any(letters_alone(j.value) == letters_alone(value) for j in article.journal.values()):
        why.append("the journal's name")
    if any(_holds_name(name, value) for author in article.authors for name in author.name.values()):
        why.append("an author's name")
    if any(_makes_up(letters_alone(value), letters_alone(name)) for name in _places(article)):
        why.append("an affiliation")
    return why


def _places(article: Article) -> list[str]:
    return [name.value for place in article.affiliations for name in place.name.values()]


def _makes_up(part: str, whole: str) -> bool:
    return part in whole and len(part) > _MOST_OF * len(whole)


def _worded(value: str, eastern: bool) -> bool:
    """Whether a title in letters has two words of some length, or one long one."""
    if eastern:
        return True
    words = [w for w in re.findall(r"[^\W\d_]+", value) if len(w) >= _WORD]
    return len(words) > 1 or max(map(len, words), default=0) >= 2 * _WORD


def _doubled(value: str) -> bool:
    words = re.findall(r"[^\W\d_]+", value.casefold())
    runs = [tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)]
    pairs = [pair for pair in pairwise(words) if min(map(len, pair)) >= _LONG_WORD]
    return len(runs) != len(set(runs)) or len(pairs) != len(set(pairs))


@cache
def _open_end(language: str) -> re.Pattern[str]:
    known = languages().get(language)
    words = "|".join(map(re.escape, known.open_words)) if known else ""
    return re.compile(rf"(?<![\w.-])(?:{words})$" if words else r"(?!)", re.IGNORECASE)


def _is_foreign(value: str, language: str) -> bool:
    """Whether the script, or the small words, are those of another language."""
    script = main_script(value)
    if script in {Script.LATIN, Script.CYRILLIC} and family(language) not in {"", script.value}:
        return True
    words = re.findall(r"[^\W\d_]+", value.casefold())
    own = languages().get(language)
    if own is None or script is not Script.LATIN:
        return False
    mine = _small_words(own.code)
    here = sum(w in mine for w in words)
    return any(
        sum(w in _small_words(code) and w not in mine for w in words) > here + 1
        for code in languages()
        if code != own.code and family(code) == "Latin"
    )


@cache
def _small_words(code: str) -> frozenset[str]:
    known = languages()[code]
    return frozenset(known.function_words) | frozenset(known.short_words) | frozenset(known.open_words)


def _holds_name(name: Field, title: str) -> bool:
    """Whether a title holds an author's name as the author line prints it."""
    bare = letters_alone(name.value)
    if main_script(name.value) in _EASTERN:
        return len(bare) > _EASTERN_NAME and bare in letters_alone(title)
    return len(bare) >= _NAMED and " " in name.value and name.value.casefold() in title.casefold()
