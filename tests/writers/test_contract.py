"""What consumers build on: old records are still read, new ones satisfy the published schema, the examples run."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pytest

from pipeline.records.record import SCHEMA_VERSION, Record
from pipeline.writers.formats import FORMATS, stream
from pipeline.writers.record_files import read_record, record_files
from pipeline.writers.record_schema import record_schema
from tests.records.hostile import CASES
from tests.records.made import record

GOLDEN = Path(__file__).parents[1] / "golden"
OLD = [pytest.param(path, id=path.stem) for path in record_files([GOLDEN / "records"])]
REVIEWED = record(
    review={"state": "approved", "revision": 3, "by": "librarian", "at": "2026-11-22T10:00:00+00:00"},
    status="failed",
    error={"code": "pdf.encrypted", "message": "wants a password.", "stage": "inspect"},
)


def published(version: str) -> jsonschema.Draft202012Validator:
    text = (GOLDEN / "schemas" / f"record-{version}.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def test_this_version_has_its_golden_records_and_its_schema() -> None:
    assert list((GOLDEN / "records" / SCHEMA_VERSION).glob("*.json"))
    assert published(SCHEMA_VERSION).schema["$id"] == record_schema()["$id"]  # type: ignore[index]


@pytest.mark.parametrize("path", OLD)
def test_old_records_are_read_and_keep_what_they_said(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    again = json.loads(read_record(path).model_dump_json())
    assert _as_far_as(again, content) == content


def _as_far_as(new: Any, old: Any) -> Any:
    """The new value with only those keys that the old one had, at any depth: keys are added freely."""
    if isinstance(old, dict):
        return {key: _as_far_as(new[key], value) for key, value in old.items()}
    if isinstance(old, list) and len(old) == len(new):
        return [_as_far_as(one, before) for one, before in zip(new, old, strict=True)]
    return new


@pytest.mark.parametrize("path", OLD)
def test_old_records_satisfy_the_schema_of_today(path: Path) -> None:
    """But for keys that were added since, and that the model has a default for."""
    content = json.loads(path.read_text(encoding="utf-8"))
    faults = jsonschema.Draft202012Validator(record_schema()).iter_errors(content)
    assert [f.message for f in faults if f.validator != "required"] == []


@pytest.mark.parametrize("made", [*CASES.values(), REVIEWED])
def test_new_records_satisfy_the_schema_that_consumers_have(made: Record) -> None:
    published(SCHEMA_VERSION).validate(json.loads(FORMATS["jsonl"].write(made)))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c: c.pop("doi"),
        lambda c: c.update(year="2023"),
        lambda c: c.update(authors={}),
        lambda c: c["title"].update(en=None),
        lambda c: c.update(schema_version="2.0"),
    ],
)
def test_the_schema_notices_what_is_dropped_or_retyped(spoil: Any) -> None:
    content = json.loads(record().model_dump_json())
    spoil(content)
    assert not published(SCHEMA_VERSION).is_valid(content)


def test_keys_may_be_added() -> None:
    assert published(SCHEMA_VERSION).is_valid(json.loads(record().model_dump_json()) | {"new": 1})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with outputs/ and records.jsonl, as the documentation has it."""
    shutil.copytree(GOLDEN / "records" / "1.0", tmp_path / "outputs")
    records = [read_record(path) for path in record_files([tmp_path / "outputs"])]
    text = "".join(stream(FORMATS["jsonl"], records))
    (tmp_path / "records.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def example(root: Path, language: str) -> str:
    text = (root / "docs" / "record.md").read_text(encoding="utf-8")
    found = re.search(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1]


def test_the_python_example_runs(root: Path, place: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", example(root, "python")], cwd=place, capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert len(lines) == 8
    assert sum(" machine" in line for line in lines) == 2


def test_the_jq_example_runs(root: Path, place: Path) -> None:
    if not shutil.which("jq"):
        pytest.skip("jq is not installed")
    done = subprocess.run(
        ["sh", "-c", example(root, "sh")], cwd=place, capture_output=True, text=True, check=True
    )
    assert any(line.startswith("10.") and line.count("\t") == 1 for line in done.stdout.splitlines())


def test_the_sql_example_runs(root: Path, place: Path) -> None:
    sql = example(root, "sql").replace("records.jsonl", str(place / "records.jsonl"))
    rows = duckdb.sql(sql).fetchall()
    assert len(rows) == 2
    assert sorted(row[3] for row in rows) == [False, True]
