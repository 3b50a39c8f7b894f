"""Export speed and memory: `python -m benchmarks.export [--records 100000] [--formats ris,jats]`.

The command itself, `scanglot export FOLDER --to FORMAT`, over a folder of that many record files, a thousand a folder, each
like one of the golden records with a DOI of its own. Prints records a second by the clock, of processor time (all
processes), and the peak memory of the largest process and of all together.

`--jobs` as in the command. `--folder` keeps the records for another time. `--desk` exports one format (RIS) from a review
desk of that many approved records instead: all of them, the half that changed since a day, and over HTTP from a server in
the same process. The desk holds a thousand records brought in as a run leaves them and approved; the others are copies of
their rows.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import psutil

from pipeline.records.article import Status
from pipeline.records.record import Record
from pipeline.writers.formats import FORMATS, stream
from pipeline.writers.record_json import record_json

SEEDS = Path(__file__).parents[1] / "tests" / "golden" / "records" / "1.0"
"""Eight records as runs wrote them, in eight languages, with evidence and flags."""


def seed(path: Path) -> str:
    """A golden record with what evidence has had since: a span for each line of it, and an edit for each end of a line."""
    content = json.loads(path.read_text(encoding="utf-8"))
    for evidence in content["evidence"].values():
        lines = evidence["raw"].split("\n")
        ends = list(accumulate(map(len, lines)))
        evidence["spans"] = [[evidence["page"], n, 0, len(line)] for n, line in enumerate(lines)]
        evidence["edits"] = [["join", at, "\n", ""] for at in ends[:-1]]
    return record_json(Record.model_validate(content))


def texts(count: int) -> Iterator[str]:
    """`count` records like the seeds in turn, each with a DOI of its own."""
    known = [(text, str(json.loads(text)["doi"])) for text in map(seed, sorted(SEEDS.glob("*.json")))]
    for number in range(count):
        text, doi = known[number % len(known)]
        yield text.replace(doi, f"{doi}.{number:06d}")


def filled_folder(folder: Path, count: int) -> None:
    """Record files, a thousand a folder, as far as they are not there yet."""
    for number, text in enumerate(texts(count)):
        path = folder / f"{number // 1000:04d}" / f"{number:06d}.json"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def one(name: str, count: int, folder: Path, jobs: str) -> Throughput:
    """The command once, in a process of its own; what it writes is thrown away."""
    with tempfile.TemporaryDirectory() as out:
        chosen = FORMATS.get(name)
        single = chosen is None or chosen.many
        argv = [
            sys.executable,
            "-m",
            "pipeline",
            "export",
            str(folder),
            "--to",
            name,
            "--only",
            "all",
        ]
        argv += ["--out", str(Path(out, "file" if single else "folder")), *(["--jobs", jobs] if jobs else [])]
        start = time.perf_counter()
        process = psutil.Popen(argv, stderr=subprocess.PIPE, text=True)
        peak, largest = watched(process)
        told = process.stderr.read()
        seconds = time.perf_counter() - start
        if process.returncode or f"{count} records" not in told:
            raise SystemExit(f"{name}: {told}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Throughput(name, count / seconds, count / (used.ru_utime + used.ru_stime), largest, peak)


def watched(process: psutil.Popen) -> tuple[float, float]:
    """The most memory of a process with its children, and of the largest among them, in MB, until it ends."""
    together = largest = 0.0
    while process.poll() is None:
        sizes = []
        with suppress(psutil.Error):
            for one_of in (process, *process.children(recursive=True)):
                sizes.append(one_of.memory_info().rss / 2**20)
        together, largest = max(together, sum(sizes)), max(largest, *sizes, 0.0)
        time.sleep(0.1)
    return together, largest


def filled_desk(folder: Path, count: int) -> str:
    """The database of a desk with `count` approved records; every second thousand changed in 2020. Returns its URL."""
    from sqlalchemy import create_engine, text

    from pipeline.store.database import default_url
    from pipeline.store.desk import Desk
    from pipeline.store.filters import Filters
    from pipeline.store.tables import Entry, Revision
    from pipeline.writers.record_files import read_record, record_files

    (folder / ".scanglot").mkdir()
    for number, record in enumerate(map(Record.model_validate_json, texts(1000))):
        own = record.source.model_copy(update={"sha256": f"{number:016x}".ljust(64, "0")})
        quality = record.quality.model_copy(update={"flags": (), "score": 0.99})
        made = record.model_copy(update={"source": own, "quality": quality, "status": Status.OK})
        (folder / f"r{number}.json").write_text(record_json(made), encoding="utf-8")
    desk = Desk(default_url(folder))
    desk.take_in(folder, record_files([folder]), read_record)
    desk.queue.approve(Filters(), 0.9, "benchmark")
    desk.close()
    engine = create_engine(default_url(folder))
    moved = {
        "entry": {
            "number": "number + :by",
            "seq": "seq + :by",
            "key": "key || '-' || :by",
            "changed": ":changed",
        },
        "revision": {"entry": "entry + :by"},
    }
    with engine.begin() as connection:
        for table in (Entry.__table__, Revision.__table__):
            names = [column.name for column in table.columns]
            values = ", ".join(moved[table.name].get(name, name) for name in names)
            first = "number" if table.name == "entry" else "entry"
            copy = text(
                f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {values} FROM {table.name} WHERE {first} <= 1000"
            )
            for by in range(10_000, count * 10, 10_000):
                changed = f"{2020 if by // 10_000 % 2 else 2026}-01-01T00:00:00.000000+00:00"
                options = {"by": by, "changed": changed} if table.name == "entry" else {"by": by}
                connection.execute(copy, options)
    engine.dispose()
    return default_url(folder)


def from_desk(url: str, way: str) -> Throughput:
    """One export of RIS from the desk, in this process: `approved`, `changed` or `api`."""
    from pipeline.cli.export_records import approved

    since = datetime(2025, 1, 1) if way == "changed" else None  # noqa: DTZ001 (as the command line gives it)
    start, used = time.perf_counter(), time.process_time()
    if way == "api":
        count = _over_http(url, lambda pieces: sum(piece.count(b"ER  - ") for piece in pieces))
    else:
        found = (Record.model_validate_json(one.content) for one in approved([], url, since))
        count = sum(piece.count("ER  - ") for piece in stream(FORMATS["ris"], found))
    seconds, used = time.perf_counter() - start, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Throughput(f"ris, {way}, {count} records", count / seconds, count / used, peak, peak)


def _over_http(url: str, count: Callable[[Iterable[bytes]], int]) -> int:
    import httpx
    import uvicorn

    from pipeline.store.desk import Desk
    from pipeline.web.app import create_app

    server = uvicorn.Server(
        uvicorn.Config(create_app(Desk(url)), host="127.0.0.1", port=0, log_level="error")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.stream("GET", f"http://127.0.0.1:{port}/api/export/ris", timeout=600) as answer:
        found = count(answer.iter_bytes())
    server.should_exit = True
    thread.join(10)
    return found


class Throughput(NamedTuple):
    """A row of the table; memory in MB."""

    format: str
    per_second: float
    per_cpu: float
    largest: float
    together: float

    def shown(self) -> str:
        return f"| {self.format} | {self.per_second:.0f} | {self.per_cpu:.0f} | {self.largest:.0f} | {self.together:.0f} |"


def in_its_own_process(*arguments: str) -> Throughput:
    """A row, measured in a process of its own, whose processor time and memory are its own."""
    argv = [sys.executable, "-m", "benchmarks.export", *arguments]
    return Throughput(*json.loads(subprocess.run(argv, stdout=subprocess.PIPE, text=True, check=True).stdout))


def rows(options: argparse.Namespace) -> Iterator[Throughput]:
    """A row for each format, or for each way from the desk."""
    with tempfile.TemporaryDirectory() as made:
        folder = options.folder or Path(made)
        if options.desk:
            url = filled_desk(folder, options.records)
            for way in ("approved", "changed", "api"):
                yield in_its_own_process("--one", way, "--db", url)
            return
        filled_folder(folder, options.records)
        size, jobs = str(options.records), options.jobs
        for name in options.formats.split(","):
            yield in_its_own_process(
                "--one", name, "--records", size, "--folder", str(folder), "--jobs", jobs
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--formats", default=",".join((*FORMATS, "parquet")))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--jobs", default="")
    parser.add_argument("--desk", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--db", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        made = (
            from_desk(options.db, options.one)
            if options.db
            else one(options.one, options.records, options.folder, options.jobs)
        )
        print(json.dumps(made))
        return
    print(f"{options.records} records\n\n| format | records a second | a second of processor time |", end="")
    print(" largest process, MB | together, MB |\n|---|---:|---:|---:|---:|")
    for row in rows(options):
        print(row.shown(), flush=True)


if __name__ == "__main__":
    main()
