"""The fuzz targets under hypothesis: a few hundred inputs each, from bytes and from the words that our parsers know."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.__main__ import NAMES
from tests.fuzz.targets import TARGETS
from tests.fuzz.words import SEEDS, WORDS

SPOKEN = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text(max_size=6), st.integers(0, 10**12).map(str)), max_size=30
).flatmap(lambda words: st.sampled_from(["", " ", "\n", "\t"]).map(lambda space: space.join(words).encode()))

INPUT = st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode()), SPOKEN)


def test_every_target_is_fuzzed() -> None:
    assert sorted(NAMES) == sorted(TARGETS)


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_first_inputs_have_an_answer(name: str, seed: str) -> None:
    TARGETS[name](seed.encode())


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=INPUT)
def test_any_input_has_an_answer(name: str, data: bytes) -> None:
    TARGETS[name](data)
