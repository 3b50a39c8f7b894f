"""Export speed and memory: `python -m benchmarks.export [--records 100000] [--formats ris,jats]`.

Each format runs in a process of its own over records that are parsed from JSON one at a time, as an export does, and
written to a file that is thrown away. Prints records a second and the process's peak memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.records.record import Record
from pipeline.writers.formats import FORMATS, stream

SEED = Path(__file__).parent / "record.json"


def records(count: int) -> Iterator[Record]:
    """`count` records like the seed, each with an id of its own, parsed one at a time."""
    text = SEED.read_text(encoding="utf-8")
    for number in range(count):
        yield Record.model_validate_json(text.replace("22.1057", f"22.{number:06d}"))


def one(name: str, count: int) -> dict[str, float | str]:
    """Export once in this process."""
    chosen = FORMATS[name]
    start = time.perf_counter()
    size = 0
    with tempfile.TemporaryFile("w", encoding="utf-8") as out:
        if chosen.many:
            for piece in stream(chosen, records(count)):
                size += out.write(piece)
        else:
            for record in records(count):
                out.seek(0)
                size += out.write(chosen.write(record))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"format": name, "per_second": count / seconds, "peak_mb": peak, "characters": size}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one(options.one, options.records)))
        return
    print(f"{options.records} records\n\n| format | records a second | peak memory, MB |\n|---|---:|---:|")
    for name in options.formats.split(","):
        argv = [sys.executable, "-m", "benchmarks.export", "--one", name, "--records", str(options.records)]
        row = json.loads(subprocess.run(argv, capture_output=True, text=True, check=True).stdout)
        print(f"| {name} | {row['per_second']:.0f} | {row['peak_mb']:.0f} |", flush=True)


if __name__ == "__main__":
    main()
