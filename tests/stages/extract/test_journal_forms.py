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


@pytest.mark.parametrize(
    ("title", "citation", "code", "journal"),
    [
        (
            "Effects of the water level on the growth of reed along shallow lakes",
            [
                "Anna Martin, Paul Durand. Effects of the water level on the growth of reed along shallow",
                "lakes. Journal of Lake Ecology, 2019, 30 (3), pp.123-130. ⟨10.1234/jle.2019.0123⟩. ⟨hal-02345678⟩",
            ],
            "en",
            "Journal of Lake Ecology",
        ),
        (
            "Effets du niveau de l'eau sur la croissance des roseaux le long des lacs",
            [
                "Anna Martin, Paul Durand. Effets du niveau de l'eau sur la croissance des roseaux le long des lacs. Revue",
                "d'écologie des lacs, 2019, 30, pp.123-130. ⟨hal-02345678⟩",
            ],
            "fr",
            "Revue d'écologie des lacs",
        ),
    ],
    ids=["HAL", "HAL, in French"],
)  # fmt: skip
def test_the_journal_of_a_sheet_that_cites_the_article_below_its_title(
    title: str, citation: list[str], code: str, journal: str
) -> None:
    found = extract(segment((page(title, "Anna Martin, Paul Durand", "To cite this version:", citation, sizes={0: 50}),)))  # fmt: skip
    assert found.journal[code].value == journal
