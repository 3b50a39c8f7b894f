"""Figures of batches: speed by workers, overhead of the parent, memory over many documents, cost of a restart.

    python benchmarks/batch.py overhead|waits|speed|peers|memory|restart [--documents N] [--pages FOLDER]

Each prints one line of JSON a measurement.
"""

from __future__ import annotations

import argparse
import json
import os
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
from pipeline.batch.reading import ReadDocument
from pipeline.batch.sources import collect
from pipeline.executors import Executor, WorkLimits
from pipeline.executors.dask import Cluster
from pipeline.executors.pool import Pool
from pipeline.records.outcome import Outcome
from pipeline.settings import OcrEngine, OcrSettings, Settings, TranslateSettings
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


@contextmanager
def timed_syncs() -> Iterator[list[float]]:
    """Seconds of every wait for the disk."""
    waits: list[float] = []
    real = os.fsync

    def fsync(number: int) -> None:
        start = time.perf_counter()
        real(number)
        waits.append(time.perf_counter() - start)

    os.fsync = fsync
    try:
        yield waits
    finally:
        os.fsync = real


def overhead(documents: int) -> None:
    """What the parent costs a document when reading costs nothing, from the first done to the last.

    Wall-clock and processor time, and how much of it was waiting for the disk; then the report at the end.
    """
    ends: list[tuple[float, float]] = []

    def note(event: Event) -> None:
        if isinstance(event, DocumentEnded):
            ends.append((time.perf_counter(), time.process_time()))

    with scratch() as root, timed_syncs() as syncs:
        make_texts(root / "in", documents, "text")
        executor: Pool[Item, Outcome] = Pool(FakeReading(), 1, WorkLimits(recycle=10**9))
        run(executor, [str(root / "in")], root / "out", note)
        over, between = time.perf_counter(), documents - 1
        tell(
            figure="overhead",
            documents=documents,
            wall_ms=round(1000 * (ends[-1][0] - ends[0][0]) / between, 2),
            parent_cpu_ms=round(1000 * (ends[-1][1] - ends[0][1]) / between, 2),
            disk_ms=round(1000 * sum(syncs[1:]) / between, 2),
            report_seconds=round(over - ends[-1][0], 2),
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
    """Real documents at one and two workers of one thread each, and on a cluster of two.

    `seconds` is the whole run with the loading of models; `ratio` compares the rates from the first document's end
    to the last one's, `ratio_whole` the whole runs.
    """
    chosen = [str(path) for path in sorted(pages.glob("*.pdf"))[:documents]]
    alone: tuple[float, float] | None = None
    for name, jobs in (("pool", 1), ("pool", 2), ("dask", 2)):
        ends: list[float] = []

        def note(event: Event, ends: list[float] = ends) -> None:
            if isinstance(event, DocumentEnded):
                ends.append(time.perf_counter())

        with scratch() as root:
            work = ReadDocument(SETTINGS)
            if name == "pool":
                summary = run(Pool(work, jobs, WorkLimits()), chosen, root / "out", note)
            else:
                with local_cluster(root, jobs) as cluster:
                    summary = run(Cluster(work, cluster.address, WorkLimits()), chosen, root / "out", note)
        rate = (len(ends) - jobs) / (ends[-1] - ends[jobs - 1])
        alone = alone or (rate, summary.seconds)
        tell(
            figure="speed",
            where=name,
            workers=jobs,
            documents=summary.total,
            pages=summary.pages,
            seconds=round(summary.seconds, 1),
            pages_per_minute=round(summary.pages_per_minute, 1),
            ratio=round(rate / alone[0], 2),
            ratio_whole=round(alone[1] / summary.seconds, 2),
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


def make_scans(folder: Path, pages: Path, count: int) -> None:
    """Strips of scanned pages, each another one, as pictures of two lines or so."""
    from PIL import Image

    folder.mkdir(parents=True)
    for number, path in enumerate(sorted(pages.glob("*.pdf"))):
        made = folder / f"page{number}"
        subprocess.run(["pdftoppm", "-r", "150", "-gray", "-singlefile", str(path), str(made)], check=True)
    whole = [Image.open(path) for path in sorted(folder.glob("*.pgm"))]
    for n in range(count):
        page = whole[n % len(whole)]
        top = page.height // 3 + 7 * (n // len(whole)) % (page.height // 2)
        page.crop((0, top, page.width // 2, top + 64)).save(folder / f"s{n:04}.png", dpi=(150, 150))
    for path in folder.glob("*.pgm"):
        path.unlink()


def memory(documents: int, pages: Path, engine: OcrEngine) -> None:
    """Resident memory of parent and worker along a run over strips of scans that are really read by OCR."""
    settings = Settings(ocr=OcrSettings(engine=engine), translate=TranslateSettings(enabled=False))
    with scratch() as root:
        make_scans(root / "in", pages, documents)
        count = 0

        def look(event: Event) -> None:
            nonlocal count
            if not isinstance(event, DocumentEnded):
                return
            count += 1
            if count in {1, 10} or count % (documents // 10) == 0:
                me = psutil.Process()
                tell(
                    figure="memory",
                    engine=engine.value,
                    documents=count,
                    parent_mb=me.memory_info().rss >> 20,
                    worker_mb=max((c.memory_info().rss for c in me.children()), default=0) >> 20,
                )

        pool: Pool[Item, Outcome] = Pool(ReadDocument(settings), 1, WorkLimits(recycle=10**9))
        summary = run(pool, [str(root / "in")], root / "out", look)
        tell(figure="memory", failed=summary.failed, seconds=round(summary.seconds))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("figure", choices=["overhead", "restart", "waits", "speed", "peers", "memory"])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--pages", type=Path, help="folder of PDFs (speed, peers, memory)")
    parser.add_argument("--ocr", type=OcrEngine, default=OcrEngine.RAPIDOCR, help="engine (memory)")
    parser.add_argument("--ocrmypdf", default="ocrmypdf", help="the program (peers)")
    given = parser.parse_args()
    if given.pages is None and given.figure in {"speed", "peers", "memory"}:
        parser.error(f"{given.figure} reads PDFs: name their folder with --pages.")
    match given.figure:
        case "overhead":
            overhead(given.documents)
        case "restart":
            restart(given.documents)
        case "waits":
            waits(given.documents)
        case "memory":
            memory(given.documents, given.pages, given.ocr)
        case "speed":
            speed(given.pages, given.documents)
        case "peers":
            peers(given.pages, given.documents, given.ocrmypdf)


if __name__ == "__main__":
    main()
