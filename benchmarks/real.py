"""Real first pages against what a cataloguer took down from them: the judge's table, and what is silently wrong.

    python -m benchmarks.real --pdf DIR --truth DIR --judge FILE [--out DIR] [--only PART] [--keep DIR] [--refresh]
                              [--flags] [--folds DIR]

`--pdf` holds NAME.pdf and `--truth` NAME.json; `--judge` is the program that compares records with truth. They are not
part of this repository (the pages belong to their publishers) and may be named by SCANGLOT_REAL_PDF,
SCANGLOT_REAL_TRUTH and SCANGLOT_REAL_JUDGE as well. Without them nothing is measured, and that is said.

Laid-out pages are kept in `--keep` (SCANGLOT_REAL_KEEP, else the user's cache folder): the first run reads every page, the
later ones take seconds, because they begin with `segment`. Pages that older code has read are counted and used;
`--refresh` reads those again. Nothing is translated. `--only ru_` judges the documents whose names hold that text.
`--flags` adds what each code warned of, right or wrong, and how many records of a status or grade have a wrong core field.
The weights of line roles have seen these pages; `--folds` names weights that have not: `models/recipes/roles/fit.py --folds DIR`
writes them, each document's fitted without its repository.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.laid_out import laid_out, reading_code
from pipeline import flow
from pipeline.engines.toolbox import open_engines
from pipeline.errors import ScanglotError
from pipeline.settings import SegmentSettings, Settings, TranslateSettings
from pipeline.trace import Trace
from pipeline.writers.record_json import record_json

SETTINGS = Settings(translate=TranslateSettings(enabled=False))
SHOWN = 110
"""Characters of a value that the list of errors shows."""


def make_records(
    pdfs: list[Path], out: Path, keep: Path, *, refresh: bool, folds: Path | None = None
) -> None:
    """Write the record of each document, from kept pages where there are any, and say how long it took."""
    weights = dict(_weights(folds)) if folds else {}
    engines = open_engines(SETTINGS)
    out.mkdir(parents=True, exist_ok=True)
    older, seconds = 0, 0.0
    for pdf in pdfs:
        found = laid_out(pdf, keep, SETTINGS, engines, refresh=refresh)
        if found is None:
            continue
        older += found.code != reading_code()
        settings = SETTINGS.model_copy(update={"segment": SegmentSettings(weights=weights.get(pdf.stem))})
        start = time.perf_counter()
        try:
            trace = Trace(pdf.name)
            record = flow.understand(
                found.document, found.pages, found.flags, settings, engines, trace, pdf.name
            )
        except ScanglotError as error:
            print(f"{pdf.name}: {error}", file=sys.stderr)
            continue
        seconds += time.perf_counter() - start
        (out / f"{pdf.stem}.json").write_text(record_json(record), encoding="utf-8")
    print(
        f"{len(pdfs)} documents from segment to check in {seconds:.1f} s; {older} of them laid out by older code."
    )


def _weights(folds: Path) -> Iterator[tuple[str, Path]]:
    """The weights of each document that have not seen its repository."""
    for line in (folds / "folds.tsv").read_text(encoding="utf-8").splitlines():
        name, file = line.split("\t")
        yield name, folds / file


def lies(judge: ModuleType, truth: Path, records: Path) -> Iterator[str]:
    """What is silently wrong, invented or missing, document by document."""
    for known in sorted(truth.glob("*.json")):
        made = records / known.name
        if not made.exists():
            yield f"{known.stem}: no record"
            continue
        record: dict[str, Any] = json.loads(made.read_text(encoding="utf-8"))
        found = list(judge.judge(json.loads(known.read_text(encoding="utf-8")), record))
        silent = [(*one, record["status"]) for one in found if one[1] != "right" and not one[2]]
        if silent:
            yield f"{known.stem} ({record['language']}, {record['status']})"
        for field, state, _, want, got, _ in silent:
            yield f"    {state:9} {field:18} printed {str(want)[:SHOWN]!r}\n{'':33}given   {str(got)[:SHOWN]!r}"


def alarms(judge: ModuleType, truth: Path, records: Path) -> Iterator[str]:
    """How often each code warned of a field, and of what: a wrong or missing value, a right one, or none that is printed."""
    told: Counter[tuple[str, str, str]] = Counter()
    for known, record in _judged(truth, records):
        rows = [
            (path.split(".")[0], _state(want, got, same=same))
            for _, want, got, same, path in judge.rows(json.loads(known.read_text(encoding="utf-8")), record)
        ]
        warned = {
            (f["code"], f["path"].split(".")[0])
            for f in record["quality"]["flags"]
            if f["severity"] != "info"
        }
        for code, field in warned:
            states = {state for root, state in rows if root == field}
            told[code, field, next((s for s in _STATES if s in states), "not judged")] += 1
    yield f"{'code':26} {'field':16} " + " ".join(f"{state:>10}" for state in (*_STATES, "not judged"))
    for code, field in sorted({key[:2] for key in told}):
        counts = " ".join(f"{told[code, field, state]:10}" for state in (*_STATES, "not judged"))
        yield f"{code:26} {field:16} {counts}"


def _judged(truth: Path, records: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each truth whose document has a record, and that."""
    for known in sorted(truth.glob("*.json")):
        if (made := records / known.name).exists():
            yield known, json.loads(made.read_text(encoding="utf-8"))


