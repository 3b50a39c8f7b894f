"""Pages in scripts that no language of ours is written in: short lines are in their own language, and writing."""

from __future__ import annotations

import pytest

from pipeline.records.segment import Role
from pipeline.stages.segment import segment
from tests.stages.segment.printed import page


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (
            [
                "השפעת מפלס המים על צמיחת הקנים בשפת אגמים",
                "דוד כהן ורות לוי",
                "המחלקה לאקולוגיה, אוניברסיטת הצפון",
                "תקציר",
                "מפלס המים באגמים רדודים קובע היכן צומחים הקנים ועד כמה",
                "הם מתפשטים. מדדנו את גובה הקנים בשנים 2015 עד 2019",
            ],
            "he",
        ),
        (["ผลของระดับน้ำต่อการเจริญเติบโตของต้นอ้อริมทะเลสาบ", "สมชาย ใจดี และ วิภา สุขใจ", "บทคัดย่อ"], "th"),
    ],
    ids=["Hebrew", "Thai"],
)
def test_short_lines_of_a_strange_script_are_in_its_language(lines: list[str], code: str) -> None:
    found = segment((page(*lines, sizes={0: 60}),))
    assert found.language == code
    assert {s.language for s in found.segments} == {code}
    assert not any(s.garbled for s in found.segments)
    assert [s.text for s in found.of(Role.TITLE)][:1] == lines[:1]
