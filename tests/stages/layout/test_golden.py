"""Real recognised pages (our own dev pages, CC0) and the order they must come out in.

`GOLDEN=write pytest tests/stages/layout/test_golden.py` writes the expected order anew; the run then fails, so that
it cannot be left on. Look at the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.records.text import PageLines, PageText
from pipeline.stages.layout import layout

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "layout"
PAGES = sorted(GOLDEN.glob("*.lines.json"))


def told(page: PageText) -> str:
    """The page as text: a line for each line, after its block's kind and column; an empty line between blocks."""
    return "\n".join(
        "".join(f"{block.kind.value}{block.column or ''}\t{line.text}\n" for line in block.lines)
        for block in page.blocks
    )


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name.split(".lines")[0])
def test_golden_order(path: Path) -> None:
    found = told(layout(PageLines.model_validate_json(path.read_bytes())))
    expected = path.with_name(path.name.replace(".lines.json", ".order.txt"))
    if os.environ.get("GOLDEN") == "write":
        expected.write_text(found, encoding="utf-8")
        pytest.fail(f"{expected.name} was written anew: look at it, then run without GOLDEN=write")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name.split(".lines")[0])
def test_no_text_is_lost_or_doubled(path: Path) -> None:
    page = PageLines.model_validate_json(path.read_bytes())
    before = sorted("".join(line.text for line in page.lines).replace(" ", ""))
    after = sorted("".join(line.text for line in layout(page).lines).replace(" ", ""))
    assert [c for c in before if not c.isspace()] == [c for c in after if not c.isspace()]
