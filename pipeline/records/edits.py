"""What was changed in a text since an engine gave it: a log that takes the text back."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from pipeline.records.base import Frozen


class Edit(Frozen):
    """A stretch of a text that a rule wrote: `after` stands at `at`, where the engine gave `before`."""

    rule: str
    at: int
    before: str
    after: str

    @property
    def end(self) -> int:
        """Where what was written ends."""
        return self.at + len(self.after)

    def __str__(self) -> str:
        """As `repairs` of a field have it."""
        return f"{self.before}→{self.after}"


def unedited(text: str, edits: Sequence[Edit]) -> str:
    """What the engine gave where a text now stands."""
    for edit in sorted(edits, key=lambda edit: edit.at, reverse=True):
        text = text[: edit.at] + edit.before + text[edit.end :]
    return text


def edited(raw: str, edits: Sequence[Edit]) -> str:
    """The text that the log makes of what the engine gave."""
    for edit in sorted(edits, key=lambda edit: edit.at):
        start = edit.at
        if raw[start : start + len(edit.before)] != edit.before:
            raise ValueError(f"{edit} does not stand at {start} of {raw!r}.")
        raw = raw[:start] + edit.after + raw[start + len(edit.before) :]
    return raw


def log(raw: str, text: str, rule: str, known: Sequence[Edit] = ()) -> tuple[Edit, ...]:
    """How `text` came from `raw`: what an edit of `known` tells keeps its rule, all else was written by `rule`."""
    rules = {(edit.before, edit.after): edit.rule for edit in known}
    return tuple(
        Edit(rule=rules.get((raw[a:b], text[c:d]), rule), at=c, before=raw[a:b], after=text[c:d])
        for kind, a, b, c, d in SequenceMatcher(None, raw, text, autojunk=False).get_opcodes()
        if kind != "equal"
    )


def within(edits: Sequence[Edit], start: int, end: int) -> tuple[Edit, ...]:
    """The edits of a stretch of a text, counted from its start; one that reaches beyond it is left out."""
    return tuple(
        edit.model_copy(update={"at": edit.at - start})
        for edit in edits
        if start <= edit.at and edit.end <= end
    )
