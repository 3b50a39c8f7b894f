"""What DSpace's batch metadata import makes of a CSV file, written from its published importer (`DSpaceCSV`); no DSpace is run.

Headings are looked up in the registries that a new DSpace has (`schemas/dspace-fields.txt`): one that is not there refuses the
whole file. Lines are parted at commas and put together again by their quotes, cells at `||`, values at `::` (an authority).
"""

from __future__ import annotations

from pathlib import Path

FIELDS = frozenset(
    (Path(__file__).parent / "schemas" / "dspace-fields.txt").read_text(encoding="utf-8").split()
)
Item = dict[str, list[str]]


class Refused(ValueError):
    """The import stops."""


def imported(text: str) -> list[Item]:
    """The items of a file, values by heading. Raises Refused where DSpace would."""
    head, *lines = text.replace("\r\n", "\n").split("\n")
    names = [name.removeprefix('"').removesuffix('"') for name in head.split(",")]
    for name in names:
        if name not in ("id", "collection") and name.split("[")[0] not in FIELDS:
            raise Refused(f"no such field: {name!r}")
    if names[0] != "id":
        raise Refused("no id")
    return [_item(row, names) for row in _rows(lines) if row]


def _rows(lines: list[str]) -> list[str]:
    """A line with an odd number of quotes goes on below."""
    rows = [""]
    for line in lines:
        rows[-1] += line
        if rows[-1].count('"') % 2:
            rows[-1] += "\n"
        else:
            rows.append("")
    return rows


def _item(row: str, names: list[str]) -> Item:
    cells: list[str] = []
    for part in row.split(","):
        if cells and cells[-1].startswith('"') and (not cells[-1].endswith('"') or cells[-1].count('"') % 2):
            cells[-1] += "," + part
        else:
            cells.append(part)
    if len(cells) != len(names):
        raise Refused(f"{len(cells)} cells under {len(names)} headings")
    if cells[0] != "+":
        raise Refused(f"no id of a new item: {cells[0]!r}")
    item: Item = {}
    for name, cell in zip(names, cells, strict=True):
        bare = cell[1:-1] if len(cell) > 1 and cell.startswith('"') and cell.endswith('"') else cell
        values = [value for value in bare.replace('""', '"').split("||") if value]
        if name == "id" or not values:
            continue
        if any("::" in value for value in values):
            raise Refused(f"an authority in {name}")
        item[name] = values
    return item
