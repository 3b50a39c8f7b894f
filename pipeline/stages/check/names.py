"""Names that are none, by script: shape, capitals, surnames; and lists of people and places that cannot be whole."""

from __future__ import annotations

import re

from pipeline.languages import languages
from pipeline.languages.families import is_chinese
from pipeline.languages.given import given_share
from pipeline.languages.names import is_han_name, of_institution, particles
from pipeline.languages.scripts import CAPITALS, Script, main_script, script_counts
from pipeline.languages.suspects import reasons
from pipeline.languages.vocabulary import is_word
from pipeline.records.article import Article, Author, Field, Flag, Origin
from pipeline.records.paths import FieldPath
from pipeline.stages.check.codes import flag

_HELD = 2
"""Characters of a name that a place may hold by chance."""

_MOST_WORDS, _MOST_PEOPLE = 6, 60
_HANGUL_LENGTH = (2, 5)
_LONGEST_PLACE, _SHORTEST_PLACE = 300, 5
_INITIALS = re.compile(rf"\b[{CAPITALS}]\.\s?[{CAPITALS}]")
"""Initials, which names of groups do not hold."""
_PAIR, _LONG_WORD = 2, 6
_COMMON = re.compile(r"(?:ings?|ions?|ances?|ments?|apers?|ics?|ics|ogy|ies|ents?|ural|ional)$")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def check_names(article: Article) -> tuple[Article, tuple[Flag, ...]]:
    """Flags names that are none, people named twice or too many, and affiliations that are none or are lacking."""
    found = [
        flag(
            "authors.odd_name",
            FieldPath.of("authors", n, "name", language),
            f"'{name.value}': {'; '.join(why)}.",
        )
        for n, author in enumerate(article.authors)
        for language, name in author.name.items()
        if name.origin is Origin.PRINTED and (why := _against_name(name.value, language, author))
    ]
    if twice := _twice(article.authors):
        found.append(
            flag("authors.twice", FieldPath.of("authors"), f"Named more than once: {', '.join(twice[:4])}.")
        )
    if len(article.authors) > _MOST_PEOPLE:
        found.append(flag("authors.many", FieldPath.of("authors"), f"{len(article.authors)} names."))
    found += [*_few(article), *_places(article)]
    return article, tuple(found)


def _against_name(value: str, language: str, author: Author) -> list[str]:
    why = reasons("name", value)
    counts = script_counts(value)
    script = main_script(value)
    if is_collective(value) and not _INITIALS.search(value):
        return _not_of_a_group(value)
    if len(counts) > 1 and set(counts) & {Script.CYRILLIC} and Script.LATIN in counts:
        why.append("letters of two alphabets")
    if script in {Script.LATIN, Script.CYRILLIC}:
        why += _against_spelt(value, alone=len(author.name) == 1)
    if script is Script.HAN and is_chinese(language) and not is_han_name(value):
        why.append("no family name, or its length")
    if (
        script is Script.HANGUL
        and not _HANGUL_LENGTH[0] <= len(re.sub(r"\s", "", value)) <= _HANGUL_LENGTH[1]
    ):
        why.append("its length")
    if of_institution(value):
        why.append("a word of institutions")
    return why


def _not_of_a_group(value: str) -> list[str]:
    """What speaks against a group's name: a last word in small letters as a sentence ends."""
    last = _WORD.findall(value)[-1:]
    ends = bool(last) and last[0].islower() and main_script(value) is Script.LATIN
    return ["small letters at its end"] if ends else []


def _against_spelt(value: str, *, alone: bool) -> list[str]:
    """What speaks against a name in an alphabet: its words, its capitals."""
    words = _WORD.findall(value)
    why = []
    if sum(w not in particles() for w in words) > _MOST_WORDS:
        why.append("its length")
    if len(words) == 1 and alone:
        why.append("a single word")
    if len(words) == _PAIR and given_share(value) == 0 and all(_is_common(w) for w in words):
        why.append("words of the language")
    if not any(w[:1].isupper() for w in words) or any(w.islower() and w not in particles() for w in words):
        why.append("small letters")
    return why


