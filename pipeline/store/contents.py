"""What a record says, field by field, as text: for showing, comparing and taking over from another reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.records.base import Frozen
from pipeline.records.catalogue import Shape, named
from pipeline.records.paths import FieldPath
from pipeline.records.record import Record, RecordEvidence

_WHOLE = ("sections", *named(Shape.MEMBERS, Shape.MANY))


class Change(Frozen):
    """One field that changed: both values as text ("" for absent), and where the old one stands on the page."""

    path: str
    old: str
    new: str
    evidence: RecordEvidence | None = None


def contents(record: Record) -> dict[str, str]:
    """Every value of the record by its path, as text; absent values are left out."""
    return {path: text for path, text in _contents(record) if text}


def _contents(record: Record) -> Iterator[tuple[str, str]]:
    yield "kind", record.kind.value
    yield "language", record.language or ""
    yield from (("title." + code, text) for code, text in record.title.items())
    for number, author in enumerate(record.authors):
        path = FieldPath.of("authors", number)
        yield from ((f"{path}.name.{code}", text) for code, text in author.name.items())
        yield f"{path}.affiliations", ", ".join(map(str, author.affiliations))
        yield f"{path}.corresponding", "yes" if author.corresponding else ""
        yield f"{path}.email", author.email or ""
        yield f"{path}.orcid", author.orcid or ""
    for number, affiliation in enumerate(record.affiliations):
        yield from (
            (FieldPath.of("affiliations", number, "name", code), text)
            for code, text in affiliation.name.items()
        )
    for code, abstract in record.abstract.items():
        yield FieldPath.of("abstract", code), abstract.text
        yield (
            FieldPath.of("abstract", code, "sections"),
            "; ".join(f"{s.label}: {s.heading}" for s in abstract.sections),
        )
    yield from (("keywords." + code, "; ".join(words)) for code, words in record.keywords.items())
    yield from (("journal." + code, text) for code, text in record.journal.items())
    yield from ((name, str(getattr(record, name) or "")) for name in named(Shape.ONE))
    yield from ((FieldPath.of(name), getattr(record.dates, name) or "") for name in named(Shape.DATE))
    for name in named(Shape.MANY):
        yield name, ("\n" if name == "funding" else "; ").join(getattr(record, name))
    for number, section in enumerate(record.sections):
        yield FieldPath.of("sections", number, "heading"), section.heading
        yield FieldPath.of("sections", number, "text"), section.text


def changes(old: Record, new: Record) -> tuple[Change, ...]:
    """What differs between two records, in the record's order, with the old value's evidence."""
    before, after = contents(old), contents(new)
    paths = list(before) + [path for path in after if path not in before]
    return tuple(
        Change(path=p, old=before.get(p, ""), new=after.get(p, ""), evidence=old.evidence.get(p))
        for p in paths
        if before.get(p, "") != after.get(p, "")
    )


def group(path: str) -> str:
    """The path that is taken over as a whole: lists of people and of codes, else the field itself."""
    top = FieldPath(path).top
    return top if top in _WHOLE else path.removesuffix(".sections")


def groups(record: Record) -> dict[str, str]:
    """The record's contents with lists joined into one text each."""
    joined: dict[str, list[str]] = {}
    for path, text in contents(record).items():
        joined.setdefault(group(path), []).append(text)
    return {path: " · ".join(texts) for path, texts in joined.items()}


def offers(mine: Record, theirs: Record) -> tuple[Change, ...]:
    """What another reading would change, a group of fields at a time, with the evidence of that reading."""
    before, after = groups(mine), groups(theirs)
    paths = list(before) + [path for path in after if path not in before]
    return tuple(
        Change(path=p, old=before.get(p, ""), new=after.get(p, ""), evidence=theirs.evidence.get(p))
        for p in paths
        if before.get(p, "") != after.get(p, "")
    )


def same(one: Record, other: Record) -> bool:
    """Whether two readings say the same: all but timings and people's words."""
    left, right = (
        r.model_copy(update={"review": None, "provenance": r.provenance.model_copy(update={"seconds": {}})})
        for r in (one, other)
    )
    return left == right


def take(mine: Record, theirs: Record, paths: tuple[str, ...]) -> Record:
    """My record with these groups as the other reading has them, with their evidence, flags and machine marks."""
    content: dict[str, Any] = mine.model_dump(mode="json")
    other: dict[str, Any] = theirs.model_dump(mode="json")
    for path in paths:
        _copy(content, other, path.split("."))
        _copy_marks(content, other, path)
    if "doi" in paths:
        content["id"] = other["id"]
    return Record.model_validate(content)


def _copy(content: dict[str, Any], other: dict[str, Any], steps: list[str]) -> None:
    for step in steps[:-1]:
        content, other = content[step], other[step]
    if steps[-1] in other:
        content[steps[-1]] = other[steps[-1]]
    else:
        content.pop(steps[-1], None)


def under(path: str, top: str) -> bool:
    """Whether a path is `top` or below it."""
    return FieldPath(path).within(top)


def _copy_marks(content: dict[str, Any], other: dict[str, Any], path: str) -> None:
    kept = {k: v for k, v in content["evidence"].items() if not under(k, path)}
    new = {k: v for k, v in other["evidence"].items() if under(k, path)}
    # Boxes of a page that was turned or cut otherwise would point at the wrong place in the picture we have.
    same_pages = content["source"]["pages"] == other["source"]["pages"]
    content["evidence"] = kept | (new if same_pages else {})
    content["translated"] = [p for p in content["translated"] if not under(p, path)] + [
        p for p in other["translated"] if under(p, path)
    ]
    flags, theirs = content["quality"]["flags"], other["quality"]["flags"]
    content["quality"]["flags"] = [f for f in flags if not under(f["path"], path)] + [
        f for f in theirs if under(f["path"], path)
    ]


def shown_empty(record: Record) -> bool:
    """Whether the record says nothing that could be approved."""
    return not (any(record.title.values()) or record.abstract or record.sections)
