"""mend: what other witnesses prove is put right before the translation, each repair logged and flagged.

The rules are told in `languages/rules/mending.toml`, each with an example; their functions stand here by the same names.
What looks like a misreading and is not proved stays as it is: the check stage flags it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.records.article import Article, Flag
from pipeline.records.segment import Segments
from pipeline.stages.mend import addresses, article_number, citation, initials, names, numbers, terms

RULES: dict[str, Callable[[str, Sequence[str]], str]] = {
    terms.RULE: terms.in_one_spelling,
    initials.RULE: initials.pointed,
    names.RULE: names.by_reading,
    addresses.ELSEWHERE: addresses.as_elsewhere,
    addresses.DIGITS: addresses.with_digits,
    addresses.NAME: addresses.with_name,
    article_number.RULE: article_number.by_its_parts,
    numbers.RULE: numbers.by_witnesses,
}
"""What each rule makes of a value by its witnesses: the value itself where they prove nothing."""

Step = Callable[[Article, Segments], tuple[Article, tuple[Flag, ...]]]

STEPS: tuple[Step, ...] = (
    citation.confirm_title,
    numbers.mend_numbers,
    terms.mend_terms,
    article_number.mend_article_number,
    initials.mend_initials,
    names.mend_names,
    addresses.mend_addresses,
)


def mend(article: Article, segments: Segments) -> Article:
    """The printed article with what the pages and its other parts prove put right, each repair recorded and flagged."""
    flags = article.flags
    for step in STEPS:
        article, found = step(article, segments)
        flags += found
    return article.model_copy(update={"flags": flags})
