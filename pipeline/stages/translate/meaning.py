"""Whether a word of the translation stands for its opposite, or for another population, than the source says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.languages.agreement import spelt_out
from pipeline.languages.comparisons import comparisons
from pipeline.languages.opposites import Group, Said, groups
from pipeline.languages.quantities import codes, holds
from pipeline.languages.stems import content_stems
from pipeline.stages.translate.coverage import Coverage
from pipeline.stages.translate.findings import Finding, LanguagePair

_HAN = re.compile("[\u3400-\u9fff]{2,}")
"""A word that says something by itself."""


def turned(source: str, target: str, pair: LanguagePair, found: Coverage | None) -> Iterator[Finding]:
    """One finding a group of opposites in which the translation says one pole where the source says another.

    Words that the lexicon matches with one another are out of it; of the rest those of one pole make up for each other.
    """
    short = [code for code in codes(source, pair.source) if not holds(target, code)]
    accused: set[str] = set()
    for group in groups():
        if pair.source not in group.patterns or pair.target not in group.patterns:
            continue
        here, there = group.said(source, pair.source), group.said(target, pair.target)
        if group.kind != "population":
            there = [said for said in there if not _of_short_form(said, short, target)]
        message, word = (_turned(group, here, there, found, pair) if there else None) or ("", "")
        if message and word not in accused:
            accused.add(word)
            yield Finding(code=f"translation.{group.kind}", message=message)


def added_poles(source: str, target: str, pair: LanguagePair, found: Coverage) -> Iterator[str]:
    """Words of a pole that the source does not name, and that the lexicon matches with none of its words."""
    for group in groups():
        if group.kind == "words" or pair.source not in group.patterns or pair.target not in group.patterns:
            continue
        here = group.said(source, pair.source)
        for said in group.said(target, pair.target):
            if (
                not said.loose
                and not _count(said.poles, here)
                and not found.target_matched(said.start, said.end)
            ):
                yield said.text


def lost_poles(source: str, target: str, pair: LanguagePair, found: Coverage) -> Iterator[str]:
    """Words of opposites in the source of which the translation has fewer, and that the lexicon matches with none of its words."""
    lost: dict[int, tuple[str, bool]] = {}
    for group in groups():
        if not group.counted or pair.source not in group.patterns or pair.target not in group.patterns:
            continue
        there = group.said(target, pair.target)
        firm = [s for s in group.said(source, pair.source) if not s.loose and _HAN.fullmatch(s.text)]
        for said in firm:
            few = _count(said.poles, there) < _count(said.poles, firm)
            here = lost.get(said.start, (said.text, True))[1]
            lost[said.start] = (
                said.text,
                here and few and not found.source_matched(said.start, said.end),
            )
    yield from (text for text, is_lost in lost.values() if is_lost)


def sides_swapped(source: str, target: str, pair: LanguagePair) -> Iterator[Finding]:
    """Whether the translation compares a group that the source compares others with (`A高于B`, `B was higher than A`)."""
    known = comparisons(pair.source, pair.target)
    for name, pattern in known.compared_with(source) if known else ():
        if known and known.is_subject(pattern, target):
            yield Finding(
                code="translation.opposite", message=f"{name} is what is compared with, not what is compared"
            )
            return


def _of_short_form(said: Said, short: Sequence[str], target: str) -> bool:
    """Whether a word belongs to the long form of what the source abbreviates: `BMP-7` and bone morphogenetic protein 7."""
    return any(said.text[0].lower() in code.lower() and spelt_out(target, code) for code in short)


def _turned(
    group: Group, here: list[Said], there: list[Said], found: Coverage | None, pair: LanguagePair
) -> tuple[str, str] | None:
    open_here = [s for s in here if found is None or not _rendered(s, there, found)]
    open_there = [s for s in there if found is None or not _renders(s, here, found)]
    for loose_there, loose_here in ((False, False), (True, True), (True, False)):
        _pair_off(open_here, open_there, loose_here, loose_there)
    if group.kind != "words":
        unsaid = [s for s in here if found is None or not _rendered(s, there, found, alone=False)]
        lost = next(filter(None, (_lost(said, here, there, unsaid) for said in open_there)), None)
        if lost is not None:
            return _became(*lost), lost[1].text
    _pair_off(open_here, open_there, loose_here=True, loose_there=False)
    for said in open_there:
        if group.stands_for_itself(said, pair.target) and not _named(said, here, there, found):
            return f"{said.text} is not in the source", said.text
    exchanged = None if group.kind == "words" else _exchanged(here, there)
    return (_became(*exchanged), exchanged[1].text) if exchanged else None


def _pair_off(open_here: list[Said], open_there: list[Said], loose_here: bool, loose_there: bool) -> None:
    """Take out words of one pole, one of each side."""
    for said in [s for s in open_there if s.loose == loose_there]:
        partner = next((s for s in open_here if s.loose == loose_here and s.poles & said.poles), None)
        if partner is not None:
            open_here.remove(partner)
            open_there.remove(said)


def _became(lost: Said, said: Said) -> str:
    return f"{lost.text} became {said.text}"


def _exchanged(here: Sequence[Said], there: Sequence[Said]) -> tuple[Said, Said] | None:
    """As many words on both sides, but one pole has one more and another one less, or no pole is on both sides.

    Whatever the lexicon matched.
    """
    ours, theirs = ([said for said in words if not said.loose] for words in (here, there))
    if ours and theirs and not any(_count(said.poles, here) for said in there):
        return ours[0], theirs[0]
    if len(here) != len(there) or len(ours) + len(theirs) != len(here) + len(there):
        return None
    poles = {pole for said in (*here, *there) for pole in said.poles}
    more = {p for p in poles if _count(frozenset({p}), there) == _count(frozenset({p}), here) + 1}
    less = {p for p in poles if _count(frozenset({p}), there) == _count(frozenset({p}), here) - 1}
    gained = next((s for s in there if s.poles <= more), None)
    lost = next((s for s in here if s.poles <= less), None)
    return (lost, gained) if gained and lost else None


def _rendered(said: Said, there: Sequence[Said], found: Coverage, *, alone: bool = True) -> bool:
    """Whether the lexicon matches a word of the source with one of its pole, or (`alone`) it alone with one of no pole."""
    for place, by_itself in found.partners(said.start, said.end):
        facing = next((t for t in there if t.start <= place < t.end), None)
        if facing.poles & said.poles if facing else alone and by_itself:
            return True
    return False


def _renders(said: Said, here: Sequence[Said], found: Coverage) -> bool:
    """Whether the lexicon matches a word of the translation with one of the source that is of no other pole."""
    word = found.target_partner(said.start, said.end)
    facing = next((s for s in here if word and s.start < word.end and word.start < s.end), None)
    return word is not None and facing is not None and bool(facing.poles & said.poles)


def _lost(
    said: Said, here: Sequence[Said], there: Sequence[Said], open_here: Sequence[Said]
) -> tuple[Said, Said] | None:
    """A word of another pole in the source that nothing renders, and this one, of whose pole the translation has too many."""
    ours, theirs = ([s for s in words if not s.loose] for words in (here, there))
    if said.loose or _count(said.poles, theirs) <= _count(said.poles, ours):
        return None
    others = [s for s in open_here if not s.loose and not s.poles & said.poles]
    lost = next((s for s in others if _count(s.poles, there) < _count(s.poles, here)), None)
    return (lost, said) if lost else None


def _count(poles: frozenset[str], words: Sequence[Said]) -> int:
    return sum(bool(s.poles & poles) for s in words)


def _named(said: Said, here: Sequence[Said], there: Sequence[Said], found: Coverage | None) -> bool:
    """Whether the source names the pole, or a word of it may mean this one."""
    if found is not None:
        here = [word for word in here if not (word.loose and _means_another(word, there, found))]
    parts = content_stems(said.text)
    known = found.printed.union(*found.meant) if found else frozenset[str]()
    return bool(_count(said.poles, here)) or (bool(parts) and all(part.text in known for part in parts))


def _means_another(word: Said, there: Sequence[Said], found: Coverage) -> bool:
    """Whether the lexicon matches a word of the source with words of the translation that are of no such pole (障碍, disorder)."""
    places = [place for place, _ in found.partners(word.start, word.end)]
    poles = [t for t in there if t.poles & word.poles]
    return bool(places) and not any(t.start <= place < t.end for place in places for t in poles)