def _is_common(word: str) -> bool:
    """Whether a word of a name is a long one of English, with an ending that family names lack."""
    return (
        len(word) >= _LONG_WORD and word.isascii() and is_word(word.casefold()) and bool(_COMMON.search(word))
    )


def is_collective(value: str) -> bool:
    """Whether a name ends as those of groups do that sign as authors."""
    words = value.casefold().split()
    return any(
        value.casefold().endswith(end) or end in words
        for known in languages().values()
        for end in known.collectives
    )


def _twice(authors: tuple[Author, ...]) -> list[str]:
    seen: dict[tuple[str, str], int] = {}
    for author in authors:
        for language, name in author.name.items():
            key = (language, re.sub(r"\W", "", name.value.casefold()))
            seen[key] = seen.get(key, 0) + 1
    return [name for (_, name), times in seen.items() if times > 1]


def _few(article: Article) -> list[Flag]:
    """A flag where some marks lead to places, more places than authors are printed, and nobody leads to the rest."""
    places = len(article.affiliations)
    led = {one for author in article.authors for one in author.affiliations}
    if not led or len(led) == places or len(article.authors) >= places:
        return []
    said = (
        f"{len(article.authors)} names with {places} affiliations, of which {places - len(led)} are nobody's."
    )
    return [flag("authors.count_mismatch", FieldPath.of("authors"), said)]


def _places(article: Article) -> list[Flag]:
    found = []
    names = [name for author in article.authors for name in author.name.values()]
    for n, place in enumerate(article.affiliations):
        for language, field in place.name.items():
            if field.origin is Origin.PRINTED and (
                why := [*_against_place(field, names), *_again(n, language, article)]
            ):
                said = f"'{field.value[:60]}': {'; '.join(why)}."
                found.append(
                    flag("affiliations.suspect", FieldPath.of("affiliations", n, "name", language), said)
                )
    counts = {
        language: sum(language in place.name for place in article.affiliations)
        for language in dict.fromkeys(code for place in article.affiliations for code in place.name)
    }
    if len(set(counts.values())) > 1:
        found.append(
            flag(
                "affiliations.count_mismatch",
                FieldPath.of("affiliations"),
                f"Affiliations by language: {counts}.",
            )
        )
    if not article.affiliations:
        found.append(flag("affiliations.missing", FieldPath.of("affiliations")))
    return found


def _again(at: int, language: str, article: Article) -> list[str]:
    """What speaks against an affiliation that stands twice in the list of its language."""
    own = [place.name[language].value if language in place.name else "" for place in article.affiliations]
    return ["an affiliation before it"] if own[at] in own[:at] else []


def _led_by_name(value: str) -> bool:
    """Whether a Chinese name and a comma stand before a place: `陳小明，臺北市立某某國小`."""
    found = re.match(r"([\u3400-\u9fff]{2,3})\s?[，,、]", value)
    return found is not None and is_han_name(found[1]) and not of_institution(found[1])


def _against_place(field: Field, names: list[Field]) -> list[str]:
    value = field.value
    why = reasons("place", value)
    if not _SHORTEST_PLACE <= len(value) <= _LONGEST_PLACE:
        why.append("its length")
    raw = field.evidence[0].raw.rstrip() if field.evidence else ""
    if raw.endswith((",", "，", "-")) and re.sub(r"\W", "", raw).endswith(re.sub(r"\W", "", value)[-12:]):
        why.append("cut at its end")
    bare = re.sub(r"\s", "", value)
    if _led_by_name(value):
        why.append("a person's name before it")
    if any(len(own := re.sub(r"\s", "", n.value)) > _HELD and own in bare for n in names):
        why.append("an author's name")
    return why
