"""Machine text under keys of its own (`title_machine_en`), so that nobody takes it for what a page prints."""

from __future__ import annotations

from typing import Any

from pipeline.languages.families import ENGLISH
from pipeline.records.record import Record, RecordAbstract


def apart(record: Record) -> tuple[Record, dict[str, Any]]:
    """The record without machine text, and the machine text by `<field>_machine_<language>`.

    `translated` keeps the paths, which say what was made by a machine.
    """
    changed: dict[str, dict[str, Any]] = {}
    made: dict[str, Any] = {}
    for path in record.translated:
        field, language = path.top, path.language
        values = changed.get(field, getattr(record, field, None))
        if language is not None and isinstance(values, dict) and language in values:
            made[key(field, language)] = _json_value(values[language])
            changed[field] = {code: value for code, value in values.items() if code != language}
    return (record.model_copy(update=changed) if changed else record), made


def key(field: str, language: str) -> str:
    """`title_machine_en`."""
    return f"{field}_machine_{language}"


NO_MACHINE_TEXT: dict[str, Any] = {key(field, ENGLISH): None for field in ("title", "abstract", "keywords")}
"""The keys that every line has."""


def _json_value(value: object) -> object:
    if isinstance(value, RecordAbstract):
        return value.model_dump(mode="json")
    return list(value) if isinstance(value, tuple) else value
