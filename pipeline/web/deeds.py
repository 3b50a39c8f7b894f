"""What people did, in sentences."""

from __future__ import annotations

from pipeline.store.repository import Step
from pipeline.web.labels import label_of
from pipeline.web.speech import Say

DEEDS = {
    "reading": "a reading",
    "edit": "a change",
    "approve": "the approval",
    "reject": "the rejection",
    "reopen": "the reopening",
    "undo": "an undo",
    "restore": "a return to an older revision",
    "settle": "an accepted flag",
    "confirm": "a confirmed value",
    "printed": "a mark as printed text",
    "take": "fields of a newer reading",
    "keep": "a newer reading put aside",
    "import": "work taken in with the file",
}
SENTENCES = {
    "reading": "%(who)s read the document",
    "edit": "%(who)s changed %(what)s",
    "approve": "%(who)s approved the record",
    "reject": "%(who)s rejected the record",
    "reopen": "%(who)s reopened the record",
    "undo": "%(who)s took back: %(what)s",
    "restore": "%(who)s went back to %(what)s",
    "settle": "%(who)s accepted the flag %(what)s",
    "confirm": "%(who)s confirmed %(what)s",
    "printed": "%(who)s marked %(what)s as printed text",
    "take": "%(who)s took fields of a newer reading: %(what)s",
    "keep": "%(who)s kept all as it was beside a newer reading",
    "import": "%(who)s had worked on the record elsewhere",
}
LISTS = {
    "move": "%(who)s moved %(member)s to place %(place)s",
    "split": "%(who)s made two of %(member)s",
    "join": "%(who)s joined %(member)s with the next",
    "remove": "%(who)s removed %(member)s",
    "add": "%(who)s added %(what)s",
}


def deed(step: Step, say: Say) -> str:
    """What a step was, in two or three words."""
    if step.kind == "edit" and step.changes and not step.note:
        return label_of(step.changes[0].path, say)
    return say(DEEDS.get(step.kind, step.kind))


def sentence(step: Step, say: Say) -> str:
    """Who did what, and when."""
    return f"{_said(step, say)}, {step.at[:16].replace('T', ' ')}"


def _said(step: Step, say: Say) -> str:
    act, _, rest = step.note.partition(" ")
    if step.kind == "edit" and act in LISTS:
        top, number, *value = rest.split(" ", 2)
        member = label_of(f"{top}.{number}", say)
        place = str(int(value[0]) + 1) if act == "move" and value else ""
        what = value[0] if act == "add" and value else member
        return say(LISTS[act], who=step.author, member=member, place=place, what=what)
    known = SENTENCES.get(step.kind, "%(who)s: %(what)s")
    what = (
        ", ".join(label_of(c.path, say) for c in step.changes[:3])
        if step.kind in {"edit", "take"}
        else step.note
    )
    end = f" ({say(step.note)})" if step.kind in {"reject", "approve"} and step.note else ""
    return say(known, who=step.author, what=what or step.kind) + end
