"""Parquet is read by DuckDB as the documentation has it."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed (scanglot[parquet])")

from pipeline.cli.export import export
from pipeline.writers.parquet import COLUMNS, parquet_bytes, row
from pipeline.writers.record_files import read_record, record_files
from tests.records.hostile import CASES
from tests.records.made import record

GOLDEN = Path(__file__).parents[1] / "golden" / "records" / "1.0"


def read(path: Path, sql: str) -> list[tuple[object, ...]]:
    return duckdb.sql(sql.replace("records.parquet", str(path))).fetchall()


def test_columns_and_values_come_back(tmp_path: Path) -> None:
    path = tmp_path / "records.parquet"
    path.write_bytes(parquet_bytes([record(), *CASES.values()]))
    assert tuple(duckdb.sql(f"FROM '{path}'").columns) == COLUMNS
    sql = """SELECT title['zh'], title_machine['en'], abstract_machine['en'].text, keywords['zh'], authors[2].family['zh'],
    confidence['doi'], flags[1], released FROM 'records.parquet' LIMIT 1"""
    title, machine, abstract, words, family, sure, flag, free = read(path, sql)[0]
    assert (title, machine, abstract) == ("联合治疗的疗效", None, "Objective To study the effect.")
    assert (words, family, round(float(str(sure)), 2), free) == (["肺癌", "放疗"], "欧阳", 0.97, False)
    assert str(flag).startswith("warning translation.draft_model abstract.en")
    assert len(read(path, "SELECT id FROM 'records.parquet'")) == 1 + len(CASES)


def test_a_row_has_every_column() -> None:
    assert set(row(record())) == set(COLUMNS)


def test_the_examples_of_the_documentation_run(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "records.parquet"
    export([GOLDEN], to="parquet", out=path)
    text = (root / "docs" / "formats.md").read_text(encoding="utf-8")
    example = re.search(r"```sql\n(.*?)```", text, re.DOTALL)
    assert example
    rows = read(path, example[1])
    assert len(rows) == sum(1 for p in record_files([GOLDEN]) if read_record(p).language == "zh")
