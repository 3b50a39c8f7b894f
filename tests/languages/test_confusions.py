"""One table says which character is taken for which; nothing else in the house does."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import pipeline
from pipeline.languages.confusions import (
    alike,
    as_digits,
    code_signs,
    confusions,
    differ_alike,
    loose,
    number_signs,
    shape,
    thin,
)

STAGES = Path(pipeline.__file__).parent / "stages"
BY_HAND = re.compile(r"[OoQDlI|!iSsBZz01]*(?:Oo|oO|lI|Il|l1|1l|O0|0O|o0|0o|i1|1i|SB|SZ)[OoQDlI|!iSsBZz01]*")
"""A run of characters that only look alike in a pattern's class or a table."""


def test_the_table_is_counted() -> None:
    assert len(confusions()) > 60
    for one in confusions():
        assert one.printed != one.read
        assert one.engine in {"rapidocr", "tesseract"}
        assert 1 <= one.times <= one.of
        others = {c.engine for c in confusions() if {c.printed, c.read} == {one.printed, one.read}}
        assert one.times > 1 or len(others) > 1


def test_what_it_is_asked() -> None:
    assert as_digits("l0O") == "100"
    assert as_digits("2OZ3") == "2023"
    assert shape("sFIt-1") == shape("sFlt-1")
    assert shape("Standard") != shape("standard")
    assert shape("Oligo") != shape("oligo")
    assert set("OolI") <= set(number_signs()) < set(code_signs())
    assert not set("SBZD") & set(number_signs())
    assert "rn" in alike("m")
    assert "u" in alike("v")
    assert {"i", "j", "l"} <= set(thin())
    assert differ_alike("tangig", "tangjg")
    assert not differ_alike("tangig", "tangkg")
    assert not differ_alike("tangig", "tangig")


@pytest.mark.parametrize(("word", "read"), [("doi", "d0l"), ("issn", "l5$n"), ("10", "lO"), ("vol", "v0l")])
def test_a_word_is_known_however_it_was_read(word: str, read: str) -> None:
    assert re.fullmatch(loose(word), read)
    assert re.fullmatch(loose(word), word)
    assert not re.fullmatch(loose(word), word[::-1])


@pytest.mark.parametrize(
    "path", sorted(STAGES.rglob("*.py")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_no_stage_has_a_list_of_its_own(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    strings = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    )
    classes = (
        part
        for text in strings
        for part in (*re.findall(r"\[([^\]]+)\]", text), *([text] if len(text) < 40 else []))
    )
    assert [
        part
        for part in classes
        if any(len(set(run)) > 1 for run in BY_HAND.findall(part)) and not part.isalpha()
    ] == []
