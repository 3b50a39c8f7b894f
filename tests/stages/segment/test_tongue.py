"""What language a line of Han is in, on a page of another language of Han."""

from __future__ import annotations

import pytest

from pipeline.stages.segment.tongue import Tongue

JAPANESE = "在宅療養高齢者を介護する家族のレジリエンスの構造を明らかにすることを目的とした。"
ABSTRACT = "探讨重症肺炎患者的临床特点及其预后的影响因素，为临床诊断和治疗提供依据，回顾性分析某医院收治的患者的临床资料。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("佐々木 恵美　長谷川 大輔　東 由紀子", "ja"),
        ("別刷請求先：東都大学消化器外科", "ja"),
        (ABSTRACT, "zh"),
    ],
)
def test_short_lines_are_in_the_language_of_the_page(text: str, expected: str) -> None:
    assert Tongue([JAPANESE] * 3).of(text) == expected
