"""Nothing is lost by accident: every value of a record is read back, or docs/formats-kept.md says why it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.kept import NAMES, exported, fields, holds, reasons, table
from pipeline.writers.record_files import read_record, record_files
from tests.records.made import record
from tests.records.test_catalogue import record as with_every_field

GOLDEN = Path(__file__).parents[1] / "golden" / "records" / "1.0"
MACHINE = record(translated=["title.en", "abstract.en", "keywords.en"], status="ok")


def test_nothing_is_lost_by_accident() -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (scanglot[parquet])")
    unlinked = record(
        affiliations=[{"id": 1, "name": {"zh": "第一医院"}}, {"id": 2, "name": {"zh": "某某研究所"}}]
    )
    records = [
        record(),
        MACHINE,
        unlinked,
        with_every_field(),
        *(read_record(path) for path in record_files([GOLDEN])),
    ]
    cells, accidents = table(records)
    assert accidents == []
    assert set(cells["title (own)"]) == set(NAMES)
    assert all(cell.kept == cell.asked for cell in cells["doi"].values())


def test_a_loss_is_noticed() -> None:
    seen = exported("ris", record())
    assert seen is not None
    assert holds(seen, "李鹏")
    assert holds(seen, "50")
    assert not holds(seen, "51")
    assert not holds(seen, "王芳芳")
    assert ("authors.email", "lipeng@163.com") in fields(record())


def test_every_reason_names_formats_that_there_are() -> None:
    named = {name for formats, _, _ in reasons() for name in formats if "*" not in name}
    assert named <= set(NAMES)
