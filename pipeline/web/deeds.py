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
    what = _what(step, say)
    end = f" ({say(step.note)})" if step.kind in {"reject", "approve"} and step.note else ""
    return say(known, who=step.author, what=what or step.kind) + end


def _what(step: Step, say: Say) -> str:
    """What was done it to: fields, the step that was taken back, the revision gone back to, the flag accepted."""
    if step.kind in {"edit", "take"}:
        return ", ".join(label_of(c.path, say) for c in step.changes[:3])
    if step.kind in {"confirm", "printed"}:
        return label_of(step.note, say)
    if step.kind == "undo" and (parts := step.note.split(" of ", 1))[1:]:
        return say("%(deed)s of %(who)s", deed=say(DEEDS.get(parts[0], parts[0])), who=parts[1])
    if step.kind == "restore":
        return say("revision %(number)s", number=step.note.rpartition(" ")[2])
    if step.kind == "settle" and (parts := step.note.split(" on ", 1))[1:]:
        meaning = say(f"flag:{parts[0]}")
        where = label_of(parts[1], say) if parts[1] != "the record" else say("the record")
        return f"{parts[0] if meaning.startswith('flag:') else meaning} ({where})"
    return step.note
