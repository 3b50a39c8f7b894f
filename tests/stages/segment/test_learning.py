"""Weights go on learning: what was wrong becomes right, what was known stays, and the gain is measured on other groups."""

from __future__ import annotations

from pathlib import Path

from pipeline.records.segment import Role
from pipeline.records.text import PageText
from pipeline.stages.segment.aligned import LabelledRun, examples
from pipeline.stages.segment.front import best_labels, weights
from pipeline.stages.segment.learning import compared, learned, write
from tests.stages.segment.printed import page

NAMES = ("Anna Moreau", "Luc Bernard", "Eva Lindqvist", "Tom Harrow", "Ida Costa", "Paul Weber")
TITLES = (
    "The care of common diseases in small towns",
    "Water and salt in the soils of three valleys",
    "How schools of the coast teach numbers",
    "A model of trade between two islands",
    "Paths of birds over the northern sea",
    "Bridges of wood in the old duchy",
)


def odd(n: int) -> tuple[PageText, dict[str, object]]:
    """A journal that sets its section in larger type than the title, above it."""
    blocks = ["Growth in the hills", TITLES[n], NAMES[n], ["Abstract", "We went and saw what there was. It was much."], "Keywords: care; towns"]  # fmt: skip
    known = {"title": {"en": TITLES[n]}, "authors": {"en": [NAMES[n]]}}
    return page(*blocks, sizes={0: 80, 1: 44, 2: 40}), known


def _examples() -> list[LabelledRun]:
    return [e for n in range(len(TITLES)) for e in examples([odd(n)[0]], odd(n)[1], f"journal {n}")]


def test_lines_are_labelled_by_the_values_that_they_hold() -> None:
    first = _examples()[0]
    assert dict(zip(first.texts, first.labels, strict=True)) == {
        "Growth in the hills": Role.OTHER.value,
        TITLES[0]: "begin title",
        NAMES[0]: Role.AUTHORS.value,
    }


def test_it_learns_from_some_journals_what_helps_on_others() -> None:
    lines, before, after = compared(weights(), _examples())
    assert lines == 3 * len(TITLES)
    assert lines >= after > before


def test_what_is_right_already_changes_nothing(tmp_path: Path) -> None:
    right = [
        LabelledRun(e.group, e.lines, tuple(best_labels(e.lines, weights())), e.texts) for e in _examples()
    ]
    assert learned(weights(), right) == weights()
    write(weights(), tmp_path / "sub" / "front.tsv")
    again = weights(tmp_path / "sub" / "front.tsv")
    assert [best_labels(e.lines, again) for e in right] == [list(e.labels) for e in right]
