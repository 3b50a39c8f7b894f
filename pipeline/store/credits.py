"""Who gave which value: a corrected value says so in its evidence, and keeps what the machine had as history."""

from __future__ import annotations

from pipeline.records.article import Origin
from pipeline.records.paths import FieldPath
from pipeline.records.record import Correction, Record, RecordEvidence, Review
from pipeline.records.values import texts
from pipeline.store.contents import contents
from pipeline.store.tables import now

CONFIDENCE = 0.99
"""How sure a value is that a person gave: people mistype, too."""

_BY = "reviewer"
"""The engine of a value that a person gave, and the rule of what that changed in what was read."""

UNTOUCHED = Review(state="pending", revision=0, by="", at="")


def credited(before: Record, record: Record, reading: Record, author: str) -> Record:
    """The record with each value that differs from the machine's reading marked as a person's.

    `before` is the record that the change was made to: what was corrected in it already keeps its own author.
    """
    old, new = contents(reading), contents(record)
    known = before.review.corrections if before.review else {}
    earlier = contents(before)
    corrections, evidence = {}, dict(record.evidence)
    for path in [*new, *(p for p in old if p not in new)]:
        if new.get(path, "") == old.get(path, ""):
            evidence = _given_back(evidence, path, reading)
            continue
        if path in known and earlier.get(path) == new.get(path):
            corrections[path] = known[path]
        else:
            corrections[path] = Correction(
                by=author,
                at=now(),
                confidence=CONFIDENCE,
                was=old.get(path, ""),
                evidence=reading.evidence.get(path),
            )
        if path in evidence and not _moved(path, new.get(path, ""), evidence[path], reading, old):
            evidence[path] = _persons(evidence[path], corrections[path].confidence)
    review = (record.review or UNTOUCHED).model_copy(
        update={"corrected": tuple(corrections), "corrections": corrections}
    )
    told = texts(record)
    evidence = {path: _logged(one, told[path]) if path in told else one for path, one in evidence.items()}
    return record.model_copy(update={"review": review, "evidence": evidence})


def _logged(evidence: RecordEvidence, value: str) -> RecordEvidence:
    return evidence.saying(value, _BY if evidence.origin is Origin.REVIEWER else "")


def _given_back(evidence: dict[str, RecordEvidence], path: str, reading: Record) -> dict[str, RecordEvidence]:
    """The machine's own evidence again where a value is the machine's again."""
    here = evidence.get(path)
    if here is None or here.origin is not Origin.REVIEWER or path not in reading.evidence:
        return evidence
    return evidence | {path: reading.evidence[path]}


def _persons(evidence: RecordEvidence, confidence: float) -> RecordEvidence:
    """The place and what was read there stay; the value is a person's."""
    update = {"origin": Origin.REVIEWER, "confidence": confidence, "engine": _BY, "repairs": ()}
    return evidence.model_copy(update=update)


def _moved(path: str, value: str, evidence: RecordEvidence, reading: Record, old: dict[str, str]) -> bool:
    """Whether a member of a list only stands in another place than where the machine had it."""
    top = FieldPath(path).top + "."
    return any(
        at.startswith(top) and known == evidence and old.get(at) == value
        for at, known in reading.evidence.items()
    )
