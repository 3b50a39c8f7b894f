"""How far a record can be trusted, in words and pairs that every format has a place for (docs/formats.md says which)."""

from __future__ import annotations

from pipeline.records.article import Flag
from pipeline.records.record import Record

AGENT = "scanglot"


def reviewed(record: Record) -> str:
    """`approved`, `rejected`, or `none` where nobody has decided."""
    return record.review.state if record.review and record.review.state != "pending" else "none"


def facts(record: Record) -> list[tuple[str, str]]:
    """Status, score, grade and review, then every flag, then each printed value's confidence: (name, text)."""
    quality = record.quality
    return [
        ("status", record.status.value),
        ("score", f"{quality.score:.2f}"),
        ("grade", quality.grade),
        ("review", reviewed(record)),
        *parts(record),
        *(("flag", flag_text(flag)) for flag in quality.flags),
        *(("confidence", f"{path} {value}") for path, value in confidences(record).items()),
    ]


def parts(record: Record) -> list[tuple[str, str]]:
    """The status of the reading and of the translation, by name."""
    return [("reading", record.quality.reading), ("translation", record.quality.translation)]


def flag_text(flag: Flag) -> str:
    """`warning doi.conflict doi: two DOIs are printed`."""
    return f"{flag.severity.value} {flag.code}" + (f" {flag.path}" if flag.path else "") + f": {flag.message}"


def confidences(record: Record) -> dict[str, str]:
    """How sure the reading of each printed value is, 0..1 with two places, by record path."""
    return {path: f"{evidence.confidence:.2f}" for path, evidence in record.evidence.items()}


def note(record: Record) -> str:
    """Status, score, review and the codes of the flags in one line for people."""
    quality = record.quality
    line = f"Read by {AGENT}: status {record.status.value}, score {quality.score:.2f} ({quality.grade}), "
    line += {"none": "not reviewed"}.get(reviewed(record), f"{reviewed(record)} by a person")
    line += "".join(f", {name} {value}" for name, value in parts(record))
    codes = dict.fromkeys(f"{f.code} ({f.path})" if f.path else f.code for f in quality.flags)
    return line + (f"; flags: {', '.join(codes)}" if codes else "; no flags")
