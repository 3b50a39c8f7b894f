"""A batch as a program of its own, to be killed: sources, output folder, log of what was read."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.batch import Batch
from pipeline.batch.folder import OutputFolder
from pipeline.batch.plan import Item
from pipeline.batch.sources import collect
from pipeline.cli.batches import exit_code, stopped_by_signals
from pipeline.executors import WorkLimits
from pipeline.executors.pool import Pool
from pipeline.records.outcome import Outcome
from pipeline.settings import Settings
from tests.batch.reading import FakeReading


def main() -> int:
    inputs, out, log = (Path(word) for word in sys.argv[1:4])
    settings = Settings()
    executor: Pool[Item, Outcome] = Pool(FakeReading(log, settings), 2, WorkLimits())
    with OutputFolder(out) as folder, stopped_by_signals(executor.stop):
        print("begun", flush=True)
        summary = Batch(folder, settings, executor, lambda event: None).run(collect([str(inputs)], out))
    return exit_code(summary, executor.stop)


if __name__ == "__main__":
    sys.exit(main())
