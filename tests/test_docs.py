"""Generated pages are fresh, and every relative link in the documentation leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.generate import pages
from pipeline import __version__


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


def test_the_changelog_has_a_dated_section_a_version_and_no_entry_twice(root: Path) -> None:
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
    released = [
        re.fullmatch(r"(\d+)\.(\d+)\.0 \(\d{4}-\d\d-\d\d\)", head) for head in heads if head != "Unreleased"
    ]
    numbers = [(int(found[1]), int(found[2])) for found in released if found]
    assert len(numbers) == len(released)
    assert numbers == sorted(set(numbers), reverse=True)
    own = tuple(int(part) for part in __version__.split(".")[:2])
    assert own == numbers[0] or ("Unreleased" in heads and own > numbers[0])
    entries = [entry.strip() for entry in re.findall(r"^- (.+)$", text, re.MULTILINE)]
    twice = {e[:60] for e in entries if sum(other[:60] == e[:60] for other in entries) > 1}
    assert not twice


def test_tests_that_the_documentation_names_are_there(root: Path) -> None:
    named = set(re.findall(r"`(test_\w+)`", (root / "docs/reading.md").read_text(encoding="utf-8")))
    written = "\n".join(path.read_text(encoding="utf-8") for path in (root / "tests").rglob("test_*.py"))
    assert named
    assert sorted(name for name in named if f"def {name}(" not in written) == []
