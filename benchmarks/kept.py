"""What each format keeps of a record: `python -m benchmarks.kept FOLDER... [--out docs/formats-kept.md]`.

Every record is exported in every format and read back with another reader (lxml, json, csv, rispy, pybtex, pyarrow). Every
value of the record, field by field, is then looked for among what was read: long texts as a whole, short ones as a whole
value or a whole word of one, names in any order of their parts. What is not found is lost: on purpose where
`benchmarks/kept.toml` says why, else by accident. Fields are found in the records themselves, so that a new one shows up.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.kept_readers import READERS, json_values, xml_values
from pipeline.records.record import Record
from pipeline.writers.dublin_core import dublin_core
from pipeline.writers.formats import FORMATS, stream
from pipeline.writers.parquet import parquet_bytes
from pipeline.writers.record_files import read_record, record_files
from pipeline.writers.trust import confidences
from pipeline.writers.views import type_of
from pipeline.writers.xml import serialized

REASONS = Path(__file__).with_suffix(".toml")
_LONG = 12
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}")
Values = Iterator[tuple[str, str]]


class ReadBack(NamedTuple):
    """What a reader found: every value folded, every word of them, values' words in order of the alphabet, all joined."""

    values: frozenset[str]
    words: frozenset[str]
    bags: frozenset[str]
    joined: str


def fields(record: Record) -> Values:
    """Every value of a record with the name of its field; languages as own, other and machine."""
    content = record.model_dump(mode="json")
    made = set(record.translated)
    for key, value in content.items():
        if key in ("title", "abstract", "keywords", "journal"):
            for code, one in value.items():
                kind = "machine" if f"{key}.{code}" in made else "own" if code == record.language else "other"
                yield from _of_language(key, kind, one)
        elif key in ("authors", "affiliations"):
            for one in value:
                yield from _person(key, one, record.language)
        elif key == "article_type":
            yield key, type_of(record).value
        elif key != "evidence":
            yield from _leaves(key, value)
    yield from (("confidence", value) for value in confidences(record).values())


def _of_language(key: str, kind: str, value: Any) -> Values:
    if key == "abstract":
        whole = [section["text"] for section in value["sections"]] or [value["text"]]
        yield from ((f"abstract ({kind})", text) for text in whole)
        for section in value["sections"]:
            mark = " (machine)" if kind == "machine" else ""
            yield from ((f"abstract.sections.{name}{mark}", section[name]) for name in ("heading", "label"))
    else:
        yield from ((f"{key} ({kind})", one) for one in (value if isinstance(value, list) else [value]))


def _person(key: str, one: dict[str, Any], own: str | None) -> Values:
    name = "authors.name" if key == "authors" else key
    for code, value in one["name"].items():
        yield f"{name} ({'own' if code == own else 'other'})", value
    rest = {k: v for k, v in one.items() if k not in ("name", "affiliations", "id", "corresponding")}
    yield from _leaves(key, rest)


