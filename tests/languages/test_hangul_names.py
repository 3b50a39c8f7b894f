"""Whether a Latin name may be the reading of a Korean one."""

from __future__ import annotations

import pytest

from pipeline.languages.hangul_names import reads_in_latin


@pytest.mark.parametrize(
    ("korean", "latin", "may"),
    [
        ("김도현", "Do Hyun Kim", True),
        ("남궁서연", "Seo Yeon Namgung", True),
        ("이 수 민", "Lee, Su-Min", True),
        ("최은정", "Eunjung CHOI", True),
        ("한상철", "Sangchul Han", True),
        ("박지훈", "J. H. Park", True),
        ("박지훈", "Park", True),
        ("한상철", "Sungchul Han", False),
        ("이응수", "Yongsoo Lee", False),
        ("김회정", "Heejung Kim", False),
        ("최은정", "Do Hyun Kim", False),
    ],
)
def test_readings(korean: str, latin: str, *, may: bool) -> None:
    assert reads_in_latin(korean, latin) is may
