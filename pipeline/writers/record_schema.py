"""The JSON Schema of the public record."""

from __future__ import annotations

from typing import Any

from pipeline.records.record import SCHEMA_VERSION, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_schema() -> dict[str, Any]:
    """The record's JSON Schema, draft 2020-12, with every key required: a written record never lacks one."""
    schema = Record.model_json_schema(mode="serialization")
    return {
        "$schema": DIALECT,
        "$id": f"urn:scanglot:record:{SCHEMA_VERSION}",
        **schema,
        "title": f"scanglot record {SCHEMA_VERSION}",
    }
