"""The base line about a column, from the feet of what stands on it."""

from __future__ import annotations

from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.recognize.ink import NEIGHBOURS, Ink

FEET = st.lists(
    st.tuples(st.integers(0, 400).map(lambda n: n / 2), st.floats(0, 60)),
    max_size=40,
    unique_by=lambda foot: foot[0],
)
"""Of more feet in one column than are asked any may be the nearest."""


@given(FEET, st.floats(-20, 220))
def test_the_nearest_feet_tell_the_base_line(feet: list[tuple[float, float]], near: float) -> None:
    nearest = sorted((abs(column - near), foot) for column, foot in feet)[:NEIGHBOURS]
    found = Ink((), 20.0, tuple(sorted(feet))).base(near)
    assert found == (median(foot for _, foot in nearest) if feet else None)
