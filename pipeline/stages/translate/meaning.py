"""Whether a word of the translation stands for its opposite, or for another population, than the source says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.languages.opposites import Group, Said, groups
from pipeline.languages.stems import stem
from pipeline.stages.translate.coverage import Coverage
from pipeline.stages.translate.findings import Finding, Pair


def turned(source: str, target: str, pair: Pair, found: Coverage | None) -> Iterator[Finding]:
    """One finding a group of opposites in which the translation says one pole where the source says another.

    Words that the lexicon matches with one another are out of it; of the rest those of one pole make up for each other.
    """
    for group in groups():
        if pair.source in group.patterns and pair.target in group.patterns:
            here, there = group.said(source, pair.source), group.said(target, pair.target)
            message = _turned(group, here, there, found) if there else ""
            if message:
                yield Finding(code=f"translation.{group.kind}", message=message)


def _turned(group: Group, here: list[Said], there: list[Said], found: Coverage | None) -> str:
    open_here = [s for s in here if found is None or not _rendered(s, there, found)]
    open_there = [s for s in there if found is None or not _renders(s, here, found)]
    for said in list(open_there):
        partner = next((s for s in open_here if s.poles & said.poles), None)
        if partner is not None:
            open_here.remove(partner)
            open_there.remove(said)
    for said in open_there:
        lost = _lost(said, here, there, open_here)
        if lost is not None:
            return f"{lost.text} became {said.text}"
        if said.poles & group.alone and not _named(said, here, found):
            return f"{said.text} is not in the source"
    return _exchanged(here, there)


def _exchanged(here: Sequence[Said], there: Sequence[Said]) -> str:
    """As many words on both sides, but one pole has one more and another one less, or no pole is on both sides.

    Whatever the lexicon matched.
    """
    if here and not any(_count(said.poles, here) for said in there):
        return f"{here[0].text} became {there[0].text}"
    if len(here) != len(there):
        return ""
    poles = {pole for said in (*here, *there) for pole in said.poles}
    more = {p for p in poles if _count(frozenset({p}), there) == _count(frozenset({p}), here) + 1}
    less = {p for p in poles if _count(frozenset({p}), there) == _count(frozenset({p}), here) - 1}
    gained = next((s for s in there if s.poles <= more), None)
    lost = next((s for s in here if s.poles <= less), None)
    return f"{lost.text} became {gained.text}" if gained and lost else ""


def _rendered(said: Said, there: Sequence[Said], found: Coverage) -> bool:
    """Whether the lexicon matches a word of the source with one of its pole, or it alone with one of no pole."""
    for place, alone in found.partners(said.start, said.end):
        facing = next((t for t in there if t.start <= place < t.end), None)
        if facing.poles & said.poles if facing else alone:
            return True
    return False


def _renders(said: Said, here: Sequence[Said], found: Coverage) -> bool:
    """Whether the lexicon matches a word of the translation with one of the source that is of no other pole."""
    word = found.target_partner(said.start, said.end)
    facing = next((s for s in here if word and s.start < word.end and word.start < s.end), None)
    return word is not None and (facing is None or bool(facing.poles & said.poles))


def _lost(said: Said, here: Sequence[Said], there: Sequence[Said], open_here: Sequence[Said]) -> Said | None:
    """A word of another pole in the source that nothing renders, where the translation has too many of this pole."""
    if _count(said.poles, there) <= _count(said.poles, here):
        return None
    return next((s for s in open_here if _count(s.poles, there) < _count(s.poles, here)), None)


def _count(poles: frozenset[str], words: Sequence[Said]) -> int:
    return sum(bool(s.poles & poles) for s in words)


def _named(said: Said, here: Sequence[Said], found: Coverage | None) -> bool:
    """Whether the source names the pole, or a word of it may mean this one."""
    return bool(_count(said.poles, here)) or (
        found is not None and all(stem(part) in found.known for part in said.text.lower().split())
    )
