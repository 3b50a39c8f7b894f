"""The flag that tells of a repair."""

from __future__ import annotations

from pipeline.languages.mending import mendings
from pipeline.records.article import Flag, Severity
from pipeline.records.paths import FieldPath


def told(rule: str, path: FieldPath, message: str) -> Flag:
    """What a rule did to the value at a path."""
    return Flag(code=mendings()[rule].flag, path=path, severity=Severity.INFO, message=message)
