"""Write the generated pages: `python -m docs.generate` (a test fails when they are stale)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.cli.main import COMMANDS, command
from pipeline.records.catalogue import Dated, Person, Printed, catalogue
from pipeline.records.record import Record
from pipeline.writers.record_schema import record_schema

DOCS = Path(__file__).parent
_UNTOLD = frozenset({"BBox"})
"""Types of the schema that are rows of numbers, told in the introduction and not in a table."""

INTRO = """# The record

What a run writes for each document: `OUT/<stem>.json`, UTF-8, one per source document. `scanglot schema` prints its JSON
Schema (draft 2020-12), which stands in [record.schema.json](record.schema.json). A field is added freely, renamed or
retyped only with a new `schema_version`. Absent single values are `null`, absent lists `[]`; keys are never missing.
Generated from the model by `make docs`; do not edit.

`id` is `doi:...` where a valid DOI was read, else `sha256:` and 16 hex digits. Language keys are BCP 47. A value in `title`,
`abstract` or `keywords` is what the page prints unless its path stands in `translated`; printed English always wins over
machine English. `abstract.<lang>.text` holds the whole abstract with its headings as printed. `evidence` has an entry for
every printed field, keyed by its path; `bbox` is `[left, top, right, bottom]` in pixels of the upright page whose size
stands in `source.pages`. The same input and settings give the same record, byte for byte, but for `provenance.seconds`.

## What consumers can build on

The schema of this version says which keys there are, of which type. A key is never renamed, retyped or dropped without a
new `schema_version`; keys may be added, so pass over those you do not know (the schema allows them). Tests hold every
change to that: records written by earlier versions are still read, and new records satisfy the schema as it was published.

## Reading it

Which records are ready, with their English titles (jq):

```sh
jq -r 'select(.status == "ok") | [.doi, .title.en] | @tsv' outputs/*.json
```

Whether the English abstract was printed or made by a machine, and what is in doubt (Python):

```python
import json, pathlib

for path in sorted(pathlib.Path("outputs").glob("*.json")):
    record = json.loads(path.read_text("utf-8"))
    origin = "machine" if "abstract.en" in record["translated"] else "printed"
    doubts = [flag["code"] for flag in record["quality"]["flags"] if flag["severity"] != "info"]
    print(record["id"], origin if "en" in record["abstract"] else "none", *doubts)
```

Over many records, first `scanglot export outputs --to jsonl --out records.jsonl`, then (DuckDB):

```sql
SELECT doi, year, coalesce(title.en, title_machine_en) AS title, title.en IS NULL AS machine
FROM read_json('records.jsonl', format = 'newline_delimited', map_inference_threshold = -1)
WHERE language = 'zh' AND coalesce(title.en, title_machine_en) IS NOT NULL
ORDER BY year, doi
```

In these lines machine text stands under keys of its own, `title_machine_en`, `abstract_machine_en` and `keywords_machine_en`
(null where there is none), so that `title.en` is always what a page prints; `translated` still lists the paths.
"""


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page: where it stands and what it says."""
    schema = record_schema()
    yield DOCS / "record.schema.json", json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    yield DOCS / "record.md", INTRO + "\n" + "\n".join(_tables(schema)) + "\n"
    yield DOCS / "cli.md", "\n".join(_commands()) + "\n"


def _catalogue() -> Iterator[str]:
    """The catalogue of fields, which the code reads, as a table."""
    yield "\n## Fields\n\n`weight` is what a field counts in `quality.score`, `sure` the confidence below which it is flagged.\n"
    yield "| field | English | Chinese | shape | JATS | weight | sure |\n|---|---|---|---|---|---|---|"
    models = (("", Printed), ("dates.", Dated), ("authors.N.", Person))
    for before, model in models:
        for name, about in catalogue(model).items():
            weight, least = about.weight or "", about.least or ""
            yield f"| `{before}{name}` | {about.label} | {about.label_zh} | {about.shape} | `{about.jats}` | {weight} | {least} |"


def _tables(schema: dict[str, Any]) -> Iterator[str]:
    yield from _catalogue()
    yield from _table("Record", Record.__doc__ or "", schema)
    for name, part in schema["$defs"].items():
        if "properties" in part:
            yield from _table(name, part.get("description", ""), part)
        elif "enum" in part:
            yield f"\n## {name}\n\n{part.get('description', '')}\n\nOne of: " + ", ".join(
                f"`{value}`" for value in part["enum"]
            )


def _table(name: str, about: str, part: dict[str, Any]) -> Iterator[str]:
    yield f"\n## {name}\n\n{about}\n\n| key | type |\n|---|---|"
    for key, value in part["properties"].items():
        yield f"| `{key}` | {_type(value)} |"


def _type(value: dict[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})" if name not in _UNTOLD else f"`{name}`"
    if "anyOf" in value:
        return " or ".join(_type(option) for option in value["anyOf"])
    if "const" in value or "enum" in value:
        return ", ".join(f"`{v}`" for v in value.get("enum", [value.get("const")]))
    inner = value.get("items") or value.get("additionalProperties")
    if isinstance(inner, dict):
        return ("list of " if value["type"] == "array" else "map to ") + _type(inner)
    return str(value.get("type", "any"))


def _commands() -> Iterator[str]:
    yield "# Commands\n\nGenerated by `make docs`; do not edit. Exit codes: 0 all well, 1 some documents of a batch failed,"
    yield "2 a bad option, 3 unreadable input, 4 a tool is missing or failed, 5 a bug of ours, 6 the store, 130 interrupted."
    for name in COMMANDS:
        found = command(name)
        yield from _command(f"scanglot {name}", found)


def _command(name: str, found: Any) -> Iterator[str]:
    about = re.sub(r"[ ]*\n[ ]*", " ", (found.help or "").strip())
    yield f"\n## {name}\n\n{about}\n"
    for sub in getattr(found, "commands", {}).values():
        yield from _command(f"{name} {sub.name}", sub)
    options = [p for p in found.params if p.name != "help"]
    if options and not getattr(found, "commands", None):
        yield "| option | meaning | default |\n|---|---|---|"
    for option in options if not getattr(found, "commands", None) else ():
        spelled = ", ".join(option.opts) if option.param_type_name == "option" else option.name.upper()
        default = (
            "" if option.default in (None, False, ()) or callable(option.default) else f"`{option.default}`"
        )
        meaning = (getattr(option, "help", None) or "").replace("|", "\\|")
        yield f"| `{spelled}` | {meaning} | {default} |"


def main() -> None:
    """Write every generated page."""
    for path, text in pages():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
