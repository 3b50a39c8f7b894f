"""Export speed and memory: `python -m benchmarks.export [--records 100000] [--formats ris,jats]`.

Each format runs in a process of its own over records that are parsed from JSON one at a time, as an export does, and
written to a file that is thrown away. Prints records a second by the clock, of processor time, in the fastest burst of
processor time (on a machine that others use, the nearest to what it can do), and the process's peak memory.

`--desk` exports one format (RIS) from a review desk of that many approved records instead: all of them, the half that
changed since a day, and over HTTP from a server in the same process. The desk holds a thousand records brought in as a run
leaves them and approved; the others are copies of their rows.
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
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from pipeline.records.article import Status
from pipeline.records.record import Record
from pipeline.writers.formats import FORMATS, stream
from pipeline.writers.parquet import write_parquet

SEEDS = Path(__file__).parents[1] / "tests" / "golden" / "records" / "1.0"
"""Eight records as a run writes them, in eight languages, 12 to 26 kB each with evidence and flags."""


def records(count: int) -> Iterator[Record]:
    """`count` records like the seeds in turn, each with a DOI of its own, parsed one at a time."""
    seeds = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.json"))]
    texts = [(text, str(json.loads(text)["doi"])) for text in seeds]
    for number in range(count):
        text, doi = texts[number % len(texts)]
        yield Record.model_validate_json(text.replace(doi, f"{doi}.{number:06d}"))


BURST = 128
"""Records in a row of which the fastest are told apart: what a core does when nobody else wants it."""


def bursts(found: Iterable[Record], marks: list[float]) -> Iterator[Record]:
    """The records; `marks` gets the processor time before each burst of them."""
    for number, record in enumerate(found):
        if number % BURST == 0:
            marks.append(time.process_time())
        yield record


def one(name: str, count: int) -> dict[str, float | str]:
    """Export once in this process."""
    chosen = FORMATS.get(name)
    marks: list[float] = []
    found = bursts(records(count), marks)
    start, used = time.perf_counter(), time.process_time()
    size = 0
    if name == "parquet":
        with tempfile.TemporaryFile("wb") as target:
            write_parquet(found, target)
            size = target.tell()
    with tempfile.TemporaryFile("w", encoding="utf-8") as out:
        if chosen is None:
            pass
        elif chosen.many:
            for piece in stream(chosen, found):
                size += out.write(piece)
        else:
            for record in found:
                out.seek(0)
                size += out.write(chosen.write(record))
    seconds, used = time.perf_counter() - start, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "format": name,
        "per_second": count / seconds,
        "per_cpu": count / used,
        "at_best": BURST / min((after - before for before, after in pairwise(marks)), default=used),
        "peak_mb": peak,
        "characters": size,
    }


def filled_desk(folder: Path, count: int) -> str:
    """The database of a desk with `count` approved records; every second thousand changed in 2020. Returns its URL."""
    from sqlalchemy import create_engine, text

    from pipeline.store.database import default_url
    from pipeline.store.desk import Desk
    from pipeline.store.filters import Filters
    from pipeline.store.tables import Entry, Revision
    from pipeline.writers.record_files import read_record, record_files
    from pipeline.writers.record_json import record_json

    (folder / ".scanglot").mkdir()
    for number, record in enumerate(records(1000)):
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


def from_desk(url: str, way: str) -> dict[str, float | str]:
    """One export of RIS from the desk, in this process: `approved`, `changed` or `api`."""
    from pipeline.cli.export_records import approved

    since = datetime(2025, 1, 1) if way == "changed" else None  # noqa: DTZ001 (as the command line gives it)
    start, used = time.perf_counter(), time.process_time()
    if way == "api":
        count = _over_http(url, lambda pieces: sum(piece.count(b"ER  - ") for piece in pieces))
    else:
        found = (record for _, record in approved([], url, since))
        count = sum(piece.count("ER  - ") for piece in stream(FORMATS["ris"], found))
    seconds, used = time.perf_counter() - start, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    name = f"ris, {way}, {count} records"
    return {"format": name, "per_second": count / seconds, "per_cpu": count / used, "peak_mb": peak}


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


def row(*arguments: str) -> str:
    """A row of the table, measured in a process of its own."""
    argv = [sys.executable, "-m", "benchmarks.export", *arguments]
    found = json.loads(subprocess.run(argv, capture_output=True, text=True, check=True).stdout)
    return f"| {found['format']} | {found['per_second']:.0f} | {found['per_cpu']:.0f} | {found.get('at_best', 0):.0f} | {found['peak_mb']:.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--formats", default=",".join((*FORMATS, "parquet")))
    parser.add_argument("--desk", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--db", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        made = from_desk(options.db, options.one) if options.db else one(options.one, options.records)
        print(json.dumps(made))
        return
    print(
        f"{options.records} records\n\n| format | records a second | a second of processor time | at best | peak memory, MB |\n|---|---:|---:|---:|---:|"
    )
    if options.desk:
        with tempfile.TemporaryDirectory() as folder:
            url = filled_desk(Path(folder), options.records)
            for way in ("approved", "changed", "api"):
                print(row("--one", way, "--db", url), flush=True)
        return
    for name in options.formats.split(","):
        print(row("--one", name, "--records", str(options.records)), flush=True)


if __name__ == "__main__":
    main()
