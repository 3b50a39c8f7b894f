"""The judge of small inputs: right, told by a flag, or silently wrong."""

from __future__ import annotations

from typing import Any

from benchmarks.cases import judged

RECORD: dict[str, Any] = {
    "doi": None,
    "volume": "3",
    "authors": [{"name": {"en": "Ignacio O'Higgins"}}, {"name": {"en": "Ana Gil"}}],
    "abstract": {"en": {"text": "Soils were dry."}},
    "quality": {"flags": [{"path": "doi", "severity": "warning", "code": "doi.conflict"}]},
}


def states(**case: Any) -> list[str]:
    return [state for _, state, _ in judged(RECORD, case)]


def test_values_are_right_told_or_silent() -> None:
    assert states(values={"volume": "3", "authors.*.name.en": ["Ignacio O’Higgins", "Ana Gil"]}) == [
        "right",
        "right",
    ]
    assert states(values={"doi": "10.1/a", "volume": "4"}) == ["told", "silent"]
    assert states(values={"issue": ""}) == ["right"]


def test_texts_and_flags() -> None:
    assert states(holds={"abstract.en.text": ["dry", "wet"]}) == ["right", "silent"]
    assert states(lacks=["wet", "dry"]) == ["right", "silent"]
    assert states(flags=["doi.conflict", "page.dark"]) == ["right", "silent"]
