"""A number of a printed abstract as the second engine read it and the other language prints it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from pipeline.languages.families import ENGLISH
from pipeline.languages.printed_numbers import differ, numbers
from pipeline.records.article import Abstract, Article, Flag, Origin
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segments
from pipeline.stages.mend.telling import told

RULE = "number by two witnesses"


def by_witnesses(text: str, witnesses: Sequence[str]) -> str:
    """The text with each number that only it has as the second reading and the other language have it."""
    second, other = (numbers(witness) for witness in witnesses)
    for wrong, right in _pairs(text, second, other):
        text = text.replace(wrong, right)
    return text


def _pairs(text: str, second: Counter[str], other: Counter[str]) -> Iterator[tuple[str, str]]:
    lost, odd = differ(numbers(text), other)
    for number in lost:
        right = next((n for n in odd if n in second and _near(number, n)), None)
        if right is not None and text.count(number) == 1:
            yield number, right


def _near(one: str, other: str) -> bool:
    """Whether one character was misread, left out or added: more is another number, whoever prints it."""
    return Levenshtein.distance(one, other) == 1


def mend_numbers(article: Article, segments: Segments) -> tuple[Article, tuple[Flag, ...]]:
    """Mends the numbers of the abstracts, each beside the English one, and the English one beside each."""
    found: list[Flag] = []
    printed = [code for code, a in article.abstract.items() if a.text.origin is Origin.PRINTED]
    for language in printed if ENGLISH in printed else ():
        for side, beside in ((language, ENGLISH), (ENGLISH, language)) if language != ENGLISH else ():
            text, theirs = (article.abstract[code].text.value for code in (side, beside))
            for wrong, right in _pairs(text, numbers(_second_readings(segments, side)), numbers(theirs)):
                abstract = _put(article.abstract[side], wrong, right)
                article = article.model_copy(update={"abstract": article.abstract | {side: abstract}})
                found.append(told(RULE, FieldPath.of("abstract", side), f"{wrong} → {right}."))
    return article, tuple(found)


def _second_readings(segments: Segments, language: str) -> str:
    lines = [line for s in segments.of(Role.ABSTRACT) if s.language == language for line in s.lines]
    return " ".join(line.other.text for line in lines if line.other)


def _put(abstract: Abstract, wrong: str, right: str) -> Abstract:
    text = abstract.text.mended(abstract.text.value.replace(wrong, right), RULE, f"{wrong}→{right}")
    sections = tuple(s.model_copy(update={"text": s.text.replace(wrong, right)}) for s in abstract.sections)
    return abstract.model_copy(update={"text": text, "sections": sections})
