"""The JSON Schema of the public record."""

from __future__ import annotations

from typing import Any

from pipeline.records.record import SCHEMA_VERSION, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_schema() -> dict[str, Any]:
    """The record's JSON Schema, draft 2020-12, with every key required: a written record never lacks one.

    Keys that it does not know are allowed: a later record of the same version may have more.
    """
    schema = _open(Record.model_json_schema(mode="serialization"))
    return {
        "$schema": DIALECT,
        "$id": f"urn:scanglot:record:{SCHEMA_VERSION}",
        **schema,
        "title": f"scanglot record {SCHEMA_VERSION}",
    }


def _open(part: Any) -> Any:
    """The schema without its bans on further keys."""
    if isinstance(part, dict):
        return {k: _open(v) for k, v in part.items() if (k, v) != ("additionalProperties", False)}
    return [_open(item) for item in part] if isinstance(part, list) else part
