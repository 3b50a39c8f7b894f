"""Figures of batches: speed by workers, overhead of the parent, memory over many documents, cost of a restart.

    python benchmarks/batch.py overhead|memory|restart|speed|peers [--documents N] [--pages FOLDER]

Each prints one line of JSON a measurement.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipeline.batch import Batch
from pipeline.batch.events import DocumentEnded, Event, Listener, Summary
from pipeline.batch.folder import OutputFolder
from pipeline.batch.plan import Item
from pipeline.batch.reading import Reading
from pipeline.batch.sources import collect
from pipeline.executors import Executor, WorkLimits
from pipeline.executors.dask import Cluster
from pipeline.executors.pool import Pool
from pipeline.records.outcome import Outcome
from pipeline.settings import Settings
from tests.batch.reading import FakeReading
from tests.executors.cluster import local_cluster

SETTINGS = Settings()


def tell(**figures: Any) -> None:
    print(json.dumps(figures), flush=True)


@contextmanager
def scratch() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="scanglot-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def make_texts(folder: Path, count: int, text: str) -> None:
    for n in range(count):
        path = folder / f"{n // 1000:02}" / f"d{n:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text} {n}", encoding="utf-8")


def quiet(_: Event) -> None: ...


def run(executor: Executor[Item, Outcome], given: list[str], out: Path, listen: Listener = quiet) -> Summary:
    with OutputFolder(out) as folder:
        batch = Batch(folder, SETTINGS, executor, listen)
        return batch.run(collect(given, out))


def overhead(documents: int) -> None:
    """Processor and wall-clock time of the parent for each document when reading costs nothing."""
    with scratch() as root:
        make_texts(root / "in", documents, "text")
        executor: Pool[Item, Outcome] = Pool(FakeReading(), 1, WorkLimits())
        cpu, start = time.process_time(), time.perf_counter()
        summary = run(executor, [str(root / "in")], root / "out")
        wall = time.perf_counter() - start
        tell(
            figure="overhead",
            documents=summary.ok,
            wall_ms=round(1000 * wall / documents, 2),
            parent_cpu_ms=round(1000 * (time.process_time() - cpu) / documents, 2),
        )


def restart(documents: int) -> None:
    """Time of a second run that finds everything finished, as a whole program."""
    with scratch() as root:
        make_texts(root / "in", documents, "text")
        run(Pool(FakeReading(), 2, WorkLimits(recycle=10**9)), [str(root / "in")], root / "out")
        command = [sys.executable, "-m", "pipeline", "run", str(root / "in"), "--out", str(root / "out")]
        start = time.perf_counter()
        subprocess.run([*command, "--progress", "plain"], check=True, capture_output=True)
        tell(figure="restart", documents=documents, seconds=round(time.perf_counter() - start, 2))


def waits(documents: int) -> None:
    """Documents a second, from the first done to the last, of work that only waits (0.5 s each): scheduling alone."""
    alone = 0.0
    for name, jobs in (("pool", 1), ("pool", 2), ("dask", 2)):
        ends: list[float] = []

        def note(event: Event, ends: list[float] = ends) -> None:
            if isinstance(event, DocumentEnded):
                ends.append(time.perf_counter())

        with scratch() as root:
            make_texts(root / "in", documents, "sleep 0.5")
            start = time.perf_counter()
            if name == "pool":
                run(Pool(FakeReading(), jobs, WorkLimits()), [str(root / "in")], root / "out", note)
            else:
                with local_cluster(root, jobs) as cluster:
                    start = time.perf_counter()
                    work = Cluster(FakeReading(), cluster.address, WorkLimits())
                    run(work, [str(root / "in")], root / "out", note)
        rate = (documents - 1) / (ends[-1] - ends[0])
        alone = alone or rate
        tell(
            figure="waits",
            where=name,
            workers=jobs,
            documents=documents,
            until_first=round(ends[0] - start, 1),
            per_second=round(rate, 2),
            times_one_worker=round(rate / alone, 2),
        )


def speed(pages: Path, documents: int) -> None:
    """Pages a minute of real documents at one and two workers, and on a cluster of two."""
    chosen = [str(path) for path in sorted(pages.glob("*.pdf"))[:documents]]
    for name, jobs in (("pool", 1), ("pool", 2), ("dask", 2)):
        with scratch() as root:
            work = Reading(SETTINGS)
            if name == "pool":
                summary = run(Pool(work, jobs, WorkLimits()), chosen, root / "out")
            else:
                with local_cluster(root, jobs) as cluster:
                    summary = run(Cluster(work, cluster.address, WorkLimits()), chosen, root / "out")
            tell(
                figure="speed",
                where=name,
                workers=jobs,
                documents=summary.total,
                pages=summary.pages,
                seconds=round(summary.seconds, 1),
                pages_per_minute=round(summary.pages_per_minute, 1),
                failed=summary.failed,
                load=round(psutil.getloadavg()[0], 1),
            )


def peers(pages: Path, documents: int, ocrmypdf: str) -> None:
    """Documents a minute of OCRmyPDF with a text beside each, in a shell loop and under GNU parallel."""
    chosen = [str(path) for path in sorted(pages.glob("*.pdf"))[:documents]]
    one = f"{ocrmypdf} -q --force-ocr -l chi_sim+eng --rotate-pages --deskew --jobs 1"
    with scratch() as root:
        loop = f'for f in "$@"; do {one} --sidecar {root}/$(basename $f).txt "$f" {root}/out.pdf; done'
        parallel = f'parallel -j 2 {one} --sidecar {root}/{{/}}.txt {{}} {root}/{{/}} ::: "$@"'
        for name, script in (("shell loop", loop), ("GNU parallel, 2 jobs", parallel)):
            start = time.perf_counter()
            subprocess.run(["bash", "-c", script, "bash", *chosen], check=False, capture_output=True)
            seconds = time.perf_counter() - start
            tell(
                figure="peers",
                how=name,
                documents=len(chosen),
                texts=len(list(root.glob("*.txt"))),
                seconds=round(seconds, 1),
                documents_per_minute=round(60 * len(chosen) / seconds, 1),
                load=round(psutil.getloadavg()[0], 1),
            )


def memory(documents: int, text: Path | None) -> None:
    """Resident memory of parent and worker along a run: of texts that are really read, or of the stand-in."""
    with scratch() as root:
        make_texts(root / "in", documents, text.read_text(encoding="utf-8") if text else "text")
        work: Any = Reading(SETTINGS) if text else FakeReading()
        count = 0

        def look(event: Event) -> None:
            nonlocal count
            if not isinstance(event, DocumentEnded):
                return
            count += 1
            if count in {1, 10} or count % (documents // 5) == 0:
                me = psutil.Process()
                tell(
                    figure="memory",
                    read="really" if text else "stand-in",
                    documents=count,
                    parent_mb=me.memory_info().rss >> 20,
                    worker_mb=max((c.memory_info().rss for c in me.children()), default=0) >> 20,
                )

        run(Pool(work, 1, WorkLimits(recycle=10**9)), [str(root / "in")], root / "out", look)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("figure", choices=["overhead", "restart", "waits", "speed", "peers", "memory"])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--pages", type=Path, help="folder of PDFs (speed, peers)")
    parser.add_argument("--text", type=Path, help="a text that is really read (memory)")
    parser.add_argument("--ocrmypdf", default="ocrmypdf", help="the program (peers)")
    given = parser.parse_args()
    match given.figure:
        case "overhead":
            overhead(given.documents)
        case "restart":
            restart(given.documents)
        case "waits":
            waits(given.documents)
        case "memory":
            memory(given.documents, given.text)
        case "speed":
            speed(given.pages, given.documents)
        case "peers":
            peers(given.pages, given.documents, given.ocrmypdf)


if __name__ == "__main__":
    main()
