"""Whether a part of a translation says the opposite of the part of the source whose words it renders, or ups and downs in another order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.languages.comparisons import Comparisons, comparisons
from pipeline.languages.opposites import Group, Said, groups
from pipeline.stages.translate.coverage import Coverage
from pipeline.stages.translate.findings import Finding, LanguagePair

_PARTS = re.compile(r"[，。；：！？]|[,;:!?](?!\d)|\.(?=\s|$)")
_CODES = re.compile(r"[A-Za-z][A-Za-z0-9-]{2,}|\d+\.\d+")
_VOTES, _SHARE = 2, 0.8
"""Words of a part of the translation that must belong to one part of the source, and their share of all that belong to any."""

Span = tuple[int, int]
_Words = Sequence[Said]


def turned_aside(source: str, target: str, pair: LanguagePair, found: Coverage) -> Iterator[Finding]:
    """One finding for the first part that turns what the source's says, or for ups and downs that change their order."""
    known = comparisons(pair.source, pair.target)
    if known is None:
        return
    kinds = [group for group in groups() if group.kind == "opposite"]
    said = [(group, group.said(source, pair.source), group.said(target, pair.target)) for group in kinds]
    became = _turned(source, target, known, found, said) or _in_another_order(source, known, said)
    if became:
        yield Finding(code="translation.opposite", message=became)


def _turned(
    source: str,
    target: str,
    known: Comparisons,
    found: Coverage,
    said: Sequence[tuple[Group, _Words, _Words]],
) -> str | None:
    """A firm word of a part of the source where the part that renders it has another pole only, loose words counted."""
    ours = list(_cut(source, _PARTS))
    for start, end in _cut(target, known.joining):
        for _, here, there in said:
            words = [s for s in there if start <= s.start < end]
            if not any(not s.loose for s in words):
                continue
            part = _rendered(source, target, (start, end), ours, words, found)
            inside = [s for s in here if part and part[0] <= s.start < part[1]]
            firm = next((s for s in inside if not s.loose), None)
            if firm and not _poles(inside) & _poles(words) and not _balanced(firm, words[0], here, there):
                return f"{firm.text} became {words[0].text}"
    return None


def _balanced(firm: Said, word: Said, here: _Words, there: _Words) -> bool:
    """Whether both poles stand on both sides as often: then only the parts are cut in another way."""
    return all(
        sum(bool(s.poles & poles) for s in there) == sum(bool(s.poles & poles) for s in here)
        for poles in (firm.poles, word.poles)
    )


def _rendered(
    source: str, target: str, part: Span, ours: Sequence[Span], words: _Words, found: Coverage
) -> Span | None:
    """The part of the source to which the words and codes of a part of the translation belong, those that say a pole left out."""
    votes: Counter[Span] = Counter()
    for i, place in found.matched.items():
        stem, word = found.stems[place], found.words[i]
        if part[0] <= stem.start < part[1] and not any(
            s.start < stem.end and stem.start < s.end for s in words
        ):
            votes.update(span for span in ours if span[0] <= word.start < span[1])
    for match in _CODES.finditer(target, *part):
        held = [span for span in ours if match[0] in source[slice(*span)]]
        votes.update(held if len(held) == 1 else ())
    best, number = max(votes.items(), key=lambda item: item[1], default=((0, 0), 0))
    return best if number >= max(_VOTES, _SHARE * votes.total()) else None


def _in_another_order(
    source: str, known: Comparisons, said: Sequence[tuple[Group, _Words, _Words]]
) -> str | None:
    """Two poles that the source has one after the other (先升后降), and the translation nowhere in this order."""
    for match in known.turning.finditer(source):
        for group, here, there in said:
            if not group.counted or len(there) == 1:
                continue
            first, then = ([s for s in here if match.start(i) <= s.start < match.end(i)] for i in (1, 2))
            if not first or not then or _poles(first) & _poles(then):
                continue
            if not any(a.poles & _poles(first) and b.poles & _poles(then) for a, b in pairwise(there)):
                return f"{match[0]} became {', '.join(s.text for s in there)}"
    return None


def _poles(words: _Words) -> frozenset[str]:
    return frozenset().union(*(s.poles for s in words))


def _cut(text: str, marks: re.Pattern[str]) -> Iterator[Span]:
    start = 0
    for match in marks.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)