def _leaves(key: str, value: Any) -> Values:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _leaves(f"{key}.{name}", one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(key, one)
    elif value is not None and not isinstance(value, bool) and str(value).strip():
        yield key, f"{value:.2f}" if isinstance(value, float) else str(value)


def folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def words(text: str) -> list[str]:
    return [w for w in re.split(r"[\W_]+", text.casefold()) if w]


def read(values: Iterable[str]) -> ReadBack:
    found = [value for value in values if value and value.strip()]
    pieces = [
        piece for value in found for piece in (value, *re.split(r"\s*(?:;|\|\||\|)\s*|: | and ", value))
    ]
    dated = [v.replace("-", " ") for v in pieces]
    return ReadBack(
        frozenset(map(folded, pieces)),
        frozenset(word for value in found for word in words(value)),
        frozenset("".join(sorted(words(value))) for value in (*pieces, *dated)),
        folded("\n".join(found)),
    )


def holds(seen: ReadBack, value: str) -> bool:
    """Whether a value was read back."""
    bare = folded(value)
    if not bare or bare in seen.values or "".join(sorted(words(value))) in seen.bags:
        return True
    return bare in seen.joined if len(bare) >= _LONG or _HAN.search(bare) else set(words(value)) <= seen.words


def exported(name: str, record: Record) -> ReadBack | None:
    """What is read back of one record in one format; None where the format leaves the record out."""
    if name == "parquet":
        from pyarrow import BufferReader, parquet

        return read(json_values(parquet.read_table(BufferReader(parquet_bytes([record]))).to_pylist()))
    if name == "oai_dc":
        return read(xml_values(serialized(dublin_core(record))))
    if FORMATS[name].lacks(record):
        return None
    return read(READERS[name]("".join(stream(FORMATS[name], [record]))))


NAMES = (*FORMATS, "parquet", "oai_dc")


class Cell(NamedTuple):
    """How many values of a field were looked for in a format, how many found, and why the others are not there."""

    asked: int
    kept: int
    why: str


def reasons() -> list[tuple[list[str], list[str], str]]:
    found = tomllib.loads(REASONS.read_text(encoding="utf-8"))["lost"]
    return [(one["formats"], one["fields"], one["why"]) for one in found]


def why(name: str, field: str, known: list[tuple[list[str], list[str], str]]) -> str:
    for formats, named, reason in known:
        if any(fnmatchcase(name, p) for p in formats) and any(fnmatchcase(field, p) for p in named):
            return reason
    return ""


def table(records: Iterable[Record]) -> tuple[dict[str, dict[str, Cell]], list[str]]:
    """Cells by field and format, and every value that was lost by accident."""
    known = reasons()
    asked: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    accidents: list[str] = []
    for record in records:
        values = list(fields(record))
        for name in NAMES:
            seen = exported(name, record)
            for field, value in values if seen else ():
                assert seen is not None
                found = holds(seen, value)
                asked[field, name][found] += 1
                if not found and not why(name, field, known):
                    accidents.append(f"{name}: {field} of {record.id}: {value[:60]!r}")
    cells: dict[str, dict[str, Cell]] = defaultdict(dict)
    for (field, name), count in asked.items():
        cells[field][name] = Cell(count.total(), count[True], why(name, field, known))
    return cells, accidents


def page(cells: dict[str, dict[str, Cell]], accidents: list[str], count: int) -> str:
    """The table as Markdown: kept, or the number of the reason; a share where only some values are there."""
    notes = list(dict.fromkeys(reason for _, _, reason in reasons()))
    lines = [
        "# What each format keeps of a record",
        "",
        f"Made by `python -m benchmarks.kept` from {count} records, exported in every format and read back with other readers.",
        "**+** kept; a number: lost on purpose, for the reason of that number; both: kept as often as the share says. Lost by",
        f"accident: **{len(accidents)}** of {sum(c.asked for row in cells.values() for c in row.values())} values.",
        "",
        "| field | " + " | ".join(NAMES) + " |",
        "|---|" + "---|" * len(NAMES),
    ]
    for field in sorted(cells):
        row = [_cell(cells[field].get(name), notes) for name in NAMES]
        lines.append(f"| `{field}` | " + " | ".join(row) + " |")
    lines += ["", *(f"{number}. {reason}." for number, reason in enumerate(notes, start=1)), ""]
    return "\n".join(lines)


def _cell(cell: Cell | None, notes: list[str]) -> str:
    if cell is None:
        return ""
    if cell.kept == cell.asked:
        return "+"
    reason = str(notes.index(cell.why) + 1) if cell.why else "**lost**"
    return reason if not cell.kept else f"{cell.kept}/{cell.asked}, {reason}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, help="write the table there; default: standard output")
    options = parser.parse_args()
    records = [read_record(path) for path in record_files(options.folders)]
    cells, accidents = table(records)
    text = page(cells, accidents, len(records))
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    else:
        print(text)
    for accident in accidents[:40]:
        print(accident, file=sys.stderr)
    print(f"{len(records)} records, {len(accidents)} values lost by accident", file=sys.stderr)
    return 1 if accidents else 0


if __name__ == "__main__":
    sys.exit(main())
