"""Whether a translation is language at all: words that are none, and words, phrases and syllables said again and again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.languages.vocabulary import is_word
from pipeline.stages.translate.findings import Finding

_SAME = re.compile(r"((?:[^\W\d_]|[^\w\s.…_-]){1,6}?)\1{7,}")
_SYLLABLES = re.compile(r"([^\W\d_]{2,5}?)\1{2,}", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[\u3400-\u9fff]|[.,;:!?](?=\s)")
_JOINED = re.compile(
    r"(?<![\w-])(?!more\b|again\b|over\b|less\b|(?:strong|high|low|great|larg|small|bett|wors|long|short|fast|slow|wid|old|young|clos|few|deep|rich)er? and\b)([^\W\d][\w-]{3,}(?: \w[\w-]+){0,2}),?"
    r" (?:combined with|and|or|with|versus|plus|in|of|on|than(?: that| those)?(?: of| in)?) (?:the |a )?\1\b(?![/-])"
    r"(?=\W*$|\W*[,.;:)]|\s(?:in|of|on|for|with|to|by|at|from|during|after|before|between|and|was|were|is|are|can|could|may|had|has|groups?|patients)\b)",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"(?<![\w-])([A-Z][\w-]*\d[\w-]*)\b[^.;,]*\bthan\b[^.;,]*\b\1\b")
_GENUS = re.compile(r"(?<![\w-])([A-Z][a-z]{3,}|[A-Z]\.) $")
_PLAIN = re.compile(r"(?<!\w)(?:[a-z]{5,}|(?<=\. )[A-Z][a-z]{4,}|^[A-Z][a-z]{4,})(?![\w'’-])")


def nonwords(source: str, target: str) -> Iterator[Finding]:
    """Plain words of an English text that no list of words knows and the source does not print."""
    low = source.lower()
    odd = [
        word
        for word in dict.fromkeys(m[0] for m in _PLAIN.finditer(target) if not _is_epithet(m, target))
        if word.lower() not in low and (_SYLLABLES.search(word) or not is_word(word.lower()))
    ]
    if odd:
        yield Finding(code="translation.nonword", message=f"no word: {', '.join(odd[:4])}", times=len(odd))


def _is_epithet(word: re.Match[str], text: str) -> bool:
    """Whether a word stands behind the name or the letter of a genus: `Rosa roxburghii`, `Z. xanthoxylon`."""
    genus = _GENUS.search(text, 0, word.start())
    return genus is not None and (genus[0].endswith(". ") or not is_word(genus[1].lower()))


def repetition(text: str) -> str | None:
    """What stands again and again: a word three times in a row, a phrase of two words or more twice, a syllable three times.

    A phrase that a comma or a full stop parts from its like must stand three times, or not at all.
    """
    letters = _SAME.search(text) or re.search(r"([^\W\d_]{2,5}?)\1{2,}", text)
    if letters:
        return letters[1]
    words = _WORDS.findall(text.lower())
    unparted = [word for word in words if word != ","]
    return _in_a_row(words, 2, range(2, 9)) or _in_a_row(unparted, 3, range(1, 9))


def _in_a_row(words: Sequence[str], wanted: int, sizes: Iterable[int]) -> str | None:
    """The first run of so many words that stands as often as wanted, one right behind the other."""
    for size in sizes:
        run = 0
        for i in range(len(words) - size):
            run = run + 1 if words[i] == words[i + size] else 0
            block = words[i - run + 1 : i - run + 1 + size]
            if run >= size * (wanted - 1) and all(w.replace("-", "").isalpha() for w in block):
                return " ".join(block)
    return None


def itself(source: str, text: str) -> str | None:
    """A thing that is joined to itself, or compared with itself though the source names it once: `the cough group and the cough group`."""
    low = source.lower()
    joined = next(
        (m for m in _JOINED.finditer(text) if low.find(m[1].lower()) == low.rfind(m[1].lower())), None
    )
    if joined:
        return joined[0]
    compared = _COMPARED.search(text)
    once = compared is not None and source.find(compared[1]) == source.rfind(compared[1])
    return compared[0] if compared and once else None
