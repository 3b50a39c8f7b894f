"""The journal's name on the sheets that databases put before an article: after the label of a form."""

from __future__ import annotations

import pytest

from pipeline.stages.extract import extract
from pipeline.stages.segment import segment
from tests.stages.segment.printed import page


@pytest.mark.parametrize(
    ("lines", "journal"),
    [
        (
            ["水位变化对湖岸芦苇生长的影响", "作者：李明，王芳", "刊名：湖泊生态学报", "英文刊名：Journal of Lake Ecology", "年，卷(期)：2021，30(3)"],
            {"zh": "湖泊生态学报", "en": "Journal of Lake Ecology"},
        ),
        (
            [
                "Научная электронная библиотека «КиберЛенинка»",
                "ВЛИЯНИЕ УРОВНЯ ВОДЫ НА РОСТ ТРОСТНИКА ПО БЕРЕГАМ ОЗЕР",
                "Журнал: Вестник озерной экологии. 2021. № 3",
            ],
            {"ru": "Вестник озерной экологии"},
        ),
        (
            [
                "See discussions, stats, and author profiles for this publication",
                "Effects of the water level on the growth of reed along shallow lakes",
                "Article in Journal of Lake Ecology · March 2021",
            ],
            {"en": "Journal of Lake Ecology"},
        ),
    ],
    ids=["Wanfang", "CyberLeninka", "ResearchGate"],
)  # fmt: skip
def test_the_journal_of_a_form(lines: list[str], journal: dict[str, str]) -> None:
    found = extract(segment((page(*lines, sizes={0: 50}),)))
    assert {code: field.value for code, field in found.journal.items()} == journal
