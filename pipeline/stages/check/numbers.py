"""The numbers of the printed abstract against those of the printed English one."""

from __future__ import annotations

from pipeline.languages.families import ENGLISH
from pipeline.languages.printed_numbers import differ, numbers, signs
from pipeline.records.article import Article, Flag
from pipeline.records.paths import FieldPath
from pipeline.stages.check.codes import flag

_SHOWN = 4


def check_numbers(article: Article) -> tuple[Article, tuple[Flag, ...]]:
    """Flags numbers, and signs before them, in which the abstracts of two languages differ."""
    found: list[Flag] = []
    english = article.abstract.get(ENGLISH)
    if english is None or english.text.origin != "printed":
        return article, ()
    for language, abstract in article.abstract.items():
        if language == ENGLISH or abstract.text.origin != "printed":
            continue
        lost, odd = differ(numbers(abstract.text.value), numbers(english.text.value))
        if lost and odd:
            message = (
                f"Only in {language}: {', '.join(lost[:_SHOWN])}; only in en: {', '.join(odd[:_SHOWN])}."
            )
            found.append(flag("abstract.number_mismatch", FieldPath.of("abstract", language), message))
        if odd_signs := _signs_differ(abstract.text.value, english.text.value):
            message = f"{language} has {'; '.join(odd_signs[:_SHOWN])}."
            found.append(flag("abstract.sign_mismatch", FieldPath.of("abstract", language), message))
    return article, tuple(found)


def _signs_differ(ours: str, theirs: str) -> list[str]:
    """Numbers that both texts print with a sign, but never with the same one: `<0.05, not >0.05`."""
    here, there = signs(ours), signs(theirs)
    return [
        f"{'/'.join(sorted(here[n]))}{n}, not {'/'.join(sorted(there[n]))}{n}"
        for n in here
        if n in there and not here[n] & there[n]
    ]
