"""English words without their endings, and without the words that say nothing by themselves."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pipeline.languages import languages

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a lower-case English word (Porter's second algorithm, British spelling made American first)."""
    return str(_stemmer().stemWord(_american(word)))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def _american(word: str) -> str:
    """`oedema`, `haemorrhage`, `tumour`, `randomised` as American English spells them."""
    word = re.sub("^oe(?=[dst])|(?<=rrh)oe(?=a)|(?<=^f)oe(?=t)", "e", word)
    word = word.replace("aem", "em").replace("paed", "ped").replace("aest", "est").replace("gynaec", "gynec")
    word = re.sub("(?<=[a-z]{2})our(?=s?$|ed$|able|al)", "or", word) if len(word) > 4 else word
    return re.sub("(?<=[a-z]{3})is(?=e[ds]?$|ing$|ation)", "iz", word) if len(word) > 6 else word


class Stem(NamedTuple):
    """A word of a text as its stem, and where it stands."""

    text: str
    start: int
    end: int


def content_stems(text: str) -> tuple[Stem, ...]:
    """The stems of the words of an English text that carry meaning, in order."""
    small = _small()
    return tuple(
        Stem(stem(m[0]), m.start(), m.end())
        for m in _WORD.finditer(text.lower())
        if len(m[0]) > 1 and m[0] not in small
    )


@cache
def _small() -> frozenset[str]:
    file = languages().get("en")
    return frozenset(file.small_words) if file else frozenset()
