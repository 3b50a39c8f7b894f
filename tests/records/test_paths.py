"""Paths of records are a type; what the code spells leads to a field of the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from pipeline.records.article import Flag, Severity
from pipeline.records.catalogue import Printed, catalogue
from pipeline.records.paths import DATES, FieldPath
from pipeline.records.record import Record
from pipeline.records.values import texts
from tests.records.made import record

ROOT = Path(pipeline.__file__).parent
SAYS = {"flag": 1, "Flag": 1, "told": 1}
"""Functions that take a path, and its place among their arguments."""


@pytest.mark.parametrize(
    ("path", "top", "field", "member", "language"),
    [
        ("title.zh-Hant", "title", "title", None, "zh-Hant"),
        ("abstract.en.sections.1.text", "abstract", "abstract", None, "en"),
        ("authors.2.name.en", "authors", "name", 2, "en"),
        ("authors.0.email", "authors", "email", 0, None),
        ("affiliations.0.name.ru", "affiliations", "name", 0, "ru"),
        ("keywords.ja", "keywords", "keywords", None, "ja"),
        ("clc.1", "clc", "clc", 1, None),
        ("dates.received", "dates", "received", None, None),
        ("doi", "doi", "doi", None, None),
        ("source.pages.2", "source", "source", None, None),
        ("", "", "", None, None),
    ],
)
def test_a_path_knows_its_steps(
    path: str, top: str, field: str, member: int | None, language: str | None
) -> None:
    found = FieldPath(path)
    assert (found.top, found.field, found.member, found.language) == (top, field, member, language)
    assert found.within(top)
    assert not found.within(f"{top}x")


def test_a_path_of_no_field_cannot_be_made() -> None:
    assert FieldPath.of("authors", 0, "name", "en") == "authors.0.name.en"
    assert FieldPath.of("received") == FieldPath.of("dates").below("received") == "dates.received"
    assert FieldPath.page(2) == "source.pages.2"
    with pytest.raises(KeyError):
        FieldPath.of("titel", "en")
    with pytest.raises(KeyError):
        FieldPath.of("dates", "recieved")


def test_records_and_flags_have_paths_and_json_has_text() -> None:
    made = record(translated=["abstract.en"])
    assert all(isinstance(path, FieldPath) for path in made.translated)
    assert isinstance(Flag(code="x.y", path="title.en", severity=Severity.INFO, message="").path, FieldPath)
    assert Record.model_validate_json(made.model_dump_json()) == made
    assert all(FieldPath(path).field for path in texts(made))


def spelled() -> Iterator[tuple[str, int]]:
    """Every call that is given a path as text: its module and line."""
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and (at := SAYS.get(getattr(node.func, "id", ""))) is not None:
                given = [k.value for k in node.keywords if k.arg == "path"] or node.args[at : at + 1]
                if any(isinstance(value, (ast.Constant, ast.JoinedStr)) for value in given):
                    yield file.stem, node.lineno


def test_no_call_spells_a_path() -> None:
    """`FieldPath.of` refuses what is no field; a text might be anything."""
    assert list(spelled()) == []


DOTTED = re.compile(rf"(?:{'|'.join(catalogue(Printed))}|{DATES}|source\.pages)\.$")


def pieced() -> Iterator[tuple[str, int]]:
    """Every path that is put together as text: `f"title.{code}"`."""
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            first = node.values[0] if isinstance(node, ast.JoinedStr) else None
            if isinstance(first, ast.Constant) and DOTTED.fullmatch(str(first.value)):
                yield file.stem, first.lineno


def test_no_path_is_put_together_as_text() -> None:
    assert list(pieced()) == []