_STATES = ("wrong", "right", "none")


def _state(want: object, got: object, *, same: bool) -> str:
    if not want and not got:
        return "none"
    return "right" if same else "wrong"


def calibration(judge: ModuleType, truth: Path, records: Path) -> Iterator[str]:
    """Of the records by status and grade, how many have a wrong, missing or invented core field."""
    seen: Counter[tuple[str, bool]] = Counter()
    for known, record in _judged(truth, records):
        found = judge.judge(json.loads(known.read_text(encoding="utf-8")), record)
        bad = any(field in judge.CORE and state != "right" for field, state, *_ in found)
        for word in (record["status"], record["quality"]["grade"]):
            seen[word, bad] += 1
    for word in ("ok", "needs_review", "excellent", "good", "fair", "poor"):
        yield f"{word:14} {seen[word, False] + seen[word, True]:4} records, {seen[word, True]:3} with a core field that is not right"


def _judge(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("judge_of_real_pages", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python program.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("pdf", "truth", "judge"):
        given = os.environ.get(f"SCANGLOT_REAL_{name.upper()}")
        parser.add_argument(f"--{name}", type=Path, default=Path(given) if given else None)
    usual = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "scanglot" / "laid-out"
    parser.add_argument("--keep", type=Path, default=Path(os.environ.get("SCANGLOT_REAL_KEEP", usual)))
    parser.add_argument(
        "--out", type=Path, help="where the records go (default: a folder that is thrown away)"
    )
    parser.add_argument("--json", type=Path, help="the judge's table as JSON")
    parser.add_argument("--only", default="", help="only documents whose names hold this")
    parser.add_argument(
        "--folds", type=Path, help="weights of line roles that have not seen a document's repository"
    )
    parser.add_argument("--refresh", action="store_true", help="read again what older code has read")
    parser.add_argument(
        "--flags", action="store_true", help="what each code warned of, and what status and grade are worth"
    )
    parser.add_argument("--quiet", action="store_true", help="no list of what is silently wrong")
    return parser.parse_args()


def main() -> int:
    """Read, judge, print; 0 also where there is nothing to measure."""
    given = _options()
    missing = [name for name in ("pdf", "truth", "judge") if not (getattr(given, name) or Path("-")).exists()]
    if missing:
        print(f"Real pages: skipped, there is no {' and no '.join('--' + name for name in missing)}.")
        return 0
    pdfs = sorted(p for p in given.pdf.glob("*.pdf") if given.only in p.stem)
    with tempfile.TemporaryDirectory() as scratch:
        out, truth = given.out or Path(scratch) / "records", Path(scratch) / "truth"
        truth.mkdir()
        for pdf in pdfs:
            if (given.truth / f"{pdf.stem}.json").exists():
                (truth / f"{pdf.stem}.json").symlink_to((given.truth / f"{pdf.stem}.json").resolve())
        make_records(pdfs, out, given.keep, refresh=given.refresh, folds=given.folds)
        if not given.quiet:
            print(*lies(_judge(given.judge), truth, out), sep="\n", end="\n\n", flush=True)
        if given.flags:
            judge = _judge(given.judge)
            print(
                *alarms(judge, truth, out),
                "",
                *calibration(judge, truth, out),
                sep="\n",
                end="\n\n",
                flush=True,
            )
        table = ["--json", str(given.json)] if given.json else []
        return subprocess.run([sys.executable, given.judge, truth, out, *table], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
