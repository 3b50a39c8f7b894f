"""Every form of a label is found at the beginning of a line, the longest one, however many share a beginning."""

from __future__ import annotations

import pytest

from pipeline.languages import languages
from pipeline.languages.labels import labels_within, leading_label

FORMS = sorted(
    {
        (form, field)
        for known in languages().values()
        for field, forms in known.labels.items()
        for form in forms
    }
)


@pytest.mark.parametrize("sign", ["", "■ "])
def test_each_form_is_found_whole_after_a_mark_and_within_a_line(sign: str) -> None:
    for form, _ in FORMS:
        line = f"{sign}[{form}]: 1"
        label = leading_label(line)
        assert label is not None, form
        assert (label.start, label.end) == (0, len(line) - 1), form
        (within,) = labels_within(f"1. {line}")
        assert within.field == label.field, form


@pytest.mark.parametrize(
    "printed",
    [
        "A B S T R A C T:",
        "Keywords:",
        "Key words:",
        "K E Y W O R D S:",
        "摘　要：",
        "关 键 词：",
        "Mots-clés :",
        "MOTS CLES :",
    ],
)
def test_letters_may_stand_apart(printed: str) -> None:
    label = leading_label(f"{printed} a text")
    assert label is not None
    assert label.end == len(printed) + 1
