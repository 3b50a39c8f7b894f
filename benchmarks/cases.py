"""Small inputs that users of other tools reported, read anew: is each value right, told by a flag, or silently wrong?

    python -m benchmarks.cases --cases DIR [--only PART] [--records DIR]

DIR holds the inputs that `cases.toml` names, and what it expects of each: values by their path in the record, texts that
a value must hold or must not, flags. A value that differs counts as told where a warning or error of the record names its
field. With `--records` the records are kept there and not made again. Exit code 1 where something is silently wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.engines.toolbox import open_engines
from pipeline.errors import ScanglotError
from pipeline.flow import failed, read
from pipeline.ports import Engines
from pipeline.settings import Settings, TranslateSettings
from pipeline.writers.record_json import record_json

TABLE = Path(__file__).with_name("cases.toml")
SETTINGS = Settings(translate=TranslateSettings(enabled=False))


def value_at(record: dict[str, Any], path: str) -> Any:
    """The value at a path: `authors.*.name.zh` is the list of names, `abstract.zh.text` a text; None where there is none."""
    found: Any = record
    parts = path.split(".")
    for n, part in enumerate(parts):
        if part == "*":
            rest = ".".join(parts[n + 1 :])
            return [value_at(one, rest) for one in found]
        found = found.get(part) if isinstance(found, dict) else None
    return found


def told(record: dict[str, Any], path: str) -> bool:
    """Whether a warning or error of the record names the field of a path."""
    field = path.split(".", maxsplit=1)[0]
    flags = record["quality"]["flags"]
    return any(f["path"].split(".")[0] == field for f in flags if f["severity"] != "info")


def judged(record: dict[str, Any], case: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """(path, `right`, `told` or `silent`, what was found) for everything that is expected of a case."""
    for path, want in case.get("values", {}).items():
        found = value_at(record, path)
        same = _plain(found) == _plain(want)
        yield path, "right" if same else "told" if told(record, path) else "silent", found
    for path, wanted in case.get("holds", {}).items():
        text = str(value_at(record, path))
        for part in wanted:
            yield path, "right" if part in text else "told" if told(record, path) else "silent", part
    whole = json.dumps({k: v for k, v in record.items() if k not in _ASIDE}, ensure_ascii=False)
    for part in case.get("lacks", []):
        yield "*", "silent" if part in whole else "right", part
    codes = {flag["code"] for flag in record["quality"]["flags"]}
    for code in case.get("flags", []):
        yield "flags", "right" if code in codes else "silent", code


def _plain(value: Any) -> Any:
    """A value as it is compared: nothing is one thing, and straight and round apostrophes are the same."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.replace("’", "'") if isinstance(value, str) and value else value or None


_ASIDE = ("evidence", "quality", "provenance", "source", "sections")


def _record(path: Path, kept: Path | None, engines: Engines) -> dict[str, Any]:
    home = kept / f"{path.stem}.json" if kept else None
    if home and home.exists():
        return dict(json.loads(home.read_text(encoding="utf-8")))
    try:
        record = read(path, SETTINGS, engines).record
    except ScanglotError as error:
        record = failed(path, error, SETTINGS)
    text = record_json(record)
    if home:
        home.parent.mkdir(parents=True, exist_ok=True)
        home.write_text(text, encoding="utf-8")
    return dict(json.loads(text))


def main() -> int:
    """Read, compare, print what is not right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--only", default="", help="only inputs whose names hold this")
    parser.add_argument("--records", type=Path)
    given = parser.parse_args()
    engines, states = open_engines(SETTINGS), {"right": 0, "told": 0, "silent": 0}
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    shared: dict[str, Any] = table.pop("base")
    count = 0
    for name, case in table.items():
        values = {**(shared if case.get("base") else {}), **case.get("values", {})}
        for path in sorted(given.cases.glob(f"{name}.*")) if given.only in name else []:
            if path.name.endswith(".expected.txt"):
                continue
            count += 1
            record = _record(path, given.records, engines)
            for field, state, found in judged(record, {**case, "values": values}):
                states[state] += 1
                if state != "right":
                    print(f"{path.name}  {record['status']}  {state}  {field}: {found!r}")
    print(f"{count} inputs: " + ", ".join(f"{n} {state}" for state, n in states.items()))
    return int(states["silent"] > 0)


if __name__ == "__main__":
    sys.exit(main())
