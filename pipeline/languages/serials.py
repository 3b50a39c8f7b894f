"""Words of the names of journals, proceedings, series and meetings, of every language file."""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages import languages


def says_serial(text: str) -> bool:
    """Whether a line holds a word of names of journals, proceedings or meetings (学报, Proceedings, Вестник)."""
    return any(pattern.search(text.casefold()) for pattern in _serials())


@cache
def _serials() -> tuple[re.Pattern[str], ...]:
    found = []
    for known in languages().values():
        if known.serials:
            words = "|".join(map(re.escape, known.serials))
            found.append(re.compile(rf"(?<!\w)(?:{words})" if known.spaced else rf"(?:{words})"))
    return tuple(found)


@cache
def page_words() -> str:
    """A pattern for the words that stand before page numbers (`pp.`, `S.`, `páginas`, `с.`), longest first."""
    words = {word for known in languages().values() for word in known.pages}
    forms = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\.", r"\.?") for word in forms)


def without_series(name: str) -> str:
    """A name without the word before the number of its series: `Опытное садоводство, сер. 3`."""
    return _series().sub("", name)


@cache
def _series() -> re.Pattern[str]:
    words = {re.escape(word) for known in languages().values() for word in known.series}
    return re.compile(rf"[,.]\s*(?:{'|'.join(sorted(words))})\.?$", re.IGNORECASE)
