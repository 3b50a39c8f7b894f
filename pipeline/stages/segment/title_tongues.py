"""A title and its translation that stand in one block, told apart by the languages of the abstracts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, permutations

from pipeline.languages import languages
from pipeline.languages.families import ENGLISH
from pipeline.languages.scripts import language_of
from pipeline.languages.strangers import share_of, stranger
from pipeline.records.segment import Role
from pipeline.stages.segment.tongue import LATIN
from pipeline.stages.segment.walk import Marked

_RUN = -15000
"""Runs of titles that their language parts from the one above are numbered downwards from here."""
_SURE = 0.8
"""How likely each part is in its language, at least."""
_TEXT, _WORDS = 80, 3
"""Letters of a text that tell its language, and words of a title, at least."""


def with_parted_titles(found: list[Marked]) -> list[Marked]:
    """The pieces, the lower lines of a title as another one where they are in the language of one abstract and the upper in that of another."""
    titles = list(_titles(found))
    if not titles:
        return found
    codes = _languages(found)
    for title in titles if len(codes) > 1 else ():
        texts = [found[n].piece.text for n in title]
        if cut := _cut(texts, codes):
            for n in title[cut:]:
                found[n] = replace(found[n], run=_RUN - title[0])
    return found


def _titles(found: Sequence[Marked]) -> Iterator[list[int]]:
    """The lines of each title in Latin letters that has several."""
    for (role, _, _), group in groupby(
        range(len(found)), lambda n: (found[n].role, found[n].run, found[n].piece.page)
    ):
        title = list(group)
        if (
            role is Role.TITLE
            and len(title) > 1
            and all(found[n].piece.tongue in {LATIN, None} for n in title)
        ):
            yield title


def _languages(found: Sequence[Marked]) -> list[str]:
    """The languages in Latin letters that the abstracts of a document are in, and its text."""
    texts: dict[object, str] = {}
    for m in found:
        if m.role in {Role.ABSTRACT, Role.BODY} and m.piece.tongue == LATIN:
            key = m.run if m.role is Role.ABSTRACT else None
            texts[key] = f"{texts.get(key, '')} {m.piece.text}"
    long = [text for text in texts.values() if len(text) >= _TEXT]
    supposed = [(text, language_of(text, ENGLISH)) for text in long]
    return list(dict.fromkeys(stranger(text, code) or code for text, code in supposed))


def _cut(texts: Sequence[str], codes: Sequence[str]) -> int | None:
    """Before which line a title ends and its translation begins; None where it is one title."""
    best = (0.0, 0)
    for one, other in permutations(codes, 2):
        cuts = [cut for cut in range(1, len(texts)) if _parts(texts, cut, one, other)]
        leans = [share_of(text, one) - share_of(text, other) for text in texts] if cuts else []
        best = max([best, *((sum(leans[:cut]) - sum(leans[cut:]), cut) for cut in cuts)])
    return best[1] or None


def _parts(texts: Sequence[str], cut: int, one: str, other: str) -> bool:
    """Whether the lines above a cut are surely in one language and those below it in the other."""
    upper, lower = " ".join(texts[:cut]), " ".join(texts[cut:])
    if min(len(upper.split()), len(lower.split())) < _WORDS:
        return False
    spoken = _speaks(upper, one, other) and _speaks(lower, other, one)
    return spoken and min(share_of(upper, one), share_of(lower, other)) >= _SURE


def _speaks(text: str, code: str, other: str) -> bool:
    """Whether a text has little words of a language, where we know any, and more than of the other."""
    known = languages().get(code)
    if known is None:
        return True
    rival = languages().get(other)
    words = re.findall(r"[^\W\d_]+", text.casefold())
    own = sum(word in known.function_words for word in words)
    theirs = sum(word in rival.function_words for word in words) if rival else 0
    return own > theirs
