"""Real pages in reading order (our own dev pages, CC0) and the article that must come out of them.

`GOLDEN=write pytest tests/stages/extract/test_golden.py` writes the expected articles anew; the run then fails, so
that it cannot be left on. Look at the difference before committing it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from pipeline.records.article import Article, Field
from pipeline.records.text import PageText
from pipeline.stages.extract import extract
from pipeline.stages.segment import segment

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "article"
DOCUMENTS = {
    name: sorted(pages)
    for name, pages in groupby(sorted(GOLDEN.glob("*.text.json")), lambda p: p.name.split(".")[0])
}


def article(pages: list[Path]) -> Article:
    return extract(segment([PageText.model_validate_json(page.read_bytes()) for page in pages]))


def told(found: Any) -> Any:
    """The values alone: a field as its value, empty things left out."""
    if isinstance(found, Field):
        return found.value
    if isinstance(found, dict):
        return {key: told(value) for key, value in found.items() if value}
    if isinstance(found, tuple | list):
        return [told(value) for value in found]
    if hasattr(found, "model_fields_set"):
        return {key: told(getattr(found, key)) for key in type(found).model_fields if getattr(found, key)}
    return found


def fields(found: Any) -> Iterator[Field]:
    if isinstance(found, Field):
        yield found
    elif isinstance(found, dict):
        for value in found.values():
            yield from fields(value)
    elif isinstance(found, tuple | list):
        for value in found:
            yield from fields(value)
    elif hasattr(found, "model_fields_set"):
        for key in type(found).model_fields:
            yield from fields(getattr(found, key))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_golden_article(name: str) -> None:
    found = json.dumps(told(article(DOCUMENTS[name])), ensure_ascii=False, indent=1) + "\n"
    expected = GOLDEN / f"{name}.article.json"
    if os.environ.get("GOLDEN") == "write":
        expected.write_text(found, encoding="utf-8")
        pytest.fail(f"{expected.name} was written anew: look at it, then run without GOLDEN=write")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_value_says_where_it_stands(name: str) -> None:
    for field in fields(article(DOCUMENTS[name])):
        assert field.evidence, field.value
        assert all(e.bbox.width > 0 and e.bbox.height > 0 and e.raw for e in field.evidence), field.value
