"""Broken and hostile files from the test suites of PDF and picture libraries: all of them, in one batch."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from pipeline.batch import Batch
from pipeline.batch.folder import OutputFolder
from pipeline.batch.plan import Item
from pipeline.batch.reading import ReadDocument
from pipeline.batch.sources import collect
from pipeline.cli.batches import exit_code
from pipeline.executors import WorkLimits
from pipeline.executors.pool import Pool
from pipeline.records.outcome import Outcome
from tests.batch.test_hostile import QUICK


@pytest.mark.live
@pytest.mark.shared
@pytest.mark.timeout(600)
def test_every_bad_file_is_accounted_for(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = shared / "eval" / "bad"
    scratch, out = tmp_path / "tmp", tmp_path / "out"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    settings = QUICK.model_copy(update={"pages": QUICK.pages.model_copy(update={"pages": "1"})})
    executor: Pool[Item, Outcome] = Pool(ReadDocument(settings), 2, WorkLimits(seconds=120, memory=2 << 30))
    found = collect([str(bad)], out)
    with OutputFolder(out) as folder:
        summary = Batch(folder, settings, executor, lambda event: None).run(found)
    sources = [path for path in bad.iterdir() if path.name != "INDEX.tsv"]
    records = [json.loads(path.read_bytes()) for path in out.glob("*.json")]
    assert sorted(r["source"]["file"] for r in records) == sorted(path.name for path in sources)
    assert summary.total == len(sources)
    assert (summary.left, exit_code(summary, executor.stop)) == (0, 1)
    listed = list(csv.DictReader((out / "failed.csv").read_text(encoding="utf-8").splitlines()))
    assert len(listed) == summary.failed == sum(r["status"] == "failed" for r in records)
    ours = [
        f"{row['record']}: {row['message']}" for row in listed if row["code"] in {"stage", "tool.crashed"}
    ]
    assert ours == []
    assert list(scratch.iterdir()) == []
