"""The published schema and the model agree."""

from __future__ import annotations

import json

import jsonschema
import pytest
from pydantic import ValidationError

from pipeline.records.record import Record
from pipeline.writers.record_json import record_json
from pipeline.writers.record_schema import record_schema
from tests.records.made import record


def test_a_written_record_validates_against_the_published_schema() -> None:
    schema = record_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(record_json(record())), schema)


def test_every_key_of_the_model_is_written_and_required() -> None:
    written = json.loads(record_json(record(doi=None, authors=[], evidence={})))
    assert set(written) == set(Record.model_fields) == set(record_schema()["required"])
    assert written["doi"] is None
    assert written["authors"] == []


@pytest.mark.parametrize("change", [{"year": "soon"}, {"status": "fine"}])
def test_model_and_schema_refuse_the_same_faults(change: dict[str, str]) -> None:
    content = json.loads(record_json(record())) | change
    with pytest.raises(ValidationError):
        Record.model_validate(content)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, record_schema())


def test_an_unknown_key_is_refused_by_the_model_and_let_through_by_the_published_schema() -> None:
    content = json.loads(record_json(record())) | {"colour": "red"}
    with pytest.raises(ValidationError):
        Record.model_validate(content)
    jsonschema.validate(content, record_schema())


def test_a_record_survives_its_json() -> None:
    assert Record.model_validate_json(record_json(record())) == record()
