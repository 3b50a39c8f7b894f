"""Generated pages are fresh, and every relative link in the documentation leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.generate import pages


@pytest.mark.parametrize(
    ("path", "text"), [pytest.param(p, t, id=f"{p.parent.name}/{p.name}") for p, t in pages()]
)
def test_generated_page_is_fresh(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, "stale: run 'make docs'"


def test_links_lead_somewhere(root: Path) -> None:
    broken = [
        (page.name, target)
        for page in [*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("samples/*.md")]
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken
