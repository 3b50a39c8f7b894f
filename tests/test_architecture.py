"""docs/architecture.md tells the house as it is: its rooms, what each may import, and the way of a document."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
ROW = re.compile(r"^\| (?P<rooms>`[^|]+) \| [^|]+ \| (?P<may>[^|]+) \|$", re.MULTILINE)
ROWS = [
    ([room.strip("/").removesuffix(".py") for room in re.findall(r"`([^`]+)`", m["rooms"])], m["may"].strip())
    for m in ROW.finditer(PAGE)
]
ROOMS = [room for rooms, _ in ROWS for room in rooms]
BESIDE = {"scanglot"}
"""Rooms of the table that stand beside `pipeline/`."""


def from_row(named: str) -> list[str]:
    """The rooms of the row that names a room, and of all rows below it."""
    at = next(n for n, (rooms, _) in enumerate(ROWS) if named in rooms)
    return [room for rooms, _ in ROWS[at:] for room in rooms]


def allowed(number: int) -> set[str]:
    """What the rooms of a row may import, in the words of its last column."""
    rooms, may = ROWS[number]
    if may == "everything":
        return set(ROOMS)
    if may == "nothing":
        return set(rooms)
    if may == "what follows":
        return {*rooms, *(room for below, _ in ROWS[number + 1 :] for room in below)}
    return {*rooms, *(from_row(may.removesuffix(" and below")) if may.endswith(" and below") else [may])}


def imports(path: Path) -> Iterator[str]:
    """The rooms of `pipeline` that a module imports, lazily or for its types, too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module == "pipeline":
            names = [f"pipeline.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        yield from (name.split(".")[1] for name in names if name.startswith("pipeline."))


def test_every_room_is_told() -> None:
    here = {
        path.stem
        for path in (ROOT / "pipeline").iterdir()
        if (path.suffix == ".py" and not path.stem.startswith("__")) or (path / "__init__.py").exists()
    }
    assert here == set(ROOMS) - BESIDE


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[" ".join(rooms) for rooms, _ in ROWS])
def test_a_room_imports_what_the_page_says(number: int) -> None:
    wrong = set()
    for room in ROWS[number][0]:
        at = ROOT / room if room in BESIDE else ROOT / "pipeline" / room
        for path in at.rglob("*.py") if at.is_dir() else [at.with_suffix(".py")]:
            wrong |= {
                (path.name, name) for name in imports(path) if name in ROOMS and name not in allowed(number)
            }
    assert wrong == set()


def test_the_way_of_a_document_is_that_of_the_flow() -> None:
    """Every arrow of the drawing is a function that flow.py, or pages.py for one page, calls, but for the two that take over after it."""
    arrows = re.findall(r"^ {4,}(?:source )?\s*── (\w+) ─", PAGE, re.MULTILINE)
    trees = [ast.parse((ROOT / "pipeline" / name).read_text("utf-8")) for name in ("flow.py", "pages.py")]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    known = {alias.asname or alias.name for node in nodes for alias in node.names}
    assert arrows[:3] == ["inspect", "read_layer", "render"]
    assert arrows[-2:] == ["writers", "store"]
    assert set(arrows[:-2]) <= known


MODULES = sorted([*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "scanglot").rglob("*.py")])


def name_of(path: Path) -> str:
    """The name by which a module is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def needs(path: Path, known: set[str]) -> set[str]:
    """The modules of ours that must be there before this one is."""
    found: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
            found.add(node.module)
    return found & known - {name_of(path)}


def test_no_module_needs_itself_by_way_of_others() -> None:
    known = {name_of(path) for path in MODULES}
    order = TopologicalSorter({name_of(path): needs(path, known) for path in MODULES})
    assert len(tuple(order.static_order())) == len(known)


def test_files_and_functions_are_short() -> None:
    assert {str(path) for path in MODULES if path.read_text("utf-8").count("\n") > 300} == set()
    functions = (
        node
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    lines = [1 + (node.end_lineno or 0) - node.lineno for node in functions]
    assert median(lines) <= 8
    assert max(lines) <= 80


TWICE = {
    "Shape": "of a field's values in the catalogue; of a network in the recipe of the draft model, a program of its own",
}
"""Class names that may stand for two things, and why."""


def test_a_class_name_says_one_thing() -> None:
    rooms = [ROOT / room for room in ("pipeline", "scanglot", "benchmarks", "models", "docs")]
    names = Counter(
        node.name
        for room in rooms
        for path in room.rglob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
    )
    assert {name for name, times in names.items() if times > 1} == set(TWICE)
