"""Whether a translation is language at all: words that are none, and words, phrases and syllables said again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.languages.vocabulary import is_word
from pipeline.stages.translate.findings import Finding

_SAME = re.compile(r"((?:[^\W\d_]|[^\w\s.…_-]){1,6}?)\1{7,}")
_SYLLABLES = re.compile(r"([^\W\d_]{2,5}?)\1{2,}", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+|[\u3400-\u9fff]")
_JOINED = re.compile(
    r"(?<![\w-])(?!more\b|again\b|over\b|less\b)([^\W\d][\w-]{3,}(?: \w[\w-]+){0,2}),?"
    r" (?:combined with|and|or|with|versus|plus|in|of|on|than(?: that| those)?(?: of| in)?) (?:the |a )?\1\b(?![/-])"
    r"(?=\W*$|\W*[,.;:)]|\s(?:in|of|on|for|with|to|by|at|from|during|after|before|between|and|was|were|is|are|can|could|may|had|has|groups?|patients)\b)",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"(?<![\w-])([A-Z][\w-]*\d[\w-]*)\b[^.;,]*\bthan\b[^.;,]*\b\1\b")
_PLAIN = re.compile(r"(?<!\w)(?:[a-z]{5,}|(?<=\. )[A-Z][a-z]{4,}|^[A-Z][a-z]{4,})(?![\w'’-])")


def nonwords(source: str, target: str) -> Iterator[Finding]:
    """Plain words of an English text that no list of words knows and the source does not print."""
    low = source.lower()
    odd = [
        word
        for word in dict.fromkeys(_PLAIN.findall(target))
        if word.lower() not in low and (_SYLLABLES.search(word) or not is_word(word.lower()))
    ]
    if odd:
        yield Finding(code="translation.nonword", message=f"no word: {', '.join(odd[:4])}", times=len(odd))


def repetition(text: str) -> str | None:
    """What stands again and again: a word three times in a row, a phrase of two words or more twice, a syllable three times."""
    letters = _SAME.search(text) or re.search(r"([^\W\d_]{2,5}?)\1{2,}", text)
    if letters:
        return letters[1]
    words = _WORDS.findall(text.lower())
    for size in range(1, 9):
        wanted = 3 if size == 1 else 2
        run = 0
        for i in range(len(words) - size):
            run = run + 1 if words[i] == words[i + size] else 0
            block = words[i - run + 1 : i - run + 1 + size]
            if run >= size * (wanted - 1) and all(w.isalpha() for w in block):
                return " ".join(block)
    return None


def itself(source: str, text: str) -> str | None:
    """A thing that is joined to itself, or compared with itself though the source names it once: `the cough group and the cough group`."""
    joined = _JOINED.search(text)
    if joined:
        return joined[0]
    compared = _COMPARED.search(text)
    once = compared is not None and source.find(compared[1]) == source.rfind(compared[1])
    return compared[0] if compared and once else None
