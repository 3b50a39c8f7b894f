"""Reading pages: scanglot beside OCRmyPDF, plain Tesseract and plain RapidOCR, the same pages in one run, one thread each.

    python -m benchmarks.ocr --truth DIR [--only d01,d04] [--out FILE.jsonl] [--systems scanglot,ocrmypdf,...]

DIR holds NAME.pdf and NAME.json (truth; with a `lang` alone nothing but time is measured). Each document is read by each system in turn. A system has one worker for all
documents, as in a batch; what it loads before the first falls to the first. OCRmyPDF and Tesseract are programs, started
anew for each document. Printed per system: character error rate of the abstracts and titles of the truth, the share of
number tokens that come out right, the median of seconds per document (by the clock and of processor time) and of
their ratios to OCRmyPDF's, of processor time also to plain RapidOCR's and the largest to OCRmyPDF's, and peak memory of the worker or its largest program. What `--out` holds already is not read again, so that a long run may
be made in pieces; `--table` only prints it. A system that fails on a document is named and left out of its means.

Of scanglot the text in its reading order is judged, without fields and translation, as of all the others: the
printed text is looked for anywhere in what a system gave. So this measures reading and order, not extraction.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.matching import judge
from benchmarks.readers import SYSTEMS

Row = dict[str, Any]
FIELDS = ("title.src", "abstract.src", "title.en", "abstract.en", "numbers")


class SystemProcess:
    """A process in which one system reads one document after the other."""

    def __init__(self, system: str) -> None:
        environment = {
            **os.environ,
            "OMP_THREAD_LIMIT": "1",
            "OMP_NUM_THREADS": "1",
            "PYTHONIOENCODING": "utf-8",
        }
        argv = [sys.executable, "-m", "benchmarks.ocr", "--work", system]
        self._process = subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def read(self, pdf: Path, language: str) -> Row:
        """Text, seconds, processor seconds and peak MB so far; or why it failed."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps([str(pdf), language]), file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        return dict(json.loads(answer)) if answer else {"failed": "the worker died"}

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def work(system: str) -> None:
    """Read the documents that are asked for on standard input, a JSON line each, and answer with one."""
    read = None
    for asked in sys.stdin:
        pdf, language = json.loads(asked)
        start, before = time.perf_counter(), _used()
        try:
            read = read or SYSTEMS[system]()
            row: Row = {"text": read(Path(pdf), language)}
        except Exception as error:
            row = {"failed": str(error)}
        row |= {"seconds": time.perf_counter() - start, "processor": _used() - before, "memory": _peak()}
        print(json.dumps(row, ensure_ascii=False), flush=True)


def _used() -> float:
    """Processor seconds of this process and of those that it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _peak() -> float:
    """Peak MB of this process or of its largest child."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return max(usage.ru_maxrss for usage in used) / 1024


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--truth", type=Path)
    ap.add_argument("--only", default="")
    ap.add_argument("--systems", default=",".join(SYSTEMS))
    ap.add_argument("--out", type=Path)
    ap.add_argument("--table", action="store_true")
    ap.add_argument("--work")
    a = ap.parse_args()
    if a.work:
        work(a.work)
        return
    rows = [json.loads(line) for line in a.out.open(encoding="utf-8")] if a.out and a.out.exists() else []
    if not a.table:
        rows += measured(
            a.truth, [part for part in a.only.split(",") if part], a.systems.split(","), a.out, rows
        )
    print(table(rows))


def measured(
    truths: Path, only: list[str], systems: list[str], out: Path | None, before: list[Row]
) -> list[Row]:
    """Rows of the documents and systems that `before` lacks, each written to `out` as soon as it is there."""
    done = {(row["document"], row["system"]) for row in before}
    workers = {system: SystemProcess(system) for system in systems}
    rows: list[Row] = []
    for path in sorted(truths.glob("*.json")):
        if only and not any(path.stem.startswith(part) for part in only):
            continue
        truth = json.loads(path.read_text(encoding="utf-8"))
        for system in systems:
            if (path.stem, system) in done:
                continue
            row = workers[system].read(path.with_suffix(".pdf"), truth["lang"])
            text = row.pop("text", "")
            marks = judge(truth, text) if "failed" not in row and "title" in truth else {}
            row = {"document": path.stem, "system": system, **row, **marks}
            rows.append(row)
            line = json.dumps(row, ensure_ascii=False)
            print(line, flush=True)
            if out:
                with out.open("a", encoding="utf-8") as stream:
                    stream.write(line + "\n")
    for worker in workers.values():
        worker.close()
    return rows


def table(rows: list[Row]) -> str:
    """One line a system; ratios are to OCRmyPDF on the same document."""
    by: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if "failed" not in row:
            by[row["system"]].append(row)
    base, plain = ({row["document"]: row for row in by.get(peer, [])} for peer in ("ocrmypdf", "rapidocr"))
    lines = [
        "| system | documents | title | abstract | title.en | abstract.en | numbers | s | CPU s | x OCRmyPDF s | x CPU s | at most | x RapidOCR CPU s | MB |",
        "|---|" + "---:|" * 13,
    ]
    for system in (name for name in SYSTEMS if name in by):
        mine = by[system]
        cells = [system, str(len(mine)), *(_share(mine, field) for field in FIELDS)]
        cells += [f"{statistics.median(row[kind] for row in mine):.1f}" for kind in ("seconds", "processor")]
        cells += [_ratio(mine, base, kind) for kind in ("seconds", "processor")]
        cells += [_ratio(mine, base, "processor", max), _ratio(mine, plain, "processor")]
        cells.append(f"{max(row['memory'] for row in mine):.0f}")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _share(rows: list[Row], field: str) -> str:
    pairs = [row[field] for row in rows if field in row]
    total = sum(pair[1] for pair in pairs)
    return f"{sum(pair[0] for pair in pairs) / total:.4f}" if total else "-"


def _ratio(
    rows: list[Row],
    base: dict[str, Row],
    kind: str,
    summed: Callable[[list[float]], float] = statistics.median,
) -> str:
    ratios = [row[kind] / base[row["document"]][kind] for row in rows if row["document"] in base]
    return f"{summed(ratios):.2f}" if ratios else "-"


if __name__ == "__main__":
    main()
