"""Lines that run from right to left, from the order in which they stand to that in which they are read."""

from __future__ import annotations

import pytest

from pipeline.languages.direction import gives_shapes, in_reading_order, runs_leftward

READ = [
    "المجلد 14، العدد 3، ص 211-218",
    "بلغت نسبة الانتشار 63.4%، وانخفض الضغط",
    "بمقدار 12.5 ملم زئبقي (P < 0.05) لدى معظمهم",
    "أحمد علي الحسن¹، فاطمة محمود الزهراء²",
    "البريد الإلكتروني: a.hassan@example.org",
    "تقييم HbA1c 7.5 لدى المرضى",
    "بين عامي 2018 و2020",
    "بنسبة 63.4 (P < 0.05) في الربيع",
]


def shown(read: str) -> str:
    """How such a line stands on the page, written down by hand for the parts that keep their order."""
    kept = [
        "HbA1c 7.5",
        "P < 0.05",
        "a.hassan@example.org",
        "63.4",
        "12.5",
        "2018",
        "2020",
        "211",
        "218",
        "14",
    ]
    signs = {name: chr(0xE000 + n) for n, name in enumerate(kept)}
    for name, sign in signs.items():
        read = read.replace(name, sign)
    turned = read[::-1].translate(str.maketrans("()", ")("))
    return "".join(next((name for name, sign in signs.items() if sign == char), char) for char in turned)


@pytest.mark.parametrize("read", READ)
def test_what_stands_from_left_to_right_is_read_from_the_right(read: str) -> None:
    assert in_reading_order(shown(read)) == read


def test_lines_without_such_letters_stay() -> None:
    assert in_reading_order("Results: 63.4% (P < 0.05)") == "Results: 63.4% (P < 0.05)"
    assert not runs_leftward("12.5 %")


def test_one_such_word_in_a_line_that_runs_rightward_is_turned_where_it_stands() -> None:
    assert (
        in_reading_order("The term صخلملا (abstract) is printed") == "The term الملخص (abstract) is printed"
    )


def test_marks_stay_with_their_letters() -> None:
    assert in_reading_order("ن\u0627م\u0651ع") == "عم\u0651\u0627ن"


def test_brackets_are_mirrored_only_where_they_are_given_by_their_shape() -> None:
    by_shape, by_sense = "(WHO) ةمظنم", ")WHO( ةمظنم"
    assert gives_shapes([by_shape])
    assert not gives_shapes([by_sense])
    assert in_reading_order(by_shape) == in_reading_order(by_sense, mirrored=False) == "منظمة (WHO)"
