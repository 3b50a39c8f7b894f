"""The numbers of the printed abstract against those of the printed English one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.languages.families import ENGLISH
from pipeline.records.article import Abstract, Article, Flag
from pipeline.records.segment import Role, Segments
from pipeline.stages.check.codes import flag

_NUMBER = re.compile(
    r"(?P<sign>[<>≤≥=±])?\s?(?P<number>\d+(?:[  ,]\d{3})+(?!\d)|\d+(?:[.,·]\d+)?)(?P<unit>\s?%)?"
)
_SHOWN = 4


def check_numbers(article: Article, segments: Segments) -> tuple[Article, tuple[Flag, ...]]:
    """Mends a number where the second reading and the other language agree; flags the differences that stay."""
    found: list[Flag] = []
    english = article.abstract.get(ENGLISH)
    if english is None or english.text.origin != "printed":
        return article, ()
    for language, abstract in article.abstract.items():
        if language == ENGLISH or abstract.text.origin != "printed":
            continue
        ours, theirs = numbers(abstract.text.value), numbers(english.text.value)
        article, repaired = _mended(article, segments, language, ours, theirs)
        found += repaired
        ours = numbers(article.abstract[language].text.value)
        theirs = numbers(article.abstract[ENGLISH].text.value)
        lost, odd = _differ(ours, theirs)
        if lost and odd:
            message = (
                f"Only in {language}: {', '.join(lost[:_SHOWN])}; only in en: {', '.join(odd[:_SHOWN])}."
            )
            found.append(flag("abstract.number_mismatch", f"abstract.{language}", message))
        if odd_signs := _signs_differ(
            article.abstract[language].text.value, article.abstract[ENGLISH].text.value
        ):
            message = f"{language} has {'; '.join(odd_signs[:_SHOWN])}."
            found.append(flag("abstract.sign_mismatch", f"abstract.{language}", message))
    return article, tuple(found)


def numbers(text: str) -> Counter[str]:
    """The numbers of a text that a translation must keep: two digits or more, in one spelling."""
    return Counter(n for m in _NUMBER.finditer(text) if len(re.sub(r"\D", "", n := _plain(m["number"]))) > 1)


def _plain(number: str) -> str:
    """`1 316`, `1,316` as 1316; a decimal comma as a point."""
    if re.fullmatch(r"\d+(?:[  ,]\d{3})+", number) and not number.startswith("0"):
        return re.sub(r"\D", "", number)
    return re.sub(r"[,·]", ".", number)


def _differ(ours: Counter[str], theirs: Counter[str]) -> tuple[list[str], list[str]]:
    """Numbers of one text that the other has not at all, in either direction."""
    return [n for n in ours if _lacks(theirs, n)], [n for n in theirs if _lacks(ours, n)]


def _lacks(text: Counter[str], number: str) -> bool:
    """Whether a text has not that number; `1.000` may be a thousand, written with a point."""
    whole = number.replace(".", "") if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", number) else number
    pointed = f"{int(number):,}".replace(",", ".") if number.isdigit() and len(number) > 3 else number
    return not {number, whole, pointed} & set(text)


def signs(text: str) -> dict[str, set[str]]:
    """The comparison signs that stand before each number of a text."""
    found: dict[str, set[str]] = {}
    for match in _NUMBER.finditer(text):
        if match["sign"]:
            found.setdefault(_plain(match["number"]), set()).add(match["sign"])
    return found


def _signs_differ(ours: str, theirs: str) -> list[str]:
    """Numbers that both texts print with a sign, but never with the same one: `<0.05, not >0.05`."""
    here, there = signs(ours), signs(theirs)
    return [
        f"{'/'.join(sorted(here[n]))}{n}, not {'/'.join(sorted(there[n]))}{n}"
        for n in here
        if n in there and not here[n] & there[n]
    ]


def _mended(
    article: Article, segments: Segments, language: str, ours: Counter[str], theirs: Counter[str]
) -> tuple[Article, list[Flag]]:
    lost, odd = _differ(ours, theirs)
    found = []
    for side, wrong, right in ((language, lost, odd), (ENGLISH, odd, lost)):
        second = _second_readings(segments, side)
        for number in wrong:
            other = next((n for n in right if n in second and _near(number, n)), None)
            abstract = article.abstract[side]
            if other is None or abstract.text.value.count(number) != 1:
                continue
            article = article.model_copy(
                update={"abstract": article.abstract | {side: _put(abstract, number, other)}}
            )
            found.append(flag("abstract.number_repaired", f"abstract.{side}", f"{number} → {other}."))
    return article, found


def _near(one: str, other: str) -> bool:
    return abs(len(one) - len(other)) <= 1 and len(set(one) ^ set(other)) <= 3


def _second_readings(segments: Segments, language: str) -> Counter[str]:
    return numbers(" ".join(_others(s.lines for s in segments.of(Role.ABSTRACT) if s.language == language)))


def _others(groups: Iterable[tuple[object, ...]]) -> Iterable[str]:
    for lines in groups:
        for line in lines:
            other = getattr(line, "other", None)
            if other:
                yield other.text


def _put(abstract: Abstract, wrong: str, right: str) -> Abstract:
    value = abstract.text.value.replace(wrong, right)
    text = abstract.text.mended(value, "number by two witnesses", f"{wrong}→{right}")
    sections = tuple(s.model_copy(update={"text": s.text.replace(wrong, right)}) for s in abstract.sections)
    return abstract.model_copy(update={"text": text, "sections": sections})
