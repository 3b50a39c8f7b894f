"""The recipe of the roles of lines: what the penalty holds on to, and documents drawn from a few words."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.stages.segment.aligned import LabelledRun
from pipeline.stages.segment.front import RoleWeights, best_labels

RECIPE = Path(__file__).parents[2] / "models" / "recipes" / "roles"
pytestmark = pytest.mark.filterwarnings("ignore:Sparse CSR:UserWarning")
FAR, NEAR = 1000.0, 0.1


@pytest.fixture(scope="module", autouse=True)
def on_path() -> object:
    pytest.importorskip("torch")
    sys.path.insert(0, str(RECIPE))
    yield
    sys.path.remove(str(RECIPE))


def crf() -> ModuleType:
    return importlib.import_module("crf")


def like(label: str, feature: str) -> LabelledRun:
    return LabelledRun("journal", ((["any", feature]), (["any", "text"])), (label, "body"))


def test_examples_teach_what_they_show() -> None:
    known = crf().fitted([(like("begin title", "large"), 4.0), (like("authors", "named"), 4.0)], NEAR)
    assert best_labels([["any", "large"], ["any", "text"]], known) == ["begin title", "body"]
    assert best_labels([["any", "named"], ["any", "text"]], known) == ["authors", "body"]


def test_weights_stay_where_they_were_as_far_as_the_penalty_says() -> None:
    before = RoleWeights({"large": {"other": 3.0}, "unseen": {"abstract": 2.0}}, {("other", "body"): 1.0})
    held = crf().fitted([(like("begin title", "large"), 1.0)], FAR, before)
    moved = crf().fitted([(like("begin title", "large"), 1.0)], NEAR, before)
    assert held.states["large"]["other"] == pytest.approx(3.0, abs=0.01)
    assert held.states["unseen"]["abstract"] == moved.states["unseen"]["abstract"] == pytest.approx(2.0)
    assert best_labels([["any", "large"], ["any", "text"]], held)[0] == "other"
    assert best_labels([["any", "large"], ["any", "text"]], moved)[0] == "begin title"
