"""What was changed in a text since an engine gave it: a log that takes the text back, and each place of it, too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

LINE_END, LEFT_OUT, FORM = "line end", "left out", "form"
"""What `log` calls a change that no rule is known for: at the end of a line, at either end of the text, any other."""
CHOICES = TWO_ENGINES, READ_AGAIN = "two engines' readings", "read again without specks"
"""How the log calls what was chosen between readings of a line: its raw text is what the engine that reads it gave first."""
_BREAKS = frozenset("\n \u00ad\u2010-")
"""What stands where one line ends and the next begins."""
_SHORT = 40_000
"""Product of the lengths of two texts below which the longest stretches in common tell what became of what: as people see
it, but in quadratic time. Of longer texts the fewest changes do."""
_UNLIKE = 0.3
"""Texts less alike than this have nothing in common that would tell which part became which."""


class Edit(NamedTuple):
    """A stretch of a text that a rule wrote: `after` stands at `at`, where the engine gave `before`."""

    rule: str
    at: int
    before: str
    after: str

    @property
    def end(self) -> int:
        """Where what was written ends."""
        return self.at + len(self.after)

    @property
    def growth(self) -> int:
        """How many characters longer it made the text."""
        return len(self.after) - len(self.before)

    @property
    def mends(self) -> bool:
        """Whether a rule wrote more than spaces: no choice between readings, no end of a line or value."""
        return self.rule not in {*CHOICES, LINE_END, LEFT_OUT} and bool((self.before + self.after).strip())

    def __str__(self) -> str:
        """As `repairs` of a field have it."""
        return f"{self.before}→{self.after}"


def repairs(edits: Iterable[Edit]) -> tuple[str, ...]:
    """What edits mended, as `repairs` of a field tell it; the log has the others too."""
    return tuple(str(edit) for edit in edits if edit.mends)


def unedited(text: str, edits: Iterable[Edit]) -> str:
    """What the engine gave where a text now stands."""
    for edit in sorted(edits, key=lambda edit: edit.at, reverse=True):
        text = text[: edit.at] + edit.before + text[edit.end :]
    return text


def edited(raw: str, edits: Iterable[Edit]) -> str:
    """The text that the log makes of what the engine gave. Raises ValueError for a log of another text."""
    for edit in sorted(edits, key=lambda edit: edit.at):
        start = edit.at
        if raw[start : start + len(edit.before)] != edit.before:
            raise ValueError(f"{edit} does not stand at {start} of {raw!r}.")
        raw = raw[:start] + edit.after + raw[start + len(edit.before) :]
    return raw


def log(raw: str, text: str, rule: str = "", known: Iterable[Edit] = ()) -> tuple[Edit, ...]:
    """How `text` came from `raw`: what an edit of `known` tells keeps its rule, all else was written by `rule`.

    Without a rule, changes bear the name of their kind (`LINE_END`, `LEFT_OUT`, `FORM`).
    """
    rules = {(edit.before, edit.after): edit.rule for edit in known}
    found = []
    for (a, b), (c, d) in _changed(raw, text):
        before, after = raw[a:b], text[c:d]
        named = rules.get((before, after)) or rule
        outside = not after and (a == 0 or b == len(raw))
        found.append(Edit(named or _kind(before, after, outside=outside), c, before, after))
    return tuple(found)


def _kind(before: str, after: str, *, outside: bool) -> str:
    if outside:
        return LEFT_OUT
    return LINE_END if "\n" in before and set(before + after) <= _BREAKS else FORM


def _changed(raw: str, text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches of both that differ, from left to right."""
    from rapidfuzz.distance import Indel

    if raw == text:
        return []
    if Indel.normalized_similarity(raw, text) < _UNLIKE:
        return [((0, len(raw)), (0, len(text)))]
    if len(raw) * len(text) < _SHORT:
        alike = [
            tuple(block) for block in SequenceMatcher(None, raw, text, autojunk=False).get_matching_blocks()
        ]
    else:
        alike = [(block.a, block.b, block.size) for block in Indel.opcodes(raw, text).as_matching_blocks()]
    same = [(0, 0, 0), *alike]
    gaps = (((i + size, after), (j + size, then)) for (i, j, size), (after, then, _) in pairwise(same))
    return [(ours, theirs) for ours, theirs in gaps if ours[0] < ours[1] or theirs[0] < theirs[1]]


def within(edits: Sequence[Edit], start: int, end: int) -> tuple[Edit, ...]:
    """The edits of a stretch of a text, counted from its start; of one that reaches beyond it, what was written inside."""
    return tuple(
        Edit(
            edit.rule,
            max(edit.at, start) - start,
            edit.before,
            edit.after[max(0, start - edit.at) : max(0, end - edit.at)],
        )
        for edit in edits
        if _touches(edit, start, end)
    )


def raw_start(edits: Sequence[Edit], start: int, end: int) -> int:
    """Where what the engine gave for a stretch of a text begins in all that it gave."""
    earlier = sum(edit.growth for edit in edits if edit.end <= start and not _touches(edit, start, end))
    first = min((edit.at for edit in edits if edit.at < start < edit.end), default=start)
    return first - earlier


def _touches(edit: Edit, start: int, end: int) -> bool:
    inside = start <= edit.at and edit.end <= end
    return inside or (edit.at < end and start < edit.end)


def shifted(edits: Iterable[Edit], by: int) -> tuple[Edit, ...]:
    """The edits of a text with `by` characters before it."""
    return tuple(edit._replace(at=edit.at + by) for edit in edits)


def origins(text: str, edits: Iterable[Edit]) -> tuple[int | None, ...]:
    """For each character of a text the place of the one that the engine gave for it; None where a rule added it."""
    found: list[int | None] = []
    growth = 0
    for edit in sorted(edits, key=lambda edit: edit.at):
        found += range(len(found) - growth, edit.at - growth)
        given = edit.at - growth
        kept = min(len(edit.before), len(edit.after))
        found += [*range(given, given + kept), *([None] * (len(edit.after) - kept))]
        growth += edit.growth
    return (*found, *range(len(found) - growth, len(text) - growth))
