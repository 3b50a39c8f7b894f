"""Whether the part of a translation that holds a part's numbers and codes says the opposite of that part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.languages.comparisons import comparisons
from pipeline.languages.opposites import Said, groups
from pipeline.stages.translate.findings import Finding, LanguagePair

_PARTS = re.compile(r"[，；。：！？（）]|[,;:!?()](?!\d)|\.(?=\s|$)|、")
_ANCHOR = re.compile(
    r"(?<![A-Za-z0-9.])(?:\d+(?:\.\d+)?|(?=[a-z-]*[A-Z0-9])[A-Za-z][A-Za-z0-9-]+)(?![A-Za-z0-9])"
)


def part_turned(source: str, target: str, pair: LanguagePair) -> Iterator[Finding]:
    """A finding for the first part that says one pole of a group where the translation says another beside the same numbers and codes.

    Numbers and codes count that stand once on each side; parts end at commas and brackets.
    """
    once = _once(source) & _once(target)
    if not once:
        return
    known = comparisons(pair.source, pair.target)
    there = {anchors: part for part, anchors in _parts(target, once, known.joining if known else _PARTS)}
    for part, anchors in _parts(source, once, _PARTS):
        other = there.get(anchors)
        if other is None:
            continue
        for group in groups():
            if group.kind == "opposite":
                ours, theirs = group.said(part, pair.source), group.said(other, pair.target)
                became = _turned(ours, theirs)
                if became:
                    words = f"{became[0].text} became {became[1].text}"
                    yield Finding(code="translation.opposite", message=f"{words} beside {min(anchors)}")
                    return


def _turned(ours: list[Said], theirs: list[Said]) -> tuple[Said, Said] | None:
    """A firm word of each side where they have no pole in common, loose words counted."""
    firm, said = ([s for s in words if not s.loose] for words in (ours, theirs))
    if not firm or not said:
        return None
    here, there = (frozenset().union(*(s.poles for s in words)) for words in (ours, theirs))
    return (firm[0], said[0]) if not here & there else None


def _once(text: str) -> set[str]:
    """The numbers and codes that a text has once."""
    counted = Counter(m[0] for m in _ANCHOR.finditer(text))
    return {anchor for anchor, times in counted.items() if times == 1}


def _parts(text: str, once: set[str], marks: re.Pattern[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The parts of a text between marks that hold anchors, with these."""
    start = 0
    for match in [*marks.finditer(text), None]:
        part = text[start : match.start() if match else len(text)]
        anchors = frozenset(m[0] for m in _ANCHOR.finditer(part)) & once
        if anchors:
            yield part, anchors
        start = match.end() if match else len(text)
